import { extractText, getDocumentProxy } from "unpdf";
import { expect, test } from "vitest";
import { linesForPdf, writePdf, type FileReader } from "../src/index.ts";
import { woffToSfnt } from "../src/pdf/woff-to-sfnt.ts";
import { head, pagesOf, statementOf, tips } from "./lines.ts";

async function textOf(count: number, reader: FileReader): Promise<{ pages: number; text: string }> {
  const lines = tips(count);
  const statement = statementOf(lines);
  const pdf = await writePdf({
    kind: "payout",
    reader,
    file: {
      head,
      statement,
      lines: await linesForPdf(statement, pagesOf(lines), reader.timeZone),
      generatedAt: new Date("2026-12-02T09:00:00Z"),
    },
  });
  const { text, totalPages } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), {
    mergePages: true,
  });
  return { pages: totalPages, text: text.replaceAll(/\s+/g, " ") };
}

test("a statement in Japanese shows Japanese, Polish and Russian names, amounts, ids and page numbers", async () => {
  const { text } = await textOf(3, { locale: "ja", timeZone: "Asia/Tokyo" });
  for (const part of [
    "お支払い明細書 · $33.10",
    "星野あかり Łucja Петрова (@akari)",
    "銀行に入金済み",
    "2026年11月16日 09:00 JST",
    "5000",
    "$13.12",
    head.payoutItemId,
    "1 / 1",
  ])
    expect(text).toContain(part);
});

test("a long one repeats its head on each page and ends with the sum", async () => {
  const { pages, text } = await textOf(60, { locale: "de", timeZone: "Europe/Berlin" });
  expect(pages).toBeGreaterThan(1);
  expect(text.match(/Datum Was Buchung/g)).toHaveLength(pages);
  expect(text).toContain(`Seite ${pages} von ${pages}`);
  expect(text).toContain("603,10 $");
});

test("where nobody would read every line, the lines of a day are one, and still come to the amount", async () => {
  const { text } = await textOf(700, { locale: "en", timeZone: "UTC" });
  expect(text).toContain("Nov 16, 2026 Earnings (24) $240.00 $243.12");
  expect(text).toContain("700 entries, by day.");
  expect(text).toContain("This payout $7,003.10");
});

test("what is no font is refused", () => {
  expect(() =>
    woffToSfnt(Buffer.from("<html>not a font, but 44 bytes of text</html>"), "x", {
      ascent: 1,
      descent: 0.2,
    }),
  ).toThrow(RangeError);
});
