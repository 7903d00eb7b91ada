import { expect, test } from "vitest";
import { balancedPages, payoutStatement } from "../src/index.ts";
import { pagesOf, statementOf, tips } from "./lines.ts";

const stretch = {
  currency: "USD",
  carriedInMinor: 5n,
  linesMinor: 10n,
  lineCount: 1,
  staysMinor: 3n,
  reservedMinor: 12n,
};
const kinds = [{ kind: "earning_released", count: 1, amountMinor: 10n }];

test("a statement that adds up is one", () => {
  expect(payoutStatement(stretch, kinds)).toMatchObject({ reservedMinor: 12n, roundedOffMinor: 0n });
});

test.for([
  { when: "a minor unit is missing", given: { reservedMinor: 11n } },
  { when: "its kinds are not its lines", given: { linesMinor: 11n, reservedMinor: 13n } },
  { when: "a line more is counted than there is", given: { lineCount: 2 } },
] as const)("where $when there is no statement, and so no file", ({ given }) => {
  expect(() => payoutStatement({ ...stretch, ...given }, kinds)).toThrow(RangeError);
});

test("what Stripe cannot send stays for that reason; more than that stays for another", () => {
  const kwd = { ...stretch, currency: "KWD" };
  expect(payoutStatement({ ...kwd, staysMinor: 9n, reservedMinor: 6n }, kinds).roundedOffMinor).toBe(9n);
  expect(payoutStatement({ ...kwd, staysMinor: 10n, reservedMinor: 5n }, kinds).roundedOffMinor).toBe(0n);
});

test("lines have the balance after each over pages, and end at what the payout took and left", async () => {
  const lines = tips(250);
  const balances: bigint[] = [];
  for await (const page of balancedPages(statementOf(lines), pagesOf(lines)))
    balances.push(...page.map(({ balanceMinor }) => balanceMinor));
  expect([balances.at(0), balances.at(100), balances.at(-1)]).toEqual([1_312n, 101_312n, 250_312n]);
});

test.for([
  { when: "a line is missing", lines: tips(3).slice(1) },
  { when: "a line is another", lines: [...tips(2), ...tips(1, 999n)] },
])("where $when the file breaks off instead of ending", async ({ lines }) => {
  const all = balancedPages(statementOf(tips(3)), pagesOf(lines));
  const readAll = async () => {
    for await (const page of all) expect(page.length).toBeGreaterThan(0);
  };
  await expect(readAll()).rejects.toThrow(RangeError);
});
