import { compareTransfers, liftStop, newestSend, readInstallation, stopPayouts } from "@payrun/db";
import type { FoundTransfer } from "@payrun/provider";
import type { Deps } from "../deps.ts";
import { transferFacts } from "../jobs/reconcile-stripe.ts";
import { adoptTransfer } from "./adopt-transfer.ts";

/** How far before the newest recorded send Stripe's list is read: a backup is rarely older than two days. */
const LOOK_BACK_MS = 48 * 60 * 60 * 1000;

/**
 * Looks, before the first call of this process and after every lost database connection, whether Stripe has transfers
 * that these books do not have: then the database was restored from a backup, and going on would pay them again. Stops
 * all payouts until each of them is adopted.
 *
 * @throws ProviderUnavailable; nothing may be sent before this has returned.
 */
export async function guardRestoredDatabase(deps: Deps): Promise<void> {
  const installation = await readInstallation(deps.db);
  if (!installation) return;
  const sentAt = await newestSend(deps.db);
  const createdFrom = new Date(
    Math.max((sentAt?.getTime() ?? 0) - LOOK_BACK_MS, installation.claimedAt.getTime()),
  );
  const lost = await transfersNotHere(deps, createdFrom);
  if (lost.length === 0) return liftStop(deps.db, "restored_database", "worker");
  deps.log.error(
    { transfers: lost.length },
    "Stripe has transfers that this database lost: payouts are stopped",
  );
  await stopPayouts(deps.db, "restored_database", "worker", { transfers: lost.length });
  let unadopted = 0;
  for (const transfer of lost) if (!(await adoptTransfer(deps, transfer))) unadopted += 1;
  if (unadopted === 0) await liftStop(deps.db, "restored_database", "worker");
}

/** Transfers with Payrun's metadata whose attempt is not held here as sent, or as paid by another one. */
async function transfersNotHere(deps: Deps, createdFrom: Date): Promise<readonly FoundTransfer[]> {
  const lost: FoundTransfer[] = [];
  for await (const page of deps.provider.listTransfers({ createdFrom })) {
    const ours = page.filter((transfer) => transfer.payoutItemId !== null);
    const compared = await compareTransfers(deps.db, ours.map(transferFacts));
    const notHere = new Set(compared.filter(isNotHere).map((comparison) => comparison.stripeTransferId));
    lost.push(...ours.filter((transfer) => notHere.has(transfer.transferId)));
  }
  return lost;
}

function isNotHere({
  verdict,
  attemptStatus,
  adopted,
}: Awaited<ReturnType<typeof compareTransfers>>[number]): boolean {
  if (adopted || verdict === "same" || verdict === "differs") return false;
  return !(verdict === "not_recorded" && (attemptStatus === "begun" || attemptStatus === "unknown"));
}
