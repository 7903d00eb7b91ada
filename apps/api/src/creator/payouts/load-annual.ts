import { activeSpan, creatorFigures, type Sql } from "@payrun/db";
import { dayInZone, startsOfDays } from "@payrun/payouts-core";
import { annualStatement, type AnnualCurrency } from "@payrun/statement";

export type LoadedYear = {
  readonly year: number;
  readonly from: Date;
  readonly until: Date;
  readonly currencies: readonly AnnualCurrency[];
};

/** A year of a creator's, by month of her zone. Page, CSV and PDF all begin here. */
export async function loadYear(
  sql: Sql,
  creatorId: string,
  { year, timeZone }: { readonly year: number; readonly timeZone: string },
): Promise<LoadedYear> {
  const months = Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, "0")}-01`);
  const starts = startsOfDays([...months, `${year + 1}-01-01`], timeZone);
  const [from = new Date(0), until = new Date(0)] = [starts.at(0), starts.at(-1)];
  return {
    year,
    from,
    until,
    currencies: annualStatement(starts, await creatorFigures(sql, creatorId, starts)),
  };
}

/** The years in which something happened to her money, newest first. */
export async function activeYears(sql: Sql, creatorId: string, timeZone: string): Promise<readonly number[]> {
  const span = await activeSpan(sql, creatorId);
  if (span === null) return [];
  const first = yearOf(span.from, timeZone);
  return Array.from(
    { length: yearOf(span.until, timeZone) - first + 1 },
    (_, index) => first + index,
  ).toReversed();
}

export type PaidYear = {
  readonly year: number;
  readonly currency: string;
  readonly paidMinor: bigint;
  readonly paidCount: number;
  readonly returnedMinor: bigint;
};

/** What was paid by year and currency, newest first; years in which nothing was are left out. */
export async function paidByYear(
  sql: Sql,
  creatorId: string,
  timeZone: string,
): Promise<readonly PaidYear[]> {
  const years = (await activeYears(sql, creatorId, timeZone)).toReversed();
  if (years.length === 0) return [];
  const starts = startsOfDays(
    years.map((year) => `${year}-01-01`),
    timeZone,
  );
  const figures = await creatorFigures(sql, creatorId, starts);
  return figures
    .filter(({ paidCount, returnedMinor }) => paidCount > 0 || returnedMinor > 0n)
    .map(({ period, currency, paidMinor, paidCount, returnedMinor }) => ({
      year: years[period - 1] ?? 0,
      currency,
      paidMinor,
      paidCount,
      returnedMinor,
    }))
    .toSorted((one, other) => other.year - one.year || (one.currency < other.currency ? -1 : 1));
}

function yearOf(at: Date, timeZone: string): number {
  return Number(dayInZone(at, timeZone).slice(0, 4));
}
