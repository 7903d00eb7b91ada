import type { ScheduleDate } from "@payrun/payouts-core";
import type { Database, Transaction } from "../database.ts";
import { newId } from "../new-id.ts";
import { raiseAlarm } from "../operations/alarms.ts";
import { stageJobs } from "../operations/outbox.ts";

export type StartedBatch = {
  readonly batchId: string;
  readonly periodKey: string;
  readonly created: boolean;
};

/**
 * Makes sure that the batch of a schedule date exists, and stages its planning when this call created it. Any number of
 * schedulers, cron calls and people may ask at once: one creates it, the others get the same batch.
 */
export async function startBatch(
  db: Database,
  date: ScheduleDate,
  startedBy: "schedule" | "cron" | "admin" | "seed",
): Promise<StartedBatch> {
  return db.transaction(async (tx) => {
    const [created] = await tx.query<{ id: string }>(
      `INSERT INTO payout_batches (id, period_key, status, scheduled_for, cutoff_at, started_by)
       VALUES ($1, $2, 'planning', $3, $3, $4)
       ON CONFLICT (period_key) DO NOTHING RETURNING id`,
      [newId(), date.periodKey, date.scheduledFor, startedBy],
    );
    if (created) {
      await stageJobs(tx, [{ name: "create-payout-batch", payload: { batchId: created.id } }]);
      return { batchId: created.id, periodKey: date.periodKey, created: true };
    }
    const [existing] = await tx.query<{ id: string }>("SELECT id FROM payout_batches WHERE period_key = $1", [
      date.periodKey,
    ]);
    if (!existing) throw new Error(`batch ${date.periodKey} neither inserted nor found`);
    return { batchId: existing.id, periodKey: date.periodKey, created: false };
  });
}

/** Writes a `missed` row and raises an alarm for each older date that nobody ran. Its money is in the latest batch. */
export async function recordMissedDates(db: Database, dates: readonly ScheduleDate[]): Promise<void> {
  await db.transaction(async (tx) => {
    for (const date of dates) await recordMissedDate(tx, date);
  });
}

async function recordMissedDate(tx: Transaction, date: ScheduleDate): Promise<void> {
  const [missed] = await tx.query<{ id: string }>(
    `INSERT INTO payout_batches (id, period_key, status, scheduled_for, cutoff_at, started_by)
     VALUES ($1, $2, 'missed', $3, $3, 'schedule')
     ON CONFLICT (period_key) DO NOTHING RETURNING id`,
    [newId(), date.periodKey, date.scheduledFor],
  );
  if (missed)
    await raiseAlarm(tx, {
      kind: "missed_date",
      subject: date.periodKey,
      detail: { scheduledFor: date.scheduledFor },
    });
}

/** The schedule dates from one instant on that have a row, whatever became of it. */
export async function knownPeriodKeys(db: Database, from: Date): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ periodKey: string }>(
    `SELECT period_key AS "periodKey" FROM payout_batches WHERE scheduled_for >= $1`,
    [from],
  );
  return new Set(rows.map((row) => row.periodKey));
}
