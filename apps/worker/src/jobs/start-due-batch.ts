import { knownPeriodKeys, readInstallation, recordMissedDates, startBatch } from "@payrun/db";
import { automaticallyDue, missedScheduleDates } from "@payrun/payouts-core";
import type { Deps } from "../deps.ts";

/** Starts the batch of the latest schedule date when it has none, and writes down the older dates that nobody ran. */
export async function startDueBatch(deps: Deps): Promise<void> {
  const installation = await readInstallation(deps.db);
  if (!installation) return;
  const { firstStartedAt } = installation;
  const facts = { schedule: deps.settings.schedule, firstStartedAt, now: deps.clock.now() };
  const due = automaticallyDue(facts);
  if (!due) return;
  const known = await knownPeriodKeys(deps.db, firstStartedAt);
  const missed = missedScheduleDates({ ...facts, knownPeriodKeys: known });
  if (missed.length > 0) await recordMissedDates(deps.db, missed);
  if (known.has(due.periodKey)) return;
  const batch = await startBatch(deps.db, due, "schedule");
  if (batch.created)
    deps.log.info({ batchId: batch.batchId, periodKey: batch.periodKey }, "batch started by schedule");
}
