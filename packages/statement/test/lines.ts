import { payoutStatement, type PayoutStatement, type StatementLine } from "../src/index.ts";

/** Tips of so much each, one an hour. */
export function tips(count: number, amountMinor = 1_000n): readonly StatementLine[] {
  return Array.from({ length: count }, (_, index) => ({
    kind: "earning_released" as const,
    entryId: BigInt(5_000 + index),
    at: new Date(Date.UTC(2026, 10, 16, index)),
    amountMinor,
    sourceType: "tip",
    sourceId: `tip-${index}`,
    earnedAt: new Date(Date.UTC(2026, 10, 9, index)),
    grossMinor: amountMinor + 200n,
    feeMinor: 200n,
    netMinor: amountMinor,
    reversalKind: null,
    returnedPeriodKey: null,
  }));
}

/** The statement of a payout of these lines, with $3.12 carried in and two cents that stay. */
export function statementOf(lines: readonly StatementLine[]): PayoutStatement<StatementLine["kind"]> {
  const linesMinor = lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  const lineCount = lines.length;
  return payoutStatement(
    {
      currency: "USD",
      carriedInMinor: 312n,
      linesMinor,
      lineCount,
      staysMinor: 2n,
      reservedMinor: linesMinor + 310n,
    },
    [{ kind: "earning_released", count: lineCount, amountMinor: linesMinor }],
  );
}

/** In pages of a hundred, as the database gives them. */
export async function* pagesOf(lines: readonly StatementLine[]): AsyncGenerator<readonly StatementLine[]> {
  for (let from = 0; from < lines.length; from += 100) yield lines.slice(from, from + 100);
}

export const head = {
  creatorName: "星野あかり Łucja Петрова",
  handle: "akari",
  payoutItemId: "01938c0e-7f6b-7a2b-9a52-111122223333",
  periodKey: "2026-12-01",
  previousReservedAt: new Date("2026-11-15T02:00:00Z"),
  reservedAt: new Date("2026-12-01T02:00:00Z"),
  stateText: "銀行に入金済み",
  stripeTransferId: "tr_1Q2W3E4R5T6Y",
  destinationAccountId: "acct_1Akari",
  gaveBack: false,
  reversedMinor: 0n,
};
