import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  advanceOperationalClock,
  beginTransfers,
  claimInstallation,
  newId,
  operationalNow,
  setBudget,
  takeOverEndedLeases,
  takeSlot,
  type Database,
  type ProviderMode,
} from "../src/index.ts";
import { addCreators, at, openBooks, refusal, type Books } from "./books.ts";
import { addBatch, addItem, addTransfer } from "./payouts.ts";

const HOUR_MS = 3_600_000;

let books: Books;
let db: Database;
beforeAll(async () => {
  books = await openBooks();
  ({ db } = books);
  await claim(db, "simulator");
});
afterAll(() => books.close());

const claim = (database: Database, mode: ProviderMode) =>
  claimInstallation(database, { mode, platformAccountId: "acct_platform", startedAt: at });

const moveBy = (database: Database, ms: number) =>
  refusal(database.query("UPDATE operational_clock SET ahead_ms = ahead_ms + $1", [ms]));

/** How far the operational clock is ahead of this process's: the server runs on the same machine. */
const aheadMs = async () => (await operationalNow(db)).getTime() - Date.now();

describe("the operational clock", () => {
  test("goes forward in a simulator's database, and what is written then is of then", async () => {
    const before = await aheadMs();
    await advanceOperationalClock(db, 24 * HOUR_MS);
    expect((await aheadMs()) - before).toBeGreaterThan(23.9 * HOUR_MS);
    const [creatorId] = await addCreators(db, 1);
    const [row] = await db.query<{ isNow: boolean }>(
      `SELECT created_at BETWEEN operational_now() - interval '1 minute' AND operational_now() AS "isNow" FROM creators WHERE id = $1`,
      [creatorId],
    );
    expect(row?.isNow).toBe(true);
  });

  test("never goes back, whoever asks", async () => {
    await advanceOperationalClock(db, HOUR_MS);
    expect(await moveBy(db, -1)).toBe("operational_clock_forward");
    await expect(advanceOperationalClock(db, -1)).rejects.toThrow(
      "forward by whole milliseconds only, not by -1",
    );
    await expect(advanceOperationalClock(db, 0.5)).rejects.toThrow("not by 0.5");
  });

  test("has one row, from the beginning on", async () => {
    expect(await refusal(db.query("DELETE FROM operational_clock"))).toBe("append_only");
    expect(await refusal(db.query("TRUNCATE operational_clock"))).toBe("append_only");
    expect(await refusal(db.query("INSERT INTO operational_clock (id, ahead_ms) VALUES (1, 9)"))).toBe(
      "append_only",
    );
    expect(await refusal(db.query("UPDATE operational_clock SET id = 2"))).toBe("operational_clock_single");
  });

  test.for(["test", "live", null] as const)(
    "stands by the server's in a database of mode %s",
    async (mode) => {
      const other = await openBooks({ poolSize: 2 });
      try {
        if (mode) await claim(other.db, mode);
        expect(await moveBy(other.db, HOUR_MS)).toBe("operational_clock_simulated");
        await expect(advanceOperationalClock(other.db, HOUR_MS)).rejects.toThrow(
          `of mode ${mode ?? "none yet"}`,
        );
        expect(Math.abs((await operationalNow(other.db)).getTime() - Date.now())).toBeLessThan(60_000);
      } finally {
        await other.close();
      }
    },
  );

  test("ends leases when it goes on, and leaves the pace of requests alone", async () => {
    await setBudget(db, "transfers", 10);
    await setBudget(db, "reads", 10);
    const token = newId();
    const batchId = await addBatch(db);
    const creators = await addCreators(db, 8, { availableMinor: 40_00n });
    const transferIds: string[] = [];
    for (const creatorId of creators) {
      const item = await addItem(db, { batchId, creatorId });
      transferIds.push(await addTransfer(db, item, { status: "claimed", lease: { token, ms: HOUR_MS } }));
    }
    const begin = (ids: readonly string[]) =>
      beginTransfers(db, { transferIds: ids, leaseToken: token, expected: "claimed", leaseMs: HOUR_MS });
    expect((await begin(transferIds.slice(0, 7))).begun).toHaveLength(7);
    for (let taken = 0; taken < 20; taken += 1) await takeSlot(db, "reads");

    await advanceOperationalClock(db, 2 * HOUR_MS);
    // The seven slots lie in real time still, and so does the place behind twenty reads.
    expect(await takeSlot(db, "reads")).toBeGreaterThan(1_000);
    const ended = await takeOverEndedLeases(db, { leaseToken: newId(), leaseMs: HOUR_MS, limit: 100 });
    expect(ended.map((transfer) => transfer.transferId).toSorted()).toEqual(transferIds.toSorted());
    expect((await begin(transferIds.slice(7))).begun).toEqual([]);
  });
});

/** Where the server's own clock is meant, and why. */
const SERVERS_CLOCK: Readonly<Record<string, string>> = {
  "host/api-keys.ts": "when a key was used last, told to people",
  "invariants/check-invariants.ts": "how long a check took",
  "live/live-listeners.ts": "a session's end",
  "operations/schedule-troubles.ts": "whether a send slot is still to come",
  "operations/send-budget.ts": "the pace of requests",
  "people/region.ts": "a user's row",
  "people/tell-destination-changed.ts": "when a user's address changed",
  "transfers/begin-transfers.ts": "the pace of requests",
  "users/prune-sign-ins.ts": "what signing in left behind",
  "users/rate-limits.ts": "tries to sign in",
  "users/sessions.ts": "a session's end",
};

test("the server's clock is asked only where it is meant", () => {
  const folder = join(import.meta.dirname, "../src");
  const asking = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .filter((file) =>
      /clock_timestamp\(\)|(?<![.\w])now\(\)|CURRENT_TIMESTAMP/.test(
        readFileSync(join(folder, file), "utf8"),
      ),
    );
  expect(asking.toSorted()).toEqual(Object.keys(SERVERS_CLOCK).toSorted());
});
