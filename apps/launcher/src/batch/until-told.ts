import { batchProgress, type Database } from "@payrun/db";
import { setTimeout as sleep } from "node:timers/promises";

/** Seconds where nothing else runs. A report before that would be of books to which Stripe's own movements are still to come. */
const patienceMs = 120_000;

/**
 * Waits until a completed batch is reconciled and the finance team has its mails. Those of the creators
 * are many, and go out at the next start as well.
 */
export async function untilTold(db: Database, periodKey: string, signal: AbortSignal): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (performance.now() < deadline) {
    const progress = await batchProgress(db, periodKey);
    const [mails] = await db.query<{ waiting: number }>(
      `SELECT count(*)::int AS waiting
         FROM outbox o JOIN notifications n ON n.id = (o.payload ->> 'notificationId')::uuid
        WHERE o.topic = 'mail' AND o.sent_at IS NULL AND n.admin_id IS NOT NULL`,
    );
    if (progress?.reconciled && mails?.waiting === 0) return;
    await sleep(200, undefined, { signal });
  }
}
