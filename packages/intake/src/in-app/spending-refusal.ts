import type { CallStatus } from "@payrun/db";

/**
 * Why Payrun's own app does not spend a fan's tokens. Amounts and tokens are decimal strings, amounts in minor units of
 * the currency beside them.
 */
export type SpendingRefusal =
  /** It does not exist, or it is somebody else's: the caller cannot tell. */
  | { readonly code: "not_found" }
  | { readonly code: "cannot_tip_yourself" }
  | { readonly code: "cannot_call_yourself" }
  | {
      readonly code: "takes_no_calls";
      readonly handle: string;
    }
  | {
      readonly code: "below_call_price";
      readonly priceTokens: string;
      readonly offeredTokens: string;
    }
  /** The fan never bought any, in this currency or (null) at all. */
  | { readonly code: "no_tokens"; readonly currency: string | null }
  | {
      readonly code: "not_enough_tokens";
      readonly wantedTokens: string;
      readonly spendableTokens: string;
      readonly neededMinor: string;
      readonly balanceMinor: string;
      /** Of the balance, what open call requests will take. */
      readonly spokenForMinor: string;
      readonly currency: string;
    }
  /** So few that they are not worth one minor unit. */
  | {
      readonly code: "worth_nothing";
      readonly wantedTokens: string;
      readonly fewestTokens: string;
      readonly currency: string;
    }
  /** The key has been used for something else, which stays as it is. */
  | {
      readonly code: "request_key_used";
      readonly storedHandle: string;
      readonly storedTokens: string;
      readonly storedCurrency: string;
      readonly sentHandle: string;
      readonly sentTokens: string;
      /** Null: the call named none. */
      readonly sentCurrency: string | null;
    }
  /** Somebody was faster: the request is no longer what the caller saw. */
  | { readonly code: `call_is_${CallStatus}` }
  /** The fan spent the tokens elsewhere since. */
  | { readonly code: "call_not_covered"; readonly neededMinor: string; readonly currency: string };

export type Refused = { readonly kind: "refused"; readonly refusal: SpendingRefusal };

export function refusedFor(refusal: SpendingRefusal): Refused {
  return { kind: "refused", refusal };
}
