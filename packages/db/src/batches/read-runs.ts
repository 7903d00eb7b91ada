import type { Sql } from "../database.ts";

/** A month has no more dates than that. */
const RUNS_MAX = 31;

/** The newest schedule dates whose batch ran, or is running, the newest first. One that was missed or canceled did not. */
export async function readRuns(sql: Sql): Promise<readonly Date[]> {
  const rows = await sql.query<{ scheduledFor: Date }>(
    `SELECT scheduled_for AS "scheduledFor" FROM payout_batches WHERE status NOT IN ('missed', 'canceled')
      ORDER BY scheduled_for DESC LIMIT ${RUNS_MAX}`,
  );
  return rows.map((row) => row.scheduledFor);
}
