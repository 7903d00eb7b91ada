import type { Database, Sql } from "../database.ts";

export type BudgetName = "transfers" | "reads";

/** Sets the rate that all workers share. Slots are spaced at 98 % of it. */
export async function setBudget(sql: Sql, name: BudgetName, requestsPerSecond: number): Promise<void> {
  await sql.query(
    `INSERT INTO send_budgets (name, requests_per_second) VALUES ($1, $2)
     ON CONFLICT (name) DO UPDATE SET requests_per_second = $2 WHERE send_budgets.requests_per_second <> $2`,
    [name, requestsPerSecond],
  );
}

/** Takes one slot and returns how many milliseconds from now it is. The database's clock, never a worker's. */
export async function takeSlot(db: Database, name: BudgetName): Promise<number> {
  const [slot] = await db.query<{ waitMs: number }>(
    `UPDATE send_budgets b
        SET next_slot_at = greatest(b.next_slot_at, t.now) + interval '1 second' / (b.requests_per_second * 0.98)::float8
       FROM (SELECT clock_timestamp() AS now) t
      WHERE name = $1
     RETURNING (extract(epoch FROM b.next_slot_at - interval '1 second' / (b.requests_per_second * 0.98)::float8 - t.now) * 1000)::float8 AS "waitMs"`,
    [name],
  );
  if (!slot) throw new Error(`there is no send budget called ${name}`);
  return slot.waitMs;
}
