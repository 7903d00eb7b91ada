import type { RecordedOutcome } from "@payrun/db";
import type { Attempt } from "./attempt.ts";

/** What one try came to, and what it means beyond its own item. */
export type Outcome = RecordedOutcome & {
  readonly followUp: "hold" | "pause_batch" | "back_off" | null;
  /** Stripe's code is not in our table. */
  readonly unmapped: boolean;
};

/** An attempt that was claimed and is not sent: its item waits again, or is held with the money back. */
export function notSent(
  attempt: Pick<Attempt, "transferId">,
  itemStatus: "planned" | "held",
  reason: object | null,
  notBeforeMs: number | null = null,
): Outcome {
  return {
    transferId: attempt.transferId,
    status: "not_sent",
    itemStatus,
    reason,
    stripeTransferId: null,
    errorCode: null,
    errorMessage: null,
    refusalClass: null,
    httpStatus: null,
    stripeRequestId: null,
    wireTries: 0,
    onlyNotExecuted: true,
    needsAdmin: false,
    resolveInMs: null,
    notBeforeMs,
    followUp: null,
    unmapped: false,
  };
}
