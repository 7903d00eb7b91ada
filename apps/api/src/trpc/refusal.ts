import { TRPCError } from "@trpc/server";
import type { SpendingRefusal } from "@payrun/intake";
import type { AccountRefusal } from "../creator/get-paid/account-refusal.ts";
import type { Denial } from "./policy.ts";

/**
 * Every expected refusal of the procedures, with its numbers: amounts as decimal strings of minor units. The web app's
 * catalogue has a sentence for each code. Add a case here and the compiler lists what to update.
 */
export type Refusal =
  | { readonly code: Denial }
  /** It does not exist, or it is somebody else's: the caller cannot tell. */
  | { readonly code: "not_found" }
  | { readonly code: "unavailable"; readonly retryAfterSeconds: number }
  | { readonly code: "cannot_follow_yourself" }
  | AccountRefusal
  | SpendingRefusal
  | WithdrawalRefusal;

/** Why an early payout cannot be asked for. Moves no money in any case. */
export type WithdrawalRefusal =
  | { readonly code: "withdrawals_off" }
  | {
      readonly code: "withdrawal_exceeds_available";
      readonly amountMinor: string;
      readonly availableMinor: string;
      readonly currency: string;
    }
  | {
      readonly code: "withdrawal_below_minimum";
      readonly amountMinor: string;
      readonly minimumMinor: string;
      readonly currency: string;
    }
  | {
      readonly code: "withdrawal_already_open";
      readonly openMinor: string;
      readonly currency: string;
    }
  | { readonly code: "withdrawal_decided"; readonly status: string };

/** The status that each goes out with. */
export const trpcCodeFor = {
  not_signed_in: "UNAUTHORIZED",
  session_not_fresh: "UNAUTHORIZED",
  banned: "FORBIDDEN",
  wrong_role: "FORBIDDEN",
  second_factor_missing: "FORBIDDEN",
  not_found: "NOT_FOUND",
  unavailable: "SERVICE_UNAVAILABLE",
  account_country_needed: "UNPROCESSABLE_CONTENT",
  account_country_refused: "UNPROCESSABLE_CONTENT",
  account_data_refused: "UNPROCESSABLE_CONTENT",
  account_opening_stopped: "SERVICE_UNAVAILABLE",
  account_unreachable: "CONFLICT",
  no_payout_account: "CONFLICT",
  onboarding_unfinished: "CONFLICT",
  payout_in_flight: "CONFLICT",
  minimum_too_low: "UNPROCESSABLE_CONTENT",
  cannot_follow_yourself: "UNPROCESSABLE_CONTENT",
  cannot_tip_yourself: "UNPROCESSABLE_CONTENT",
  cannot_call_yourself: "UNPROCESSABLE_CONTENT",
  takes_no_calls: "UNPROCESSABLE_CONTENT",
  below_call_price: "UNPROCESSABLE_CONTENT",
  no_tokens: "UNPROCESSABLE_CONTENT",
  not_enough_tokens: "UNPROCESSABLE_CONTENT",
  worth_nothing: "UNPROCESSABLE_CONTENT",
  request_key_used: "CONFLICT",
  call_is_asked: "CONFLICT",
  call_is_accepted: "CONFLICT",
  call_is_declined: "CONFLICT",
  call_is_canceled: "CONFLICT",
  call_is_completed: "CONFLICT",
  call_is_expired: "CONFLICT",
  call_not_covered: "CONFLICT",
  withdrawals_off: "PRECONDITION_FAILED",
  withdrawal_exceeds_available: "UNPROCESSABLE_CONTENT",
  withdrawal_below_minimum: "UNPROCESSABLE_CONTENT",
  withdrawal_already_open: "CONFLICT",
  withdrawal_decided: "CONFLICT",
} as const satisfies Record<Refusal["code"], TRPCError["code"]>;

/** A refusal on its way out; the error formatter puts it under `data.refusal`. */
export class RefusalError extends TRPCError {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super({ code: trpcCodeFor[refusal.code], message: refusal.code });
    this.refusal = refusal;
  }
}

export function refuse(refusal: Refusal): never {
  throw new RefusalError(refusal);
}

/** @throws RefusalError `not_found` for null or undefined. */
export function orNotFound<T>(value: T | null | undefined): T {
  return value ?? refuse({ code: "not_found" });
}
