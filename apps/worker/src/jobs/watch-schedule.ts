import { clearAlarms, clearSettledAlarms, raiseAlarm, readInstallation, scheduleTroubles } from "@payrun/db";
import { automaticallyDue } from "@payrun/payouts-core";
import type { Deps } from "../deps.ts";

/** No batch so long after its schedule date is an alarm. */
const START_GRACE_MS = 10 * 60 * 1000;

/** The alarms of the schedule: a batch did not start, nothing moves, nothing was paid, an outcome is unknown too long. */
export async function watchSchedule(deps: Deps): Promise<void> {
  const installation = await readInstallation(deps.db);
  if (!installation) return;
  const now = deps.clock.now();
  const due = automaticallyDue({
    schedule: deps.settings.schedule,
    firstStartedAt: installation.firstStartedAt,
    now: new Date(now.getTime() - START_GRACE_MS),
  });
  const troubles = await scheduleTroubles(deps.db, due?.periodKey ?? null);
  await clearSettledAlarms(deps.db);
  for (const kind of ["batch_did_not_start", "stalled", "nothing_paid", "unknown_too_long"] as const) {
    const ofKind = troubles.filter((trouble) => trouble.kind === kind);
    await clearAlarms(
      deps.db,
      kind,
      ofKind.map((trouble) => trouble.subject),
    );
    for (const trouble of ofKind) {
      if (await raiseAlarm(deps.db, trouble)) deps.log.error(trouble, "schedule alarm");
    }
  }
}
