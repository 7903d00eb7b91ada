import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  forgetListeners,
  keepListening,
  newId,
  notifyCreators,
  pruneOutbox,
  readLiveChanges,
  readMissedChanges,
  type Database,
  type LivePlace,
  type Sql,
  type Transaction,
} from "../src/index.ts";
import { addCreators, addFan, countOf, openBooks, type Books } from "./books.ts";

let books: Books;
let db: Database;
let ana: string;
let ben: string;
beforeEach(async () => {
  books = await openBooks();
  ({ db } = books);
  [ana = "", ben = ""] = await addCreators(db, 2);
});
afterEach(() => books.close());

const follow = (sql: Sql, creatorId: string) =>
  sql.query(
    `WITH fan AS (INSERT INTO fans (id, source_id) VALUES ($1, $2) RETURNING id)
     INSERT INTO follows (fan_id, creator_id) SELECT id, $3 FROM fan`,
    [newId(), newId(), creatorId],
  );
const tell = (tx: Transaction, creatorId: string) =>
  notifyCreators(tx, [
    {
      creatorId,
      dedupeKey: newId(),
      kind: "payout_sent",
      data: { payoutItemId: "item", periodKey: "2026-12-01", amountMinor: "4000", currency: "USD" },
    },
  ]);

const ask = (fanId: string, creatorId: string) =>
  db.query(
    `INSERT INTO call_requests (id, fan_id, creator_id, tokens, currency, gross_minor, request_key)
     VALUES ($1, $2, $3, 100, 'USD', 100, $4)`,
    [newId(), fanId, creatorId, newId()],
  );
const buy = (fanId: string) =>
  db.query(
    `INSERT INTO token_purchases (id, source_id, fan_id, tokens, amount_minor, currency, purchased_at)
     VALUES ($1, $2, $3, 100, 100, 'USD', now())`,
    [newId(), newId(), fanId],
  );

const read = (fromTx: bigint | null, listenerIds = [ana]) => readLiveChanges(db, { listenerIds, fromTx });
const areas = ({ changes }: { readonly changes: readonly { readonly area: string }[] }) =>
  changes.map((change) => change.area);

/** Where a page is that has heard everything until now. */
async function place(): Promise<LivePlace> {
  return { txId: (await read(null)).settled, id: 0n };
}
const missed = async (seen: LivePlace) => areas(await readMissedChanges(db, [{ listenerId: ana, ...seen }]));

/**
 * Waits until every transaction that has begun has ended: test files beside this one have theirs on the same server, and a
 * reading goes back to before the oldest that is open.
 */
async function settled(): Promise<void> {
  const isSettled = async () => {
    const reading = await read(null);
    return reading.settled === reading.next;
  };
  await expect.poll(isSettled, { timeout: 25_000, interval: 10 }).toBe(true);
}

/** A transaction that has done its work and waits for the word to commit. */
async function openTransaction(work: (tx: Transaction) => Promise<unknown>): Promise<() => Promise<void>> {
  const [done, commit] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const ending = db.transaction(async (tx) => {
    await work(tx);
    done.resolve();
    await commit.promise;
  });
  await Promise.race([done.promise, ending]);
  return async () => {
    commit.resolve();
    await ending;
  };
}

describe("changes are staged", () => {
  test("only for those whose pages are open, each for her own", async () => {
    await follow(db, ana);
    await keepListening(db, [ana]);
    await db.transaction((tx) => tell(tx, ana));
    await follow(db, ben);
    expect(await countOf(db, "FROM outbox WHERE topic = 'live'")).toBe(2);
    expect(areas(await read(0n, [ana, ben]))).toEqual(["everything", "notifications"]);
  });

  test("for a fan when her call or her tokens move, and for a creator also as the fan that she is", async () => {
    const fan = await addFan(db);
    const anaAsFan = await addFan(db);
    await db.query("UPDATE fans SET creator_id = $2 WHERE id = $1", [anaAsFan, ana]);
    await keepListening(db, [fan, ana]);
    await db.query("DELETE FROM outbox");
    await ask(fan, ben);
    await ask(anaAsFan, ben);
    await db.query("UPDATE call_requests SET status = 'accepted', decided_at = now() WHERE fan_id = $1", [
      fan,
    ]);
    await buy(fan);
    await buy(await addFan(db));
    const { changes } = await read(0n, [fan, ana, anaAsFan]);
    expect(changes.map(({ listenerId, area }) => [listenerId, area])).toEqual([
      [fan, "calls"],
      [ana, "calls"],
      [fan, "calls"],
      [fan, "wallet"],
    ]);
  });

  test("from the first page on, and anew after a gap: who was there before it must look at everything", async () => {
    expect(await keepListening(db, [ana, ana])).toEqual(new Set([ana]));
    expect(await keepListening(db, [ana])).toEqual(new Set());
    const seen = await place();
    await db.query("UPDATE live_listeners SET until = now() - interval '1 second'");
    await follow(db, ana);
    expect(await keepListening(db, [ana])).toEqual(new Set([ana]));
    expect(await missed(seen)).toEqual(["everything"]);
  });

  test("no longer for who has been away, and she is forgotten", async () => {
    await keepListening(db, [ana, ben]);
    await db.query("UPDATE live_listeners SET until = now() - interval '1 second' WHERE listener_id = $1", [
      ana,
    ]);
    await forgetListeners(db);
    expect(await db.query(`SELECT listener_id AS "listenerId" FROM live_listeners`)).toEqual([
      { listenerId: ben },
    ]);
  });
});

describe("no change is passed over", () => {
  test("when a transaction with a lower id commits after one with a higher id was read", async () => {
    await keepListening(db, [ana]);
    await settled();
    const { settled: before } = await read(null);
    const commitLower = await openTransaction((tx) => follow(tx, ana));
    await db.transaction((tx) => tell(tx, ana));

    const first = await read(before);
    expect(areas(first)).toEqual(["notifications"]);
    await commitLower();

    const second = await read(first.settled);
    expect(areas(second)).toEqual(["followers", "notifications"]);
    const [followers, notifications] = second.changes;
    expect((followers?.id ?? 0n) < (notifications?.id ?? 0n)).toBe(true);
    await settled();
    expect(areas(await read((await read(null)).settled))).toEqual([]);
  });

  test("when somebody comes back from a place that such a transaction was still open at", async () => {
    await keepListening(db, [ana]);
    await settled();
    const commitLower = await openTransaction((tx) => follow(tx, ana));
    await db.transaction((tx) => tell(tx, ana));
    const seen = await place();
    await commitLower();
    expect(await missed(seen)).toEqual(["followers", "notifications"]);
  });
});

describe("who comes back", () => {
  test("gets exactly what is behind the place that she has seen", async () => {
    await keepListening(db, [ana, ben]);
    const { changes } = await read(0n);
    const first = changes[0] ?? { txId: 0n, id: 0n };
    expect(await missed(first)).toEqual([]);
    await follow(db, ben);
    await follow(db, ana);
    await db.transaction((tx) => tell(tx, ana));
    expect(await missed(first)).toEqual(["followers", "notifications"]);
    await settled();
    expect(await missed(await place())).toEqual([]);
  });

  test("after more than a day must look at everything", async () => {
    await keepListening(db, [ana]);
    const seen = await place();
    await db.query("UPDATE outbox SET sent_at = now() - interval '25 hours'");
    await pruneOutbox(db);
    await follow(db, ana);
    expect(await missed(seen)).toEqual(["everything"]);
  });

  test("to another database, or with a place that nobody gave her, must look at everything", async () => {
    await keepListening(db, [ana]);
    expect(await missed({ txId: 2n ** 62n, id: 0n })).toEqual(["everything"]);
    expect(await missed({ txId: 0n, id: 0n })).toEqual(["everything"]);
  });
});

test("a wake-up call is heard, and again after the connection was lost", async () => {
  let calls = 0;
  let heard = Promise.withResolvers<void>();
  const listener = db.listen("payrun_live", () => {
    calls += 1;
    heard.resolve();
  });
  const next = async (work: () => Promise<unknown>) => {
    heard = Promise.withResolvers();
    await work();
    await heard.promise;
  };
  await heard.promise;
  await keepListening(db, [ana]);
  await next(() => follow(db, ana));
  await next(() =>
    db.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()`,
    ),
  );
  expect(listener.isUp()).toBe(true);
  await next(() => follow(db, ana));
  expect(calls).toBe(4);
  await listener.close();
  expect(listener.isUp()).toBe(false);
});
