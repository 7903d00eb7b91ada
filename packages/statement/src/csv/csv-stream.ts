import { pipeline, Readable } from "node:stream";
import { stringify } from "csv-stringify";

export type CsvRow = readonly string[];

/**
 * Rows as CSV by RFC 4180: comma, CRLF, quotes where needed, UTF-8. Rows are asked for as the reader takes them, so a file of
 * any length needs the memory of a page. When asking fails, the stream breaks off with an error: no file ends early in silence.
 *
 * @param byteOrderMark what Excel wants to see before it believes in UTF-8.
 */
export function csvStream(
  header: readonly string[],
  rows: AsyncIterable<CsvRow> | Iterable<CsvRow>,
  { byteOrderMark }: { readonly byteOrderMark: boolean },
): Readable {
  const text = stringify({
    header: true,
    columns: [...header],
    record_delimiter: "windows",
    bom: byteOrderMark,
  });
  // The error is the reader's: `pipeline` hands it on by destroying what is read.
  return pipeline(Readable.from(rows, { objectMode: true }), text, () => undefined);
}
