import { lockBatch, moveBatch, refusalCounts, type AcceptedOutcome, type Transaction } from "@payrun/db";
import { decideRefusalBrake } from "@payrun/payouts-core";
import type { Deps } from "../deps.ts";
import { alarm } from "../tell/alarm.ts";
import type { Outcome } from "./outcome.ts";

type Written = { readonly item: AcceptedOutcome; readonly outcome: Outcome };

/** Pauses a batch whose key Stripe rejects, or that is refused too often, and raises what a person must see. */
export async function pauseWhereNeeded(
  deps: Deps,
  tx: Transaction,
  written: readonly Written[],
): Promise<void> {
  for (const { item, outcome } of written.filter((each) => each.outcome.unmapped)) {
    await alarm(deps, tx, {
      kind: "unmapped_code",
      subject: outcome.errorCode ?? "none",
      detail: { payoutItemId: item.payoutItemId },
    });
  }
  for (const { item } of written.filter((each) => each.outcome.needsAdmin)) {
    await alarm(deps, tx, {
      kind: "unknown_needs_admin",
      subject: item.payoutItemId,
      detail: { attemptNo: item.attemptNo },
    });
  }
  const rejected = written.find((each) => each.outcome.followUp === "pause_batch");
  if (rejected) {
    const reason = { code: "stripe_key_rejected", stripeCode: rejected.outcome.errorCode };
    // A retry in a completed batch cannot pause it: there the back-off of the item paces the tries.
    await alarm(deps, tx, { kind: "stripe_key_rejected", subject: "key", detail: reason });
    await pause(deps, tx, rejected.item.batchId, reason);
  }
  const refused = written.filter(
    ({ outcome }) => outcome.status === "refused" && outcome.itemStatus !== "awaiting_funds",
  );
  for (const batchId of new Set(refused.map(({ item }) => item.batchId))) {
    const brake = decideRefusalBrake(await refusalCounts(tx, batchId));
    if (brake) await pause(deps, tx, batchId, brake);
  }
}

async function pause(
  deps: Deps,
  tx: Transaction,
  batchId: string,
  reason: Readonly<Record<string, unknown>>,
): Promise<void> {
  const batch = await lockBatch(tx, batchId);
  if (batch?.status !== "processing") return;
  await moveBatch(tx, batchId, "paused", reason);
  await alarm(deps, tx, { kind: "batch_paused", subject: batchId, detail: reason });
}
