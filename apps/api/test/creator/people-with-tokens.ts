import { findInvariantBreaches, openDatabase, type Database } from "@payrun/db";
import { acceptCreators, acceptEarnings, acceptTokenPurchases } from "@payrun/intake";
import { createTestDatabase } from "@payrun/testkit";
import { pino } from "pino";
import { afterAll, beforeAll, expect } from "vitest";
import { creatorRouter } from "../../src/creator/creator-router.ts";
import { openLiveFeed } from "../../src/creator/live/live-feed.ts";
import { callerOf } from "../../src/trpc/procedures.ts";
import { RefusalError, type Refusal } from "../../src/trpc/refusal.ts";
import type { Visitor } from "../../src/trpc/visitor.ts";
import { noStripe, now, settings } from "../test-api.ts";

export type Ask = ReturnType<typeof ask>;
export type Person = { readonly fanId: string; readonly ask: Ask };
export type CreatorPerson = Person & { readonly creatorId: string; readonly handle: string };

/** A platform with people on a database of the test file's own; its books are proved when the tests are through. */
export type Platform = {
  readonly db: Database;
  /** A creator, who is a fan as well. */
  readonly creator: (given?: CreatorGiven) => Promise<CreatorPerson>;
  /** A fan; by default with 1,000 tokens for $10.00. */
  readonly fan: (given?: FanGiven) => Promise<Person>;
  /** Tokens that somebody bought, as the host reports it. */
  readonly buy: (fanId: string, purchase: Purchase) => Promise<void>;
  /** The procedures as this person calls them at another time. */
  readonly askAt: (who: Person | CreatorPerson, at: Date) => Ask;
  /** What the host reports as spent by tokens: $1.00 for 100 tokens, unless it says otherwise. */
  readonly hostTip: (from: Person, to: CreatorPerson, grossMinor: number) => Promise<void>;
  readonly balance: (code: string, currency?: string) => Promise<bigint>;
  /** The procedures as somebody may call them who is not signed in. */
  readonly nobody: () => Ask;
};

type CreatorGiven = {
  readonly displayName?: string;
  readonly callPriceTokens?: number | null;
  readonly currency?: string;
};
type FanGiven = { readonly displayName?: string | null; readonly purchases?: readonly Purchase[] };
export type Purchase = {
  readonly tokens: number;
  readonly amountMinor: number;
  readonly currency?: string;
  readonly purchasedAt?: string;
};

let made = 0;

export function platformOfTestFile(): Platform {
  let opened: Database | undefined;
  const db = () => {
    if (opened === undefined) throw new Error("the test database is not open");
    return opened;
  };
  let end: () => Promise<void> = () => Promise.resolve();
  beforeAll(async () => {
    const database = await createTestDatabase();
    opened = openDatabase(database.url, { poolSize: 20 });
    end = async () => {
      await db().close();
      await database.drop();
    };
  });
  afterAll(async () => {
    try {
      expect(await findInvariantBreaches(db())).toEqual([]);
    } finally {
      await end();
    }
  });
  return {
    get db() {
      return db();
    },
    creator: (given = {}) => addCreator(db(), given),
    fan: (given = {}) => addFan(db(), given),
    nobody: () => ask(db(), null),
    askAt: (who, at) =>
      ask(
        db(),
        "creatorId" in who
          ? { role: "creator", creatorId: who.creatorId, fanId: who.fanId }
          : { role: "fan", creatorId: null, fanId: who.fanId },
        at,
      ),
    buy: (fanId, purchase) => buy(db(), fanId, purchase),
    hostTip: (from, to, grossMinor) => hostTip(db(), from, to, grossMinor),
    balance: async (code, currency = "USD") => {
      const [row] = await db().query<{ balance: bigint }>(
        "SELECT balance_minor AS balance FROM ledger_accounts WHERE code = $1 AND currency = $2",
        [code, currency],
      );
      return row?.balance ?? 0n;
    },
  };
}

async function addCreator(db: Database, given: CreatorGiven): Promise<CreatorPerson> {
  made += 1;
  const handle = `star-${made}`;
  const { displayName = `Star ${made}`, callPriceTokens = 100, currency = "USD" } = given;
  await acceptCreators({ db, now }, [{ sourceId: handle, handle, displayName, currency }]);
  const [row] = await db.query<{ creatorId: string }>(
    `UPDATE creators SET call_price_tokens = $2 WHERE handle = $1 RETURNING id AS "creatorId"`,
    [handle, callPriceTokens],
  );
  const creatorId = row?.creatorId ?? "";
  const fanId = await writeFan(db, { displayName, creatorId });
  return { creatorId, handle, fanId, ask: ask(db, { role: "creator", creatorId, fanId }) };
}

async function addFan(db: Database, given: FanGiven): Promise<Person> {
  const { displayName = "Iris Lark", purchases = [{ tokens: 1_000, amountMinor: 10_00 }] } = given;
  const fanId = await writeFan(db, { displayName, creatorId: null });
  for (const purchase of purchases) await buy(db, fanId, purchase);
  return { fanId, ask: ask(db, { role: "fan", creatorId: null, fanId }) };
}

async function writeFan(
  db: Database,
  { displayName, creatorId }: { readonly displayName: string | null; readonly creatorId: string | null },
): Promise<string> {
  const [row] = await db.query<{ id: string }>(
    `INSERT INTO fans (id, source_id, display_name, creator_id)
     SELECT id, 'fan-' || id, $1, $2 FROM (SELECT gen_random_uuid() AS id) n RETURNING id`,
    [displayName, creatorId],
  );
  return row?.id ?? "";
}

async function buy(db: Database, fanId: string, purchase: Purchase): Promise<void> {
  made += 1;
  const { results } = await acceptTokenPurchases({ db, now }, [
    {
      sourceId: `purchase-${made}`,
      fanSourceId: `fan-${fanId}`,
      currency: "USD",
      purchasedAt: "2026-11-20T10:00:00Z",
      ...purchase,
    },
  ]);
  expect(results).toMatchObject([{ status: "created" }]);
}

async function hostTip(db: Database, from: Person, to: CreatorPerson, grossMinor: number): Promise<void> {
  made += 1;
  const { results } = await acceptEarnings({ db, now, holdDays: settings.holdDays }, [
    {
      sourceType: "tip",
      sourceId: `host-tip-${made}`,
      creatorSourceId: to.handle,
      fanSourceId: `fan-${from.fanId}`,
      tokens: grossMinor,
      grossMinor,
      feeBasisPoints: 2_000,
      currency: "USD",
      earnedAt: now.toISOString(),
    },
  ]);
  expect(results).toMatchObject([{ status: "created" }]);
}

/** The procedures as this person may call them. */
function ask(db: Database, who: Pick<Visitor, "role" | "creatorId" | "fanId"> | null, at: Date = now) {
  const visitor: Visitor | null = who && {
    ...who,
    userId: "00000000-0000-4000-8000-000000000001",
    sessionId: "00000000-0000-4000-8000-000000000002",
    signedInAt: new Date(),
    name: "Somebody",
    email: "somebody@example.test",
    emailVerified: true,
    twoFactorEnabled: false,
    bannedAt: null,
    adminId: null,
    locale: "en",
    timeZone: "UTC",
  };
  const log = pino({ level: "silent" });
  const deps = {
    db,
    live: openLiveFeed({ db, log }),
    pingQueue: () => Promise.resolve(),
    pendingMigrations: () => Promise.resolve([]),
    provider: noStripe,
    clock: { now: () => at },
    log,
    settings,
  };
  return callerOf(creatorRouter)({ deps, visitor, requestId: "test" });
}

/** Why it was refused, with its numbers. @throws when it was not. */
export async function refusalOf(work: Promise<unknown>): Promise<Refusal> {
  const error = await work.then(
    () => new Error("it was not refused"),
    (reason: unknown) => reason,
  );
  if (error instanceof RefusalError) return error.refusal;
  throw error;
}

/** All that comes after each other, page by page. */
export async function pages<Row>(
  page: (cursor: string | undefined) => Promise<{ rows: Row[]; nextCursor: string | null }>,
): Promise<Row[][]> {
  const first = await page(undefined);
  const all = [first.rows];
  for (let cursor = first.nextCursor; cursor !== null;) {
    const next = await page(cursor);
    all.push(next.rows);
    cursor = next.nextCursor;
  }
  return all;
}
