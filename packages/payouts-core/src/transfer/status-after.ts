import type { ItemStatus } from "../states/item-states.ts";
import type { TransferStatus } from "../states/transfer-states.ts";
import type { TransferOutcome } from "./read-transfer-answer.ts";
import type { RefusalClass } from "./refusal-class.ts";

const ITEM_AFTER_REFUSAL = {
  needs_funds: "awaiting_funds",
  needs_creator: "held",
  terminal: "failed",
  needs_admin: "failed",
  transient: "failed",
} as const satisfies Record<RefusalClass, ItemStatus>;

/** Where a `sending` or `unknown` item goes after an outcome. */
export function itemStatusAfter(
  outcome: TransferOutcome,
): "paid" | "failed" | "held" | "awaiting_funds" | "planned" | "unknown" {
  switch (outcome.kind) {
    case "paid":
      return "paid";
    case "refused":
      return ITEM_AFTER_REFUSAL[outcome.refusalClass];
    case "not_executed":
      return outcome.then === "hold" ? "held" : "planned";
    case "unknown":
      return "unknown";
  }
}

const TRANSFER_AFTER = {
  paid: "paid",
  refused: "refused",
  not_executed: "not_sent",
  unknown: "unknown",
} as const satisfies Record<TransferOutcome["kind"], TransferStatus>;

/** Where a begun attempt goes after an outcome. */
export function transferStatusAfter(outcome: TransferOutcome): "paid" | "refused" | "not_sent" | "unknown" {
  return TRANSFER_AFTER[outcome.kind];
}
