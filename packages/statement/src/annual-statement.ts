import type { CurrencyCode } from "@payrun/payouts-core";

/** What happened in one period in one currency, minor units. Period 0 is all that was before the first. */
export type PeriodFigures = {
  readonly currency: CurrencyCode;
  readonly period: number;
  readonly grossMinor: bigint;
  readonly earningCount: number;
  readonly feeMinor: bigint;
  readonly refundedGrossMinor: bigint;
  /** Her part of the refunds. */
  readonly refundedMinor: bigint;
  readonly refundCount: number;
  readonly otherMinor: bigint;
  readonly paidMinor: bigint;
  readonly paidCount: number;
  readonly returnedMinor: bigint;
};

/** Figures with what they come to: net = gross − fee − her part of refunds. */
export type StatementFigures = Omit<PeriodFigures, "currency" | "period"> & { readonly netMinor: bigint };

export type AnnualMonth = StatementFigures & {
  /** 1 to 12. */
  readonly month: number;
  /** Its first instant in her zone. */
  readonly from: Date;
  /** The first instant after it. */
  readonly until: Date;
};

/** What DAC7 asks for by quarter: net is the consideration that was credited to her, fees and refunds aside. */
export type AnnualQuarter = { readonly quarter: number; readonly figures: StatementFigures };

export type AnnualCurrency = {
  readonly currency: CurrencyCode;
  /** All that was hers (held, available and in transit) when the year began. */
  readonly openingMinor: bigint;
  readonly months: readonly AnnualMonth[];
  readonly quarters: readonly AnnualQuarter[];
  readonly totals: StatementFigures;
  /** … and when it ended, or now: opening + net + other − paid + returned. */
  readonly closingMinor: bigint;
};

const NOTHING: StatementFigures = {
  grossMinor: 0n,
  earningCount: 0,
  feeMinor: 0n,
  refundedGrossMinor: 0n,
  refundedMinor: 0n,
  refundCount: 0,
  netMinor: 0n,
  otherMinor: 0n,
  paidMinor: 0n,
  paidCount: 0,
  returnedMinor: 0n,
};

/**
 * A year by month, quarter and currency. Currencies in which nothing was there and nothing happened are left out.
 *
 * @param starts the first instants of the twelve months, and of the next year.
 * @param figures of these periods; what is after the year does not count.
 */
export function annualStatement(
  starts: readonly Date[],
  figures: readonly PeriodFigures[],
): readonly AnnualCurrency[] {
  const currencies = [...new Set(figures.map(({ currency }) => currency))].toSorted();
  return currencies
    .map((currency) =>
      annualCurrency(
        currency,
        starts,
        figures.filter((figure) => figure.currency === currency),
      ),
    )
    .filter(({ openingMinor, totals }) => openingMinor !== 0n || happened(totals));
}

function annualCurrency(
  currency: CurrencyCode,
  starts: readonly Date[],
  figures: readonly PeriodFigures[],
): AnnualCurrency {
  const of = (period: number) => withNet(figures.find((figure) => figure.period === period) ?? NOTHING);
  const months = starts.slice(0, -1).map((from, index): AnnualMonth => ({
    month: index + 1,
    from,
    until: starts[index + 1] ?? from,
    ...of(index + 1),
  }));
  const totals = sumOf(months);
  const openingMinor = changeOf(of(0));
  return {
    currency,
    openingMinor,
    months,
    quarters: [1, 2, 3, 4].map((quarter) => ({
      quarter,
      figures: sumOf(months.slice((quarter - 1) * 3, quarter * 3)),
    })),
    totals,
    closingMinor: openingMinor + changeOf(totals),
  };
}

function withNet(figures: Omit<StatementFigures, "netMinor">): StatementFigures {
  const { grossMinor, earningCount, feeMinor, refundedGrossMinor, refundedMinor, refundCount } = figures;
  const { otherMinor, paidMinor, paidCount, returnedMinor } = figures;
  return {
    grossMinor,
    earningCount,
    feeMinor,
    refundedGrossMinor,
    refundedMinor,
    refundCount,
    netMinor: grossMinor - feeMinor - refundedMinor,
    otherMinor,
    paidMinor,
    paidCount,
    returnedMinor,
  };
}

function changeOf({ netMinor, otherMinor, paidMinor, returnedMinor }: StatementFigures): bigint {
  return netMinor + otherMinor - paidMinor + returnedMinor;
}

function sumOf(months: readonly StatementFigures[]): StatementFigures {
  return months.reduce(
    (sum, month) => ({
      grossMinor: sum.grossMinor + month.grossMinor,
      earningCount: sum.earningCount + month.earningCount,
      feeMinor: sum.feeMinor + month.feeMinor,
      refundedGrossMinor: sum.refundedGrossMinor + month.refundedGrossMinor,
      refundedMinor: sum.refundedMinor + month.refundedMinor,
      refundCount: sum.refundCount + month.refundCount,
      netMinor: sum.netMinor + month.netMinor,
      otherMinor: sum.otherMinor + month.otherMinor,
      paidMinor: sum.paidMinor + month.paidMinor,
      paidCount: sum.paidCount + month.paidCount,
      returnedMinor: sum.returnedMinor + month.returnedMinor,
    }),
    NOTHING,
  );
}

function happened(totals: StatementFigures): boolean {
  return Object.values(totals).some((value) => value !== 0n && value !== 0);
}
