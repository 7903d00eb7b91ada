import { formatAmount, formatCount, formatDay, formatInstant, payoutLineWords } from "@payrun/catalogue";
import type { ReactElement, ReactNode } from "react";
import type { Balanced, PayoutStatement } from "../payout-statement.ts";
import type { FileReader, PayoutFileHead, Speech, StatementLine } from "../statement-line.ts";
import { facts, heading, note, sheet, table, type Column, type SheetRow } from "./sheet.ts";

/** The lines of one day and kind together. */
export type DayLine = {
  readonly day: Date;
  readonly kind: StatementLine["kind"];
  readonly count: number;
  readonly amountMinor: bigint;
  readonly balanceMinor: bigint;
};

/** Every line, or, where there are too many to read, those of each day together. */
export type PdfLines =
  | { readonly kind: "each"; readonly lines: readonly Balanced<StatementLine>[] }
  | { readonly kind: "by_day"; readonly days: readonly DayLine[] };

export type PayoutPdf = {
  readonly head: PayoutFileHead;
  readonly statement: PayoutStatement<StatementLine["kind"]>;
  readonly lines: PdfLines;
  readonly generatedAt: Date;
};

/** A payout's statement: whose it is, every line from what was carried in to the amount, and what became of it. */
export function payoutDocument(file: PayoutPdf, reader: FileReader, i18n: Speech): ReactElement {
  const { head, statement, generatedAt } = file;
  const { locale, timeZone } = reader;
  const instant = (at: Date) => formatInstant(locale, at, timeZone);
  const day = formatDay(locale, new Date(`${head.periodKey}T00:00:00Z`), "UTC");
  const amount = formatAmount(locale, { amountMinor: statement.reservedMinor, currency: statement.currency });
  const title = `${i18n.t("statement:payoutTitle")} · ${amount}`;
  const content: readonly ReactNode[] = [
    facts([
      [i18n.t("statement:creator"), `${head.creatorName} (@${head.handle})`],
      [i18n.t("statement:payoutDate"), day],
      ...period(file, i18n, instant),
      [i18n.t("statement:status"), head.stateText],
      [i18n.t("statement:payoutId"), head.payoutItemId],
      [i18n.t("statement:destination"), head.destinationAccountId],
      ...(head.stripeTransferId === null
        ? []
        : [[i18n.t("statement:transfer"), head.stripeTransferId] as const]),
    ]),
    ...(head.reservedAt === null
      ? [note(i18n.t("statement:nothingReserved"))]
      : [table(columnsOf(i18n), rowsOf(file, reader, i18n))]),
    ...afterwards(file, reader, i18n),
    ...(file.lines.kind === "by_day"
      ? [note(i18n.t("statement:byDay", { lines: formatCount(locale, statement.lineCount) }))]
      : []),
    note(`${i18n.t("statement:zone", { zone: timeZone })} ${i18n.t("statement:referenceOf")}`),
    note(
      i18n.t("statement:generated", {
        at: `${instant(generatedAt)} (${formatInstant(locale, generatedAt, "UTC")})`,
      }),
    ),
  ];
  return sheet(
    {
      locale,
      product: i18n.t("common:product"),
      title,
      foot: `${head.creatorName} · ${day} · ${head.payoutItemId}`,
      pageText: (page, pages) => i18n.t("statement:page", { page, pages }),
    },
    ...content,
  );
}

function period({ head }: PayoutPdf, i18n: Speech, instant: (at: Date) => string) {
  if (head.reservedAt === null) return [];
  const to = instant(head.reservedAt);
  const text =
    head.previousReservedAt === null
      ? i18n.t("statement:fromStart", { to })
      : i18n.t("statement:fromTo", { from: instant(head.previousReservedAt), to });
  return [[i18n.t("statement:period"), text] as const];
}

function columnsOf(i18n: Speech): readonly Column[] {
  return [
    { width: "23%", title: i18n.t("statement:when"), isNumber: false },
    { width: "37%", title: i18n.t("statement:what"), isNumber: false },
    { width: "10%", title: i18n.t("statement:reference"), isNumber: true },
    { width: "15%", title: i18n.t("statement:amount"), isNumber: true },
    { width: "15%", title: i18n.t("statement:balance"), isNumber: true },
  ];
}

function rowsOf(
  { head, statement, lines }: PayoutPdf,
  reader: FileReader,
  i18n: Speech,
): readonly SheetRow[] {
  const { currency, carriedInMinor, staysMinor, reservedMinor, roundedOffMinor } = statement;
  const text = (amountMinor: bigint) => formatAmount(reader.locale, { amountMinor, currency });
  const instant = (at: Date | null) => (at === null ? "" : formatInstant(reader.locale, at, reader.timeZone));
  const stays = i18n.t(roundedOffMinor > 0n ? "statement:roundedOff" : "statement:stays");
  return [
    {
      kind: "sum",
      cells: [instant(head.previousReservedAt), i18n.t("statement:carriedIn"), "", "", text(carriedInMinor)],
    },
    ...(lines.kind === "each"
      ? lines.lines.map((line) => lineRow(line, currency, instant(line.at), text, i18n))
      : lines.days.map((each) => dayRow(each, text, reader, i18n))),
    { kind: "sum", cells: [instant(head.reservedAt), stays, "", text(-staysMinor), text(staysMinor)] },
    { kind: "total", cells: ["", i18n.t("statement:thisPayout"), "", text(reservedMinor), ""] },
  ];
}

function lineRow(
  line: Balanced<StatementLine>,
  currency: string,
  when: string,
  text: (amountMinor: bigint) => string,
  i18n: Speech,
): SheetRow {
  const { title, split } = payoutLineWords(i18n, { ...line, currency });
  const cells = [when, title, String(line.entryId), text(line.amountMinor), text(line.balanceMinor)];
  return split === null
    ? { kind: "line", cells }
    : { kind: "line", cells, below: { column: 1, text: split } };
}

function dayRow(
  { day, kind, count, amountMinor, balanceMinor }: DayLine,
  text: (amountMinor: bigint) => string,
  { locale, timeZone }: FileReader,
  i18n: Speech,
): SheetRow {
  const what = `${i18n.t(`statement:kinds.${kind}`)} (${formatCount(locale, count)})`;
  return {
    kind: "line",
    cells: [formatDay(locale, day, timeZone), what, "", text(amountMinor), text(balanceMinor)],
  };
}

function afterwards(
  { head, statement }: PayoutPdf,
  { locale }: FileReader,
  i18n: Speech,
): readonly ReactElement[] {
  if (!head.gaveBack && head.reversedMinor === 0n) return [];
  const amount = formatAmount(locale, { amountMinor: head.reversedMinor, currency: statement.currency });
  return [
    heading(i18n.t("statement:afterwards")),
    note(head.gaveBack ? i18n.t("statement:gaveBack") : i18n.t("statement:cameBack", { amount })),
  ];
}
