import { batchProgress, type Database } from "@payrun/db";
import { setTimeout as sleep } from "node:timers/promises";

/** What follows a completed batch rarely takes longer; what is left is done at the next start. */
const patienceMs = 15_000;

/** Waits, for a moment only, until a completed batch is reconciled and its mails are out. */
export async function untilTold(db: Database, periodKey: string, signal: AbortSignal): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (performance.now() < deadline) {
    const progress = await batchProgress(db, periodKey);
    const [mails] = await db.query<{ waiting: number }>(
      "SELECT count(*)::int AS waiting FROM outbox WHERE topic = 'mail' AND sent_at IS NULL",
    );
    if (progress?.reconciled && mails?.waiting === 0) return;
    await sleep(200, undefined, { signal });
  }
}
