import { formatAmount, formatCount, formatInstant, formatMonth } from "@payrun/catalogue";
import type { ReactElement } from "react";
import type { AnnualCurrency, StatementFigures } from "../annual-statement.ts";
import type { FileReader, Speech } from "../statement-line.ts";
import { facts, heading, note, sheet, table, type Column, type SheetRow } from "./sheet.ts";

export type AnnualPdf = {
  readonly creatorName: string;
  readonly handle: string;
  readonly year: number;
  readonly from: Date;
  readonly until: Date;
  readonly currencies: readonly AnnualCurrency[];
  readonly generatedAt: Date;
};

const AMOUNTS = [
  ["gross", "grossMinor"],
  ["fee", "feeMinor"],
  ["refunded", "refundedMinor"],
  ["net", "netMinor"],
  ["other", "otherMinor"],
  ["paid", "paidMinor"],
  ["returned", "returnedMinor"],
] as const satisfies readonly (readonly [string, keyof StatementFigures])[];

/** A year's statement: by currency every month, the balance before and after, and what tax forms ask for. */
export function annualDocument(file: AnnualPdf, reader: FileReader, i18n: Speech): ReactElement {
  const { creatorName, handle, year, from, until, generatedAt } = file;
  const { locale, timeZone } = reader;
  const both = (at: Date) => `${formatInstant(locale, at, timeZone)} (${formatInstant(locale, at, "UTC")})`;
  const title = i18n.t("statement:annualTitle", { year });
  const content = [
    facts([
      [i18n.t("statement:creator"), `${creatorName} (@${handle})`],
      [i18n.t("statement:period"), i18n.t("statement:fromTo", { from: both(from), to: both(until) })],
    ]),
    ...(file.currencies.length === 0
      ? [note(i18n.t("statement:annual.nothing", { year }))]
      : file.currencies.flatMap((each) => currencyParts(each, file, reader, i18n))),
    note(`${i18n.t("statement:annual.netMeans")} ${i18n.t("statement:annual.balanceMeans")}`),
    note(i18n.t("statement:annual.monthsIn", { zone: timeZone, from: both(from), until: both(until) })),
    note(i18n.t("statement:generated", { at: both(generatedAt) })),
  ];
  return sheet(
    {
      locale,
      product: i18n.t("common:product"),
      title,
      foot: `${creatorName} · ${title}`,
      pageText: (page, pages) => i18n.t("statement:page", { page, pages }),
      landscape: true,
    },
    ...content,
  );
}

function currencyParts(
  each: AnnualCurrency,
  { year }: AnnualPdf,
  { locale, timeZone }: FileReader,
  i18n: Speech,
): readonly ReactElement[] {
  const { currency, openingMinor, closingMinor, months, quarters, totals } = each;
  const text = (amountMinor: bigint) => formatAmount(locale, { amountMinor, currency });
  const figures = (name: string, of: StatementFigures, kind: SheetRow["kind"]): SheetRow => ({
    kind,
    cells: [name, formatCount(locale, of.earningCount), ...AMOUNTS.map(([, key]) => text(of[key]))],
  });
  const quarterRow = ({ quarter, figures: of }: (typeof quarters)[number]): SheetRow => ({
    kind: "line",
    cells: [
      i18n.t("statement:annual.quarterName", { quarter, year }),
      text(of.netMinor),
      text(of.feeMinor),
      formatCount(locale, of.earningCount),
    ],
  });
  const transactions = formatCount(locale, totals.earningCount);
  return [
    heading(`${currency} ${year}`),
    facts([
      [i18n.t("statement:annual.opening"), text(openingMinor)],
      [i18n.t("statement:annual.closing"), text(closingMinor)],
    ]),
    table(monthColumns(i18n), [
      ...months.map((month) => figures(formatMonth(locale, month.from, timeZone), month, "line")),
      figures(i18n.t("statement:annual.total"), totals, "total"),
    ]),
    heading(i18n.t("statement:annual.form1099k")),
    note(i18n.t("statement:annual.form1099kText", { gross: text(totals.grossMinor), transactions })),
    heading(i18n.t("statement:annual.dac7")),
    note(i18n.t("statement:annual.dac7Text")),
    table(quarterColumns(i18n), quarters.map(quarterRow)),
  ];
}

function monthColumns(i18n: Speech): readonly Column[] {
  return [
    { width: "15%", title: i18n.t("statement:annual.month"), isNumber: false },
    { width: "10%", title: i18n.t("statement:annual.transactions"), isNumber: true },
    ...AMOUNTS.map(([name]): Column => ({
      width: `${75 / AMOUNTS.length}%`,
      title: i18n.t(`statement:annual.${name}`),
      isNumber: true,
    })),
  ];
}

function quarterColumns(i18n: Speech): readonly Column[] {
  return [
    { width: "22%", title: i18n.t("statement:annual.quarter"), isNumber: false },
    { width: "34%", title: i18n.t("statement:annual.consideration"), isNumber: true },
    { width: "20%", title: i18n.t("statement:annual.fee"), isNumber: true },
    { width: "24%", title: i18n.t("statement:annual.activities"), isNumber: true },
  ];
}
