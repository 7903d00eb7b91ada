import { openDatabase } from "@payrun/db";
import type { House } from "./house.ts";

// The operational clock is the database's and runs on; here the rows are moved past it instead.

/** Every worker that holds a lease is gone for longer than its lease. */
export async function endLeases(house: House): Promise<void> {
  await house.db.query(
    "UPDATE transfers SET lease_until = clock_timestamp() - interval '1 second' WHERE lease_until IS NOT NULL",
  );
}

/** What waits for its next look, or its next claim, is due. */
export async function makeDue(house: House): Promise<void> {
  await house.db.query(
    "UPDATE transfers SET next_resolve_at = clock_timestamp() - interval '1 second' WHERE next_resolve_at IS NOT NULL",
  );
  await house.db.query("UPDATE payout_items SET not_before = NULL WHERE not_before IS NOT NULL");
  await house.db.query(
    "UPDATE outbox SET available_at = clock_timestamp() - interval '1 second' WHERE sent_at IS NULL",
  );
}

/** All that the unknown attempts remember, sends and look-ups, lies so much longer ago. */
export async function passMinutes(house: House, minutes: number): Promise<void> {
  await asSuperuser(
    house,
    `UPDATE transfers
        SET first_sent_at = first_sent_at - $1 * interval '1 minute', last_sent_at = last_sent_at - $1 * interval '1 minute',
            next_resolve_at = next_resolve_at - $1 * interval '1 minute',
            look_ups = (SELECT coalesce(jsonb_agg(l || jsonb_build_object('at', (l ->> 'at')::timestamptz - $1 * interval '1 minute')), '[]')
                          FROM jsonb_array_elements(look_ups) l)
      WHERE status = 'unknown'`,
    [minutes],
  );
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
