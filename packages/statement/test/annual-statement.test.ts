import { text } from "node:stream/consumers";
import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { annualCsv, annualStatement, type PeriodFigures } from "../src/index.ts";

const starts = Array.from({ length: 13 }, (_, month) => new Date(Date.UTC(2026, month, 1)));
const figures = (period: number, given: Partial<PeriodFigures> = {}): PeriodFigures => ({
  currency: "EUR",
  period,
  grossMinor: 10_00n,
  earningCount: 1,
  feeMinor: 2_00n,
  refundedGrossMinor: 0n,
  refundedMinor: 0n,
  refundCount: 0,
  otherMinor: 0n,
  paidMinor: 0n,
  paidCount: 0,
  returnedMinor: 0n,
  ...given,
});

test("a year begins with what was before it and ends with what is left", () => {
  const [year] = annualStatement(starts, [
    figures(0, { paidMinor: 3_00n, paidCount: 1 }),
    figures(1, { refundedMinor: 4_00n, refundedGrossMinor: 5_00n, refundCount: 1 }),
    figures(12, { paidMinor: 6_00n, paidCount: 1, returnedMinor: 1_00n, otherMinor: -50n }),
    figures(13),
  ]);
  expect(year).toMatchObject({
    openingMinor: 5_00n,
    totals: { grossMinor: 20_00n, feeMinor: 4_00n, refundedMinor: 4_00n, netMinor: 12_00n, paidMinor: 6_00n },
    closingMinor: 11_50n,
  });
  expect(year?.quarters.map(({ figures: of }) => [of.netMinor, of.feeMinor, of.earningCount])).toEqual([
    [4_00n, 2_00n, 1],
    [0n, 0n, 0],
    [0n, 0n, 0],
    [8_00n, 2_00n, 1],
  ]);
});

test("a currency in which nothing happened and nothing was left is not there", () => {
  const nothing = figures(0, { grossMinor: 0n, feeMinor: 0n, earningCount: 0 });
  expect(annualStatement(starts, [nothing, { ...figures(13), currency: "USD" }])).toEqual([]);
});

test("its file has a row for each month, quarter and the year between what was and what is left", async () => {
  const currencies = annualStatement(starts, [figures(2)]);
  const file = annualCsv({ year: 2026, timeZone: "UTC", currencies }, { byteOrderMark: false });
  const rows = parse<Record<string, string>>(await text(file), { columns: true });
  expect(rows.map(({ period }) => period)).toEqual([
    "opening",
    ...Array.from({ length: 12 }, (_, month) => `2026-${String(month + 1).padStart(2, "0")}`),
    "2026-Q1",
    "2026-Q2",
    "2026-Q3",
    "2026-Q4",
    "2026",
    "closing",
  ]);
  expect(rows[2]).toMatchObject({ gross: "10.00", fee: "2.00", net_minor: "800", transactions: "1" });
  expect(rows.at(-1)).toMatchObject({ balance: "8.00", gross: "" });
});
