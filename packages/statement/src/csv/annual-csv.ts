import type { Readable } from "node:stream";
import type { AnnualCurrency, StatementFigures } from "../annual-statement.ts";
import { amountCells } from "./csv-cells.ts";
import { csvStream, type CsvRow } from "./csv-stream.ts";

const AMOUNTS = [
  ["gross", "grossMinor"],
  ["fee", "feeMinor"],
  ["refunded", "refundedMinor"],
  ["refunded_gross", "refundedGrossMinor"],
  ["net", "netMinor"],
  ["other", "otherMinor"],
  ["paid", "paidMinor"],
  ["returned", "returnedMinor"],
] as const satisfies readonly (readonly [string, keyof StatementFigures])[];

const HEADER = [
  "year",
  "currency",
  "period",
  "from_utc",
  "until_utc",
  "time_zone",
  "transactions",
  "refunds",
  "payouts",
  ...AMOUNTS.flatMap(([name]) => [name, `${name}_minor`]),
  "balance",
  "balance_minor",
];

/**
 * A year as CSV: by currency a row `opening`, one for each month (`2026-01`), one for each quarter (`2026-Q1`, what DAC7 asks
 * for: net is the consideration), one for the year, and `closing`. Only opening and closing have a balance.
 */
export function annualCsv(
  file: {
    readonly year: number;
    readonly timeZone: string;
    readonly currencies: readonly AnnualCurrency[];
  },
  options: { readonly byteOrderMark: boolean },
): Readable {
  const rows = file.currencies.flatMap((each) => rowsOf(file.year, file.timeZone, each));
  return csvStream(HEADER, rows, options);
}

function rowsOf(year: number, timeZone: string, each: AnnualCurrency): readonly CsvRow[] {
  const { currency, openingMinor, closingMinor, months, quarters, totals } = each;
  const from = months.at(0)?.from;
  const until = months.at(-1)?.until;
  const lead = (period: string, start: Date | undefined, end: Date | undefined) => [
    String(year),
    currency,
    period,
    start?.toISOString() ?? "",
    end?.toISOString() ?? "",
    timeZone,
  ];
  const balance = (period: string, at: Date | undefined, minor: bigint) => [
    ...lead(period, at, at),
    ...Array.from({ length: 3 + AMOUNTS.length * 2 }, () => ""),
    ...amountCells(minor, currency),
  ];
  const figures = (period: string, start: Date | undefined, end: Date | undefined, of: StatementFigures) => [
    ...lead(period, start, end),
    String(of.earningCount),
    String(of.refundCount),
    String(of.paidCount),
    ...AMOUNTS.flatMap(([, key]) => amountCells(of[key], currency)),
    "",
    "",
  ];
  return [
    balance("opening", from, openingMinor),
    ...months.map((month) =>
      figures(`${year}-${String(month.month).padStart(2, "0")}`, month.from, month.until, month),
    ),
    ...quarters.map(({ quarter, figures: of }) =>
      figures(`${year}-Q${quarter}`, months[quarter * 3 - 3]?.from, months[quarter * 3 - 1]?.until, of),
    ),
    figures(String(year), from, until, totals),
    balance("closing", until, closingMinor),
  ];
}
