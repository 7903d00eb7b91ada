import {
  lockBatch,
  moveBatch,
  raiseAlarm,
  refusalCounts,
  type AcceptedOutcome,
  type Transaction,
} from "@payrun/db";
import { decideRefusalBrake } from "@payrun/payouts-core";
import type { Deps } from "../deps.ts";
import type { Outcome } from "./outcome.ts";

type Written = { readonly item: AcceptedOutcome; readonly outcome: Outcome };

/** Pauses a batch whose key Stripe rejects, or that is refused too often, and raises what a person must see. */
export async function pauseWhereNeeded(
  deps: Deps,
  tx: Transaction,
  written: readonly Written[],
): Promise<void> {
  for (const { item, outcome } of written.filter((each) => each.outcome.unmapped)) {
    deps.log.error(
      { payoutItemId: item.payoutItemId, code: outcome.errorCode },
      "Stripe's code is not in our table",
    );
    await raiseAlarm(tx, {
      kind: "unmapped_code",
      subject: outcome.errorCode ?? "none",
      detail: { payoutItemId: item.payoutItemId },
    });
  }
  for (const { item } of written.filter((each) => each.outcome.needsAdmin)) {
    await raiseAlarm(tx, {
      kind: "unknown_needs_admin",
      subject: item.payoutItemId,
      detail: { attemptNo: item.attemptNo },
    });
  }
  const rejected = written.find((each) => each.outcome.followUp === "pause_batch");
  if (rejected)
    await pause(tx, rejected.item.batchId, {
      code: "stripe_key_rejected",
      stripeCode: rejected.outcome.errorCode,
    });
  const refused = written.filter(
    ({ outcome }) => outcome.status === "refused" && outcome.itemStatus !== "awaiting_funds",
  );
  for (const batchId of new Set(refused.map(({ item }) => item.batchId))) {
    const brake = decideRefusalBrake(await refusalCounts(tx, batchId));
    if (brake) await pause(tx, batchId, brake);
  }
}

async function pause(
  tx: Transaction,
  batchId: string,
  reason: Readonly<Record<string, unknown>>,
): Promise<void> {
  const batch = await lockBatch(tx, batchId);
  if (batch?.status !== "processing") return;
  await moveBatch(tx, batchId, "paused", reason);
  await raiseAlarm(tx, { kind: "batch_paused", subject: batchId, detail: reason });
}
