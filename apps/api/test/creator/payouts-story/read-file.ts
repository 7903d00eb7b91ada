import type { Database } from "@payrun/db";
import { parse } from "csv-parse/sync";
import { Readable } from "node:stream";
import { buffer, text } from "node:stream/consumers";
import { openLiveFeed } from "../../../src/creator/live/live-feed.ts";
import type { FileRoute } from "../../../src/files/file-route.ts";
import { payoutFile } from "../../../src/files/payout-file.ts";
import { yearFile } from "../../../src/files/year-file.ts";
import type { Visitor } from "../../../src/trpc/visitor.ts";
import { noStripe, settings } from "../../test-api.ts";
import { pino } from "pino";

export type FileCreator = Pick<Visitor, "timeZone"> & {
  readonly creatorId: string;
  readonly locale?: Visitor["locale"];
};

const log = pino({ level: "silent" });

/** Makes files as their routes do, without a server and a session. */
export function fileReader(db: () => Database) {
  async function make<Parameters>(
    { creatorId, timeZone, locale = "en" }: FileCreator,
    route: FileRoute<Parameters>,
    file: string,
  ): Promise<Readable> {
    const deps = {
      db: db(),
      pingQueue: () => Promise.resolve(),
      pendingMigrations: () => Promise.resolve([]),
      provider: noStripe,
      clock: { now: () => new Date("2026-12-02T09:30:00Z") },
      live: openLiveFeed({ db: db(), log }),
      log,
      settings,
    };
    const visitor: Visitor = { ...aCreator, creatorId, timeZone, locale };
    const made = await route.make(deps, { creatorId, visitor }, route.params.parse({ file }));
    if (made === null) throw new Error(`there is no file ${file}`);
    return made.body instanceof Readable ? made.body : Readable.from([made.body]);
  }
  return {
    payoutCsv: async (creator: FileCreator, payoutItemId: string) =>
      rowsOf(await text(await make(creator, payoutFile, `${payoutItemId}.csv`))),
    payoutPdf: async (creator: FileCreator, payoutItemId: string) =>
      buffer(await make(creator, payoutFile, `${payoutItemId}.pdf`)),
    yearCsv: async (creator: FileCreator, year: number) =>
      rowsOf(await text(await make(creator, yearFile, `${year}.csv`))),
  };
}

export type CsvRow = Readonly<Record<string, string>>;

function rowsOf(csv: string): readonly CsvRow[] {
  return parse<Record<string, string>>(csv, { columns: true, record_delimiter: "\r\n" });
}

const aCreator: Visitor = {
  userId: "01937000-0000-7000-8000-000000000001",
  sessionId: "01937000-0000-7000-8000-000000000002",
  signedInAt: new Date("2026-12-01T07:00:00Z"),
  role: "creator",
  name: "Mira",
  email: "mira@example.com",
  emailVerified: true,
  twoFactorEnabled: false,
  bannedAt: null,
  creatorId: null,
  fanId: "01937000-0000-7000-8000-000000000003",
  adminId: null,
  locale: "en",
  timeZone: "UTC",
};
