import {
  checkAll,
  checkChanged,
  clearAlarms,
  raiseAlarm,
  stopPayouts,
  type InvariantBreach,
} from "@payrun/db";
import type { Deps } from "../deps.ts";

/**
 * Proves the laws of the books: every minute for what changed, nightly for everything. A breach stops all payouts and alarms,
 * once a law; it is never repaired by itself, and only a proof of everything clears the alarm.
 */
export async function checkInvariants(
  deps: Deps,
  { scope }: { readonly scope: "changed" | "all" } = { scope: "all" },
): Promise<void> {
  const breaches = scope === "all" ? await checkAll(deps.db) : await checkChanged(deps.db);
  if (breaches === null) return;
  const byLaw = Map.groupBy(breaches, (breach) => breach.law);
  if (scope === "all") await clearAlarms(deps.db, "invariant_breach", [...byLaw.keys()]);
  for (const [law, ofLaw] of byLaw) {
    deps.log.fatal({ law, breaches: ofLaw.slice(0, 20) }, "a law of the books is broken");
    await raiseAlarm(deps.db, { kind: "invariant_breach", subject: law, detail: inWords(ofLaw) });
  }
  if (breaches.length > 0)
    await stopPayouts(deps.db, "invariant_breach", "worker", { breaches: breaches.slice(0, 20) });
}

function inWords(breaches: readonly InvariantBreach[]): Readonly<Record<string, unknown>> {
  const [first] = breaches;
  return {
    breaches: breaches.length,
    examples: breaches.slice(0, 5).map(({ subject, detail }) => `${subject}: ${detail}`),
    summary: `${breaches.length} broken, the first: ${first?.subject}: ${first?.detail}. All payouts are stopped.`,
    nextStep: "Find the cause. Correct it by an entry that reverses it, never by hand, then lift the stop.",
  };
}
