import { loadWords, payoutLineWords, speak } from "@payrun/catalogue";
import type { Readable } from "node:stream";
import { balancedPages, type Balanced, type PayoutStatement } from "../payout-statement.ts";
import type { FileReader, PayoutFileHead, Speech, StatementLine } from "../statement-line.ts";
import { amountCells, instantCells, textCell } from "./csv-cells.ts";
import { csvStream, type CsvRow } from "./csv-stream.ts";

const HEADER = [
  "payout_id",
  "payout_date",
  "line",
  "kind",
  "description",
  "at_utc",
  "at_local",
  "time_zone",
  "currency",
  "amount",
  "amount_minor",
  "balance",
  "balance_minor",
  "source_type",
  "source_id",
  "earned_at_utc",
  "gross",
  "gross_minor",
  "fee",
  "fee_minor",
  "net",
  "net_minor",
  "ledger_entry",
] as const;

/**
 * A payout's lines as CSV. The amounts of `carried_in`, of all lines and of `stays` (below zero) come to that of the last row,
 * `payout`.
 */
export async function payoutCsv(
  { head, statement, pages }: PayoutCsv,
  reader: FileReader,
  options: { readonly byteOrderMark: boolean },
): Promise<Readable> {
  const i18n = speak(reader.locale, await loadWords(reader.locale));
  return csvStream(HEADER, rowsOf({ head, statement, pages }, reader, i18n), options);
}

export type PayoutCsv = {
  readonly head: PayoutFileHead;
  readonly statement: PayoutStatement;
  /** The lines in their order, page by page. */
  readonly pages: AsyncIterable<readonly StatementLine[]>;
};

async function* rowsOf(file: PayoutCsv, reader: FileReader, i18n: Speech): AsyncGenerator<CsvRow> {
  const { head, statement, pages } = file;
  const { carriedInMinor, staysMinor, reservedMinor } = statement;
  const sum = (kind: string, text: string, amountMinor: bigint, at: Date | null) =>
    sumRow(file, reader, { kind, text, amountMinor, at });
  if (head.reservedAt !== null)
    yield sum("carried_in", i18n.t("statement:carriedIn"), carriedInMinor, head.previousReservedAt);
  let lineNo = 0;
  for await (const lines of balancedPages(statement, pages)) {
    for (const line of lines) {
      lineNo += 1;
      yield lineRow(file, reader, i18n, line, lineNo);
    }
  }
  if (head.reservedAt !== null) yield sum("stays", i18n.t("statement:stays"), -staysMinor, head.reservedAt);
  yield sum("payout", i18n.t("statement:thisPayout"), reservedMinor, head.reservedAt);
}

function lineRow(
  { head, statement: { currency } }: PayoutCsv,
  reader: FileReader,
  i18n: Speech,
  line: Balanced<StatementLine>,
  lineNo: number,
): CsvRow {
  return [
    head.payoutItemId,
    head.periodKey,
    String(lineNo),
    line.kind,
    textCell(payoutLineWords(i18n, { ...line, currency }).title),
    ...instantCells(line.at, reader.timeZone),
    reader.timeZone,
    currency,
    ...amountCells(line.amountMinor, currency),
    ...amountCells(line.balanceMinor, currency),
    line.sourceType ?? "",
    textCell(line.sourceId),
    line.earnedAt?.toISOString() ?? "",
    ...amountCells(line.grossMinor, currency),
    ...amountCells(line.feeMinor, currency),
    ...amountCells(line.netMinor, currency),
    String(line.entryId),
  ];
}

/** A row that is no posting: it has no balance and no source. */
function sumRow(
  { head, statement: { currency } }: PayoutCsv,
  { timeZone }: FileReader,
  row: {
    readonly kind: string;
    readonly text: string;
    readonly amountMinor: bigint;
    readonly at: Date | null;
  },
): CsvRow {
  const cells = [
    head.payoutItemId,
    head.periodKey,
    "",
    row.kind,
    textCell(row.text),
    ...instantCells(row.at, timeZone),
    timeZone,
    currency,
    ...amountCells(row.amountMinor, currency),
  ];
  return [...cells, ...HEADER.slice(cells.length).map(() => "")];
}
