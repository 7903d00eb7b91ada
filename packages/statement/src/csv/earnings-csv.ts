import type { Readable } from "node:stream";
import type { FileReader } from "../statement-line.ts";
import { amountCells, instantCells, textCell } from "./csv-cells.ts";
import { csvStream, type CsvRow } from "./csv-stream.ts";

/** One earning as it stands now; minor units. gross − fee − refunded + fee returned = net. */
export type EarningRow = {
  readonly earningId: string;
  readonly sourceType: string;
  readonly sourceId: string;
  readonly currency: string;
  readonly grossMinor: bigint;
  readonly feeMinor: bigint;
  readonly refundedMinor: bigint;
  readonly feeReturnedMinor: bigint;
  readonly netMinor: bigint;
  readonly earnedAt: Date;
  readonly availableAt: Date;
  /** Null: it is held. */
  readonly releasedAt: Date | null;
  readonly fan: { readonly displayName: string } | null;
};

const HEADER = [
  "earning_id",
  "source_type",
  "source_id",
  "fan",
  "earned_at_utc",
  "earned_at_local",
  "available_at_utc",
  "available_at_local",
  "released_at_utc",
  "released_at_local",
  "time_zone",
  "currency",
  ...["gross", "fee", "refunded", "fee_returned", "net"].flatMap((name) => [name, `${name}_minor`]),
];

/** Earnings as CSV, in the order of the pages. */
export function earningsCsv(
  pages: AsyncIterable<readonly EarningRow[]>,
  { timeZone }: Pick<FileReader, "timeZone">,
  options: { readonly byteOrderMark: boolean },
): Readable {
  return csvStream(HEADER, rowsOf(pages, timeZone), options);
}

async function* rowsOf(
  pages: AsyncIterable<readonly EarningRow[]>,
  timeZone: string,
): AsyncGenerator<CsvRow> {
  for await (const page of pages) {
    for (const earning of page) {
      const { currency } = earning;
      yield [
        earning.earningId,
        earning.sourceType,
        textCell(earning.sourceId),
        textCell(earning.fan?.displayName ?? null),
        ...instantCells(earning.earnedAt, timeZone),
        ...instantCells(earning.availableAt, timeZone),
        ...instantCells(earning.releasedAt, timeZone),
        timeZone,
        currency,
        ...amountCells(earning.grossMinor, currency),
        ...amountCells(earning.feeMinor, currency),
        ...amountCells(earning.refundedMinor, currency),
        ...amountCells(earning.feeReturnedMinor, currency),
        ...amountCells(earning.netMinor, currency),
      ];
    }
  }
}
