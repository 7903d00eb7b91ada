import type { ReasonAction, RefusalClass } from "@payrun/payouts-core";
import type { i18n } from "i18next";
import { isPayoutReason, reasonWords, wordsOf, type Reader, type ReasonWords } from "./reason-words.ts";

/**
 * `payout_items.reason` as it is stored: one of core's reasons with its numbers, or what became of the attempt at
 * Stripe: Stripe's own code, with its class where Stripe executed the request and refused.
 */
export type StoredItemReason = { readonly code: string; readonly refusalClass?: RefusalClass };

const ACTION_OF_CLASS = {
  needs_funds: "none",
  needs_creator: "complete_account",
  terminal: "complete_account",
  needs_admin: "none",
  transient: "none",
} as const satisfies Record<RefusalClass, ReasonAction>;

/** Why a payout is not paid, or not yet, for its creator. Never throws: a code that nobody knows gets general words. */
export function itemReasonWords(i18n: i18n, reason: StoredItemReason, reader: Reader): ReasonWords {
  const { code, refusalClass } = reason;
  if (refusalClass !== undefined)
    return wordsOf(i18n, { key: `refused_${refusalClass}` }, ACTION_OF_CLASS[refusalClass]);
  if (isPayoutReason(reason)) return reasonWords(i18n, reason, reader);
  switch (code) {
    case "platform_balance_short":
      return wordsOf(i18n, { key: "refused_needs_funds" }, "none");
    case "absent":
      return wordsOf(i18n, { key: "not_sent" }, "none");
    case "no_answer":
    case "needs_two_people":
    case "idempotency_error":
      return wordsOf(i18n, { key: "not_known_yet" }, "none");
    case "account_invalid":
      return wordsOf(i18n, { key: "account_unreadable" }, "reconnect_account");
    default:
      return wordsOf(i18n, { key: "other" }, "contact_support");
  }
}
