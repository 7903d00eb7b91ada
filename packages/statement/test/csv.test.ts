import { text } from "node:stream/consumers";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { amountCells, csvStream, instantCells, payoutCsv, textCell } from "../src/index.ts";
import { head, pagesOf, statementOf, tips } from "./lines.ts";

test.for([
  ["=1+1", "'=1+1"],
  ["+491701234567", "'+491701234567"],
  ["-2+3", "'-2+3"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["＝１＋１", "'＝１＋１"],
  ["\t=1", "'\t=1"],
  ["\r=1", "'\r=1"],
  [" =1", "' =1"],
  ["1=1", "1=1"],
  ["a-b", "a-b"],
  ["ご支援", "ご支援"],
  ["", ""],
] as const)("the text %j goes into a cell as %j", ([given, cell]) => {
  expect(textCell(given)).toBe(cell);
});

test("amounts are exact text and minor units, with as many decimals as the currency has", () => {
  expect(amountCells(-5n, "USD")).toEqual(["-0.05", "-5"]);
  expect(amountCells(12_345n, "JPY")).toEqual(["12345", "12345"]);
  expect(amountCells(2n ** 63n - 1n, "KWD")).toEqual(["9223372036854775.807", "9223372036854775807"]);
  expect(amountCells(null, "USD")).toEqual(["", ""]);
});

test("instants are UTC and her clocks, also where these were put forward", () => {
  expect(instantCells(new Date("2026-03-29T01:00:00Z"), "Europe/Berlin")).toEqual([
    "2026-03-29T01:00:00.000Z",
    "2026-03-29 03:00:00",
  ]);
});

test("whatever stands in cells comes back out of the file, and nothing else", async () => {
  const cell = fc.string({ unit: "binary", maxLength: 12 }).map((given) => given.toWellFormed());
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), async (rows) => {
      const file = await text(csvStream(["a", "b"], rows, { byteOrderMark: true }));
      expect(parse(file, { bom: true, record_delimiter: "\r\n" })).toEqual([["a", "b"], ...rows]);
    }),
    { numRuns: 40 },
  );
});

test("a payout's file is written as it is read: no more than a few pages are asked for ahead", async () => {
  const lines = tips(50_000);
  let asked = 0;
  async function* counted() {
    for await (const page of pagesOf(lines)) {
      asked += 1;
      yield page;
    }
  }
  const reader = { locale: "en", timeZone: "UTC" } as const;
  const file = await payoutCsv({ head, statement: statementOf(lines), pages: counted() }, reader, {
    byteOrderMark: false,
  });
  await new Promise((resolve) => file.once("readable", resolve));
  expect(asked).toBeLessThan(20);
  file.destroy();
});
