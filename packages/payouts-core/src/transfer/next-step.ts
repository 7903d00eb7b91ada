import type { TransferOutcome } from "./read-transfer-answer.ts";
import type { RefusalClass } from "./refusal-class.ts";

/** The cases of an outcome that differ in what happens next. */
export type NextStep =
  | "paid"
  | `refused_${RefusalClass}`
  | "not_executed_hold"
  | "not_executed_pause_batch"
  | "not_executed_back_off"
  | "unknown"
  | "unknown_needs_admin";

/** What an admin can do about an outcome. `none`: nothing, it goes on by itself. */
export type NextStepAction =
  | "none"
  | "top_up_balance"
  | "remind_creator"
  | "help_creator"
  | "retry_payout"
  | "ask_to_reconnect"
  | "correct_stripe_key"
  | "settle_with_second_person";

/** What happens next after an outcome; its words are the catalogue's. */
export function nextStep(outcome: TransferOutcome): NextStep {
  switch (outcome.kind) {
    case "paid":
      return "paid";
    case "refused":
      return `refused_${outcome.refusalClass}`;
    case "not_executed":
      return `not_executed_${outcome.then}`;
    case "unknown":
      return outcome.needsAdmin ? "unknown_needs_admin" : "unknown";
  }
}

/** Exactly one action for each step. A step without its action does not compile. */
export const nextStepActions = {
  paid: "none",
  refused_needs_funds: "top_up_balance",
  refused_needs_creator: "remind_creator",
  refused_terminal: "help_creator",
  refused_needs_admin: "retry_payout",
  refused_transient: "none",
  not_executed_hold: "ask_to_reconnect",
  not_executed_pause_batch: "correct_stripe_key",
  not_executed_back_off: "none",
  unknown: "none",
  unknown_needs_admin: "settle_with_second_person",
} as const satisfies Record<NextStep, NextStepAction>;
