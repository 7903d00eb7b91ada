import type { BatchResult } from "@payrun/db";
import { formatMoney, money } from "@payrun/payouts-core";

/** What an admin reads when a batch is done: the figures first, then what needs a look. */
export function batchMail(result: BatchResult): { readonly subject: string; readonly body: string } {
  const paid = result.itemCounts["paid"] ?? 0;
  const amounts = Object.entries(result.paidMinor).map(([currency, amountMinor]) =>
    formatMoney(money(amountMinor, currency)),
  );
  const others = Object.entries(result.itemCounts).filter(([status]) => status !== "paid");
  const lines = [
    `The payout batch of ${result.periodKey} is completed.`,
    "",
    `Paid: ${paid} of ${result.eligible} eligible payouts${amounts.length > 0 ? `, ${amounts.join(", ")}` : ""}.`,
    ...others.map(([status, count]) => `${sentence(status)}: ${count}.`),
    "",
    `Not in this batch: ${sum(Object.values(result.skipped))} balances. ${result.creators} creators have one for each currency.`,
    ...Object.entries(result.skipped).map(([code, count]) => `  ${sentence(code)}: ${count}`),
    "",
    ...result.reasons.map(
      ({ status, code, count }) => `${sentence(status)}, ${sentence(code).toLowerCase()}: ${count}`,
    ),
  ];
  return {
    subject: `Payouts of ${result.periodKey}: ${paid} paid${amounts.length > 0 ? `, ${amounts.join(", ")}` : ""}`,
    body: `${lines.join("\n").trimEnd()}\n`,
  };
}

function sentence(code: string): string {
  const words = code.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
