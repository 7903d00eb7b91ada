import { batchTransitions, itemTransitions, transferTransitions } from "@payrun/payouts-core";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addCreators, openBooks, refusal, type Books } from "./books.ts";
import { addBatch, addItem, addTransfer } from "./payouts.ts";

let books: Books;
let client: Client;
const rowIds: Record<string, string> = {};

const machines = [
  {
    of: "batch",
    table: "payout_batches",
    enumName: "batch_status",
    trigger: "batch_moves",
    transitions: batchTransitions,
  },
  {
    of: "item",
    table: "payout_items",
    enumName: "item_status",
    trigger: "item_moves",
    transitions: itemTransitions,
  },
  {
    of: "transfer",
    table: "transfers",
    enumName: "transfer_status",
    trigger: "transfer_moves",
    transitions: transferTransitions,
  },
] as const;

beforeAll(async () => {
  books = await openBooks();
  const [creatorId = ""] = await addCreators(books.db, 1, { availableMinor: 100_00n });
  const batchId = await addBatch(books.db);
  const item = await addItem(books.db, { batchId, creatorId });
  rowIds["payout_batches"] = batchId;
  rowIds["payout_items"] = item.payoutItemId;
  rowIds["transfers"] = await addTransfer(books.db, item, { status: "paid" });
  client = new Client({ connectionString: books.database.adminUrl });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await books.close();
});

/**
 * Puts the row into a state as no trigger would let one, and tries every other state from there; rolls everything back.
 * Says for each "allowed", or what refused it.
 */
async function movesFrom({ table, transitions }: (typeof machines)[number], from: string) {
  const moves: Record<string, string> = {};
  for (const to of Object.keys(transitions).filter((status) => status !== from)) {
    await client.query("BEGIN");
    await client.query("SET LOCAL session_replication_role = replica");
    await client.query(`UPDATE ${table} SET status = $2 WHERE id = $1`, [rowIds[table], from]);
    await client.query("SET LOCAL session_replication_role = origin");
    moves[to] = await refusal(
      client.query(`UPDATE ${table} SET status = $2 WHERE id = $1`, [rowIds[table], to]),
    );
    await client.query("ROLLBACK");
  }
  return moves;
}

describe.for(machines)("the database and core agree on a $of", (machine) => {
  test("in its states", async () => {
    const states = await books.db.query<{ state: string }>(
      `SELECT unnest(enum_range(NULL::${machine.enumName}))::text AS state`,
    );
    expect(states.map(({ state }) => state).toSorted()).toEqual(Object.keys(machine.transitions).toSorted());
  });

  test.for(Object.entries<readonly string[]>(machine.transitions))("that is %s", async ([from, targets]) => {
    const others = Object.keys(machine.transitions).filter((status) => status !== from);
    expect(await movesFrom(machine, from)).toEqual(
      Object.fromEntries(others.map((to) => [to, targets.includes(to) ? "allowed" : machine.trigger])),
    );
  });
});
