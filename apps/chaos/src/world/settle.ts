import { Deployment } from "../simulation/deployment.ts";
import type { World } from "./world.ts";

const PAUSE_MS = 11 * 60_000;

/** One calm worker goes on, eleven minutes at a time, until nothing is open; returns what still is. */
export async function settle(
  world: World,
  rounds = 12,
  calm = new Deployment(world, 1, () => null),
): Promise<readonly string[]> {
  for (let round = 0; ; round += 1) {
    await calm.round();
    const open = await world.db.query<{ line: string }>(
      `SELECT 'item ' || id || ' is ' || status || ' ' || coalesce(reason::text, '') AS line FROM payout_items
        WHERE status IN ('planned', 'sending', 'unknown', 'awaiting_funds')
       UNION ALL SELECT 'batch ' || period_key || ' is ' || status || ' ' || coalesce(status_reason::text, '')
        FROM payout_batches WHERE status NOT IN ('completed', 'missed')`,
    );
    if (open.length === 0 || round === rounds) return open.map(({ line }) => line);
    await world.time.advance(PAUSE_MS);
  }
}

/** The schedule dates that have a row, in order, and what became of each. */
export async function datesIn({ db }: World): Promise<readonly string[]> {
  const rows = await db.query<{ line: string }>(
    "SELECT period_key || ' ' || status AS line FROM payout_batches ORDER BY period_key",
  );
  return rows.map(({ line }) => line);
}
