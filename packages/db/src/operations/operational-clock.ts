import type { Database } from "../database.ts";
import { readInstallation } from "./installation.ts";

/**
 * Moves the operational clock of a simulation forward: leases end, keys age, what waits falls due. The pace of requests
 * stays real. Whoever asks the clock next sees it; a statement that is under way may have asked already.
 *
 * @param ms whole milliseconds, not below zero.
 * @throws for any other number, and where the database does not belong to a simulator: Stripe's own clock cannot be moved.
 *   The database refuses both as well.
 */
export async function advanceOperationalClock(db: Database, ms: number): Promise<void> {
  if (!Number.isSafeInteger(ms) || ms < 0)
    throw new RangeError(`the operational clock goes forward by whole milliseconds only, not by ${ms}`);
  const mode = (await readInstallation(db))?.mode ?? "none yet";
  if (mode !== "simulator")
    throw new Error(
      `the operational clock is moved in a simulator's database only; this one is of mode ${mode}`,
    );
  await db.query("UPDATE operational_clock SET ahead_ms = ahead_ms + $1", [ms]);
}

/** What the operational clock shows. */
export async function operationalNow(db: Pick<Database, "query">): Promise<Date> {
  const [row] = await db.query<{ now: Date }>("SELECT operational_now() AS now");
  if (!row) throw new Error("the database did not say what time it is");
  return row.now;
}
