import {
  claimInstallation,
  findInvariantBreaches,
  openDatabase,
  saveAccountReadings,
  type Database,
} from "@payrun/db";
import {
  acceptCreators,
  acceptEarnings,
  acceptReversals,
  acceptTokenPurchases,
  type IntakeResult,
} from "@payrun/intake";
import { createTestDatabase } from "@payrun/testkit";
import { pino } from "pino";
import { afterAll, beforeAll, expect } from "vitest";
import { creatorRouter } from "../../../src/creator/creator-router.ts";
import { openLiveFeed } from "../../../src/creator/live/live-feed.ts";
import { callerOf } from "../../../src/trpc/procedures.ts";
import type { Visitor } from "../../../src/trpc/visitor.ts";
import { noStripe, settings } from "../../test-api.ts";
import { payoutDesk } from "./payout-desk.ts";

const log = pino({ level: "silent" });
const router = callerOf(creatorRouter);
export type CreatorCaller = ReturnType<typeof router>;

export type HouseCreator = {
  readonly creatorId: string;
  readonly sourceId: string;
  /** Asks as her. */
  readonly ask: (visitor?: Partial<Visitor>) => CreatorCaller;
};

/** A platform with creators, their earnings as the host reports them, payouts without Stripe, and a clock that is set. */
export function creatorHouse() {
  let opened: Database | undefined;
  let end: () => Promise<void> = () => Promise.resolve();
  let now = new Date("2026-12-01T08:00:00Z");
  const db = (): Database => {
    if (opened === undefined) throw new Error("the test database is not open");
    return opened;
  };
  beforeAll(async () => {
    const database = await createTestDatabase();
    const connected = openDatabase(database.url);
    opened = connected;
    end = async () => {
      await connected.close();
      await database.drop();
    };
    // After 15 November: no date before December is due here.
    const startedAt = new Date("2026-11-16T00:00:00Z");
    await claimInstallation(connected, { mode: "test", platformAccountId: "acct_platform", startedAt });
  });
  afterAll(async () => {
    try {
      expect(await findInvariantBreaches(db())).toEqual([]);
    } finally {
      await end();
    }
  });

  const ask = (visitor: Visitor): CreatorCaller =>
    router({
      deps: {
        db: db(),
        pingQueue: () => Promise.resolve(),
        pendingMigrations: () => Promise.resolve([]),
        provider: noStripe,
        clock: { now: () => now },
        live: openLiveFeed({ db: db(), log }),
        log,
        settings,
      },
      visitor,
      requestId: "a-test",
    });
  const host = () => ({ db: db(), now: new Date("2027-01-31T00:00:00Z"), holdDays: settings.holdDays });

  return {
    get db() {
      return db();
    },
    get desk() {
      return payoutDesk(db());
    },
    setNow: (text: string) => void (now = new Date(text)),
    /** Creators with an account that can receive money. */
    async addCreators(count: number, fields: object = {}): Promise<readonly HouseCreator[]> {
      const first = await countCreators(db());
      const sourceIds = Array.from({ length: count }, (_, index) => `creator-${first + index}`);
      const accepted = await acceptCreators(
        host(),
        sourceIds.map((sourceId) => ({
          sourceId,
          handle: sourceId,
          currency: "USD",
          country: "US",
          ...fields,
        })),
      );
      const ids = idsOf(accepted);
      await connectAccounts(db(), ids);
      return ids.map((creatorId, index) => ({
        creatorId,
        sourceId: sourceIds[index] ?? "",
        ask: (visitor = {}) => ask({ ...aVisitor, creatorId, ...visitor }),
      }));
    },
    earn: async (...rows: unknown[]) => idsOf(await inPages(rows, (page) => acceptEarnings(host(), page))),
    reverse: async (...rows: unknown[]) =>
      idsOf(await inPages(rows, (page) => acceptReversals(host(), page))),
    buyTokens: async (...rows: unknown[]) => idsOf(await acceptTokenPurchases(host(), rows)),
  };
}

export type CreatorHouse = ReturnType<typeof creatorHouse>;

const aVisitor: Visitor = {
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

/** A tip of so much, paid in money, 20 % of it the platform's. */
export function tip(sourceId: string, creator: HouseCreator, grossMinor: number, fields: object = {}) {
  return {
    sourceType: "tip",
    sourceId,
    creatorSourceId: creator.sourceId,
    grossMinor,
    feeMinor: Math.floor(grossMinor / 5),
    currency: "USD",
    earnedAt: "2026-11-10T10:00:00Z",
    ...fields,
  };
}

/** A refund of a part of a tip. */
export function refund(sourceId: string, ofTip: string, grossMinor: number, fields: object = {}) {
  const earning = { sourceType: "tip", sourceId: ofTip };
  return { sourceId, earning, kind: "refund", grossMinor, occurredAt: "2026-11-20T10:00:00Z", ...fields };
}

async function inPages(
  rows: readonly unknown[],
  accept: (page: readonly unknown[]) => Promise<IntakeResult>,
): Promise<IntakeResult> {
  const results: IntakeResult["results"][number][] = [];
  for (let from = 0; from < rows.length; from += 1_000)
    results.push(...(await accept(rows.slice(from, from + 1_000))).results);
  return { results };
}

function idsOf({ results }: Pick<IntakeResult, "results">): readonly string[] {
  return results.map((result) => {
    if (result.status === "refused") throw new Error(`refused: ${JSON.stringify(result.error)}`);
    return result.id;
  });
}

async function countCreators(db: Database): Promise<number> {
  const [row] = await db.query<{ count: number }>("SELECT count(*)::int AS count FROM creators");
  return row?.count ?? 0;
}

async function connectAccounts(db: Database, creatorIds: readonly string[]): Promise<void> {
  await db.query("UPDATE creators SET stripe_account_id = 'acct_' || id::text WHERE id = ANY ($1::uuid[])", [
    creatorIds,
  ]);
  await saveAccountReadings(
    db,
    creatorIds.map((creatorId) => ({
      accountId: `acct_${creatorId}`,
      transfersActive: true,
      payoutsEnabled: true,
      requirementsPastDue: [],
      disabledReason: null,
      country: "US",
      error: null,
      negative: false,
    })),
    new Date("2026-11-01T00:00:00Z"),
  );
}
