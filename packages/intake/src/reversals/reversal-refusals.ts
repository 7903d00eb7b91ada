import { formatMoney, money, type CurrencyCode } from "@payrun/payouts-core";
import type { RowError } from "../rows/row-result.ts";
import type { ReversalRow } from "./reversal-row.ts";

export function unknownEarning({ earning }: ReversalRow): RowError {
  return {
    code: "unknown_earning",
    field: "earning",
    message: `no ${earning?.sourceType} has the sourceId ${earning?.sourceId}: report the earning with POST /v1/earnings, then send this row again.`,
    sent: { earning: earning ? { ...earning } : null },
  };
}

export function unknownPurchase({ tokenPurchase }: ReversalRow): RowError {
  return {
    code: "unknown_token_purchase",
    field: "tokenPurchase",
    message: `no token purchase has the sourceId ${tokenPurchase?.sourceId}: report it with POST /v1/token-purchases, then send this row again.`,
    sent: { tokenPurchase: tokenPurchase ? { ...tokenPurchase } : null },
  };
}

export function notPaidWithTokens({ earning }: ReversalRow): RowError {
  return {
    code: "not_paid_with_tokens",
    field: "paidAs",
    message: `${earning?.sourceType} ${earning?.sourceId} was paid in money: no tokens can be given back. Send paidAs money.`,
    stored: { paidAs: "money" },
    sent: { paidAs: "tokens" },
  };
}

/** What bounds a reversal, smallest first in mind: the unreversed part, the unspent tokens, or what was reversed. */
export function exceeds(
  code: "exceeds_unreversed" | "exceeds_unspent_tokens" | "exceeds_reversed",
  row: ReversalRow,
  { leftMinor, currency }: { readonly leftMinor: bigint; readonly currency: CurrencyCode },
): RowError {
  const left = formatMoney(money(leftMinor, currency));
  const { field, sentence } = {
    exceeds_unreversed: { field: "unreversedMinor", sentence: `only ${left} of it is not reversed yet.` },
    exceeds_unspent_tokens: {
      field: "unspentMinor",
      sentence: `the fan has only ${left} of unspent tokens: reverse the earnings that the rest was spent on.`,
    },
    exceeds_reversed: {
      field: "reversedMinor",
      sentence: `only ${left} of it is reversed as ${row.paidAs}.`,
    },
  }[code];
  return {
    code,
    field: "grossMinor",
    message: `this row ${row.kind === "reinstated" ? "reinstates" : "reverses"} ${formatMoney(money(row.grossMinor, currency))}, and ${sentence}`,
    stored: { [field]: leftMinor.toString() },
    sent: { grossMinor: row.grossMinor.toString() },
  };
}
