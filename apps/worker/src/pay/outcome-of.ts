import {
  backOffMs,
  itemStatusAfter,
  readTransferAnswer,
  transferStatusAfter,
  type TransferAnswer,
  type TransferOutcome,
} from "@payrun/payouts-core";
import type { SubmittedTransfer } from "@payrun/provider";
import type { OperationalTime } from "../operational-time.ts";
import type { Attempt } from "./attempt.ts";
import type { Outcome } from "./outcome.ts";

/** Reads one answer and says what is to be written down. */
export function outcomeOf(
  attempt: Attempt,
  submitted: SubmittedTransfer,
  { randomFraction }: Pick<OperationalTime, "randomFraction">,
): Outcome {
  const { answer } = submitted;
  const outcome = readTransferAnswer({
    answer,
    frozen: attempt.frozen,
    earlierTriesOnlyNotExecuted: attempt.onlyNotExecuted,
  });
  const itemStatus = itemStatusAfter(outcome);
  return {
    transferId: attempt.transferId,
    status: transferStatusAfter(outcome),
    itemStatus,
    reason: reasonOf(outcome, answer),
    stripeTransferId: outcome.kind === "paid" ? outcome.transferId : null,
    errorCode: outcome.kind === "paid" ? null : outcome.code,
    errorMessage: messageOf(answer),
    refusalClass: outcome.kind === "refused" ? outcome.refusalClass : null,
    httpStatus: submitted.httpStatus,
    stripeRequestId: submitted.requestId,
    wireTries: submitted.wireTries,
    onlyNotExecuted: outcome.kind === "not_executed",
    needsAdmin: outcome.kind === "unknown" && outcome.needsAdmin,
    resolveInMs: outcome.kind === "unknown" ? resolveInMs(outcome.needsAdmin, attempt.sendCount + 1) : null,
    notBeforeMs:
      itemStatus === "planned"
        ? backOffMs({ tries: attempt.sendCount + 2, randomFraction: randomFraction() })
        : null,
    followUp: outcome.kind === "not_executed" ? outcome.then : null,
    unmapped: outcome.kind === "refused" && outcome.unmapped,
  };
}

/** The first look at an unknown attempt; core decides then what it is. A used key is looked up at once. */
function resolveInMs(needsAdmin: boolean, sendCount: number): number {
  if (needsAdmin) return 0;
  return [60_000, 300_000, 900_000][sendCount - 1] ?? 3_600_000;
}

function reasonOf(outcome: TransferOutcome, answer: TransferAnswer): object | null {
  if (outcome.kind === "paid") return null;
  return {
    code: outcome.code,
    ...(outcome.kind === "refused" ? { refusalClass: outcome.refusalClass } : {}),
    message: messageOf(answer),
  };
}

function messageOf(answer: TransferAnswer): string | null {
  switch (answer.kind) {
    case "transfer":
      return null;
    case "error":
      return answer.facts.message;
    case "unreadable":
    case "no_answer":
      return answer.detail;
  }
}
