import { clearAlarms, findInvariantBreaches, raiseAlarm, stopPayouts } from "@payrun/db";
import type { Deps } from "../deps.ts";

/** Proves every law of the ledger from its postings. A breach stops payouts and alarms; it is never repaired by itself. */
export async function checkInvariants(deps: Deps): Promise<void> {
  const breaches = await findInvariantBreaches(deps.db);
  await clearAlarms(
    deps.db,
    "invariant_breach",
    breaches.map((breach) => breach.law),
  );
  for (const breach of breaches) {
    deps.log.fatal(breach, "a law of the ledger is broken");
    await raiseAlarm(deps.db, { kind: "invariant_breach", subject: breach.law, detail: breach });
  }
  if (breaches.length > 0)
    await stopPayouts(deps.db, "invariant_breach", "worker", { breaches: breaches.slice(0, 20) });
}
