import { batchResult, completeBatchIfDone, listAdmins, notify, type Transaction } from "@payrun/db";
import type { Deps } from "../deps.ts";
import { alarm } from "../tell/alarm.ts";
import { batchMail } from "../tell/batch-mail.ts";

/**
 * Completes the batch when nothing of it is open any more, and tells every admin, once, in the same transaction: a crash
 * leaves either both or neither.
 */
export async function completeBatch(deps: Deps, tx: Transaction, batchId: string): Promise<boolean> {
  const periodKey = await completeBatchIfDone(tx, batchId);
  if (periodKey === null) return false;
  const admins = await listAdmins(tx);
  if (admins.length === 0) {
    await alarm(deps, tx, {
      kind: "nobody_to_tell",
      subject: periodKey,
      detail: { cure: "set ADMIN_EMAILS" },
    });
  }
  const result = await batchResult(tx, periodKey);
  if (!result) throw new Error(`batch ${batchId} was completed and is not there`);
  const { subject, body } = batchMail(result);
  await notify(
    tx,
    admins.map(({ adminId }) => ({
      adminId,
      dedupeKey: `batch/${batchId}/completed/${adminId}`,
      kind: "batch_completed",
      subject,
      body,
    })),
  );
  return true;
}
