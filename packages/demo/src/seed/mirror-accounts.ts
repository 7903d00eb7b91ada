import { saveAccountReadings, type Database } from "@payrun/db";
import type { DemoAccount } from "../generate/demo-account.ts";

/**
 * Writes what Payrun saw of these accounts. The intake has asked for a reading of the new ones: this is it, and a
 * second one would tell Payrun what only Stripe is to know yet.
 */
export async function mirrorAccounts(
  { db, now }: { readonly db: Database; readonly now: Date },
  accounts: readonly DemoAccount[],
): Promise<void> {
  await saveAccountReadings(
    db,
    accounts.map(({ mirrored }) => mirrored),
    now,
  );
  await db.query(
    "UPDATE outbox SET sent_at = clock_timestamp() WHERE topic = 'job' AND name = 'refresh-accounts' AND sent_at IS NULL",
  );
}
