import { formatMoney, money } from "@payrun/payouts-core";
import { eligibleCount, paidCount, type BatchReport } from "./batch-report.ts";

/** The result for a finance person, at one glance. */
export function reportText(report: BatchReport): string {
  const { result, stripe } = report;
  const skippedCount = report.skipped.reduce((sum, { count }) => sum + count, 0);
  const lines = [
    "",
    `Payout batch of ${result.periodKey}: ${result.status.replaceAll("_", " ")}, ${report.seconds} s`,
    "",
    row("Creators", result.creators),
    row("Eligible", eligibleCount(report), "payouts, one for each creator and currency"),
    row("Paid", paidCount(report), amounts(Object.entries(result.paidMinor))),
    ...report.unpaid.map(({ status, title, count }) =>
      row(capital(status.replaceAll("_", " ")), count, title),
    ),
    row("Skipped", skippedCount),
    ...report.skipped.map(({ title, count }) => row("", count, title)),
    "",
    ...report.ledger.map(ledgerLine),
    row("Stripe", stripe.transfers, `transfers, ${amounts([...stripe.amountMinor])}`),
    row("Differences", stripe.differences, "between the books and Stripe, compared one by one"),
  ];
  return lines.join("\n");
}

function row(name: string, count: number, remark = ""): string {
  return `  ${name.padEnd(14)}${count.toLocaleString("en-US").padStart(9)}   ${remark}`.trimEnd();
}

function ledgerLine(
  { currency, debitMinor, creditMinor }: BatchReport["ledger"][number],
  index: number,
): string {
  const name = index === 0 ? "Ledger" : "";
  const debits = formatMoney(money(debitMinor, currency));
  const credits = formatMoney(money(creditMinor, currency));
  return `  ${name.padEnd(14)}${currency.padStart(9)}   debits ${debits} ${debitMinor === creditMinor ? "=" : "≠"} credits ${credits}`;
}

function amounts(all: readonly (readonly [string, bigint])[]): string {
  const paid = all
    .filter(([, amountMinor]) => amountMinor !== 0n)
    .toSorted(([left], [right]) => (left < right ? -1 : 1));
  return paid.length === 0
    ? "nothing"
    : paid.map(([currency, amountMinor]) => formatMoney(money(amountMinor, currency))).join(" + ");
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
