import { eligibleCount, itemCount, paidCount, type BatchReport } from "./batch-report.ts";

/** The result as contract.md lays it down: counts of (creator, currency), amounts as decimal strings of minor units. */
export function reportJson(report: BatchReport) {
  const { result, ledger, stripe, seconds } = report;
  return {
    periodKey: result.periodKey,
    status: result.status,
    creators: result.creators,
    eligible: eligibleCount(report),
    skipped: result.skipped,
    paid: paidCount(report),
    failed: itemCount(report, "failed"),
    unknown: itemCount(report, "unknown"),
    held: itemCount(report, "held"),
    awaitingFunds: itemCount(report, "awaiting_funds"),
    canceled: itemCount(report, "canceled"),
    superseded: itemCount(report, "superseded"),
    planned: itemCount(report, "planned"),
    sending: itemCount(report, "sending"),
    amountMinor: asText(Object.entries(result.paidMinor)),
    ledger: Object.fromEntries(
      ledger.map(({ currency, debitMinor, creditMinor }) => [
        currency,
        { debitMinor: String(debitMinor), creditMinor: String(creditMinor) },
      ]),
    ),
    stripe: { transfers: stripe.transfers, amountMinor: asText([...stripe.amountMinor]) },
    differences: stripe.differences,
    seconds,
  };
}

/** By currency; one in which nothing was paid is left out, on both sides alike. */
function asText(amounts: readonly (readonly [string, bigint])[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    amounts
      .filter(([, amountMinor]) => amountMinor !== 0n)
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .map(([currency, amountMinor]) => [currency, String(amountMinor)]),
  );
}
