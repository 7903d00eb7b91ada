import { advanceOperationalClock, openDatabase } from "@payrun/db";
import type { House } from "./house.ts";

// What passes here is the operational clock: leases end, keys age and what waits falls due, all of it together.

/** Every worker that holds a lease is gone for longer than its lease. */
export async function endLeases(house: House): Promise<void> {
  await passUntil(house, "SELECT max(lease_until) FROM transfers");
}

/** What waits for its next look, its next claim or its next relay is due. */
export async function makeDue(house: House): Promise<void> {
  await passUntil(
    house,
    `SELECT greatest((SELECT max(next_resolve_at) FROM transfers WHERE status = 'unknown'),
                     (SELECT max(not_before) FROM payout_items WHERE status = 'planned'),
                     (SELECT max(available_at) FROM outbox WHERE sent_at IS NULL))`,
  );
}

export async function passMinutes(house: House, minutes: number): Promise<void> {
  await advanceOperationalClock(house.db, minutes * 60_000);
}

/** Until a second after an instant, which `query` asks for; not at all where there is none, or where that is past. */
async function passUntil(house: House, query: string): Promise<void> {
  const [row] = await house.db.query<{ ms: number }>(
    `SELECT coalesce(greatest(ceil(extract(epoch FROM (${query}) + interval '1 second' - operational_now()) * 1000), 0), 0)::float8 AS ms`,
  );
  await advanceOperationalClock(house.db, row?.ms ?? 0);
}

/** Does what the application's user may not and no trigger sees: corrupts a row, moves what is frozen. */
export async function asSuperuser(
  house: House,
  statement: string,
  values: readonly unknown[] = [],
): Promise<void> {
  const admin = openDatabase(house.database.adminUrl, { poolSize: 1 });
  try {
    await admin.transaction(async (tx) => {
      await tx.query("SET LOCAL session_replication_role = replica");
      await tx.query(statement, values);
    });
  } finally {
    await admin.close();
  }
}
