import { expect, test } from "vitest";
import {
  allocate,
  availableAt,
  credit,
  debit,
  journalEntry,
  latestScheduleDate,
  minorDigits,
  money,
  parseAccountCode,
  platformCash,
  platformClearing,
  splitGross,
  splitReversal,
  tokenValue,
} from "../src/index.ts";

const at = new Date("2026-12-01T02:00:00Z");
const usd = (amountMinor: bigint) => money(amountMinor, "USD");
const earning = { grossMinor: 10_00n, netMinor: 8_00n, reversedGrossMinor: 0n, reversedNetMinor: 0n };
const post = (...postings: Parameters<typeof journalEntry>[0]["postings"]) =>
  journalEntry({ idempotencyKey: "adjustment/a1/posted", kind: "adjustment", effectiveAt: at, postings });

const bugs: readonly (readonly [words: string, bug: () => unknown])[] = [
  ["Cannot allocate -1 by the weights 2, 3", () => allocate(-1n, [2n, 3n])],
  ["Unknown currency usd: expected ISO 4217, upper case", () => minorDigits("usd")],
  ["No fee of 10001 basis points on 7", () => splitGross({ grossMinor: 7n, feeBasisPoints: 10_001 })],
  [
    "Cannot have 1001 of an earning of 1000 reversed",
    () => splitReversal({ ...earning, reverseGrossMinor: 10_01n }),
  ],
  [
    "Cannot have 0 of an earning of 0 reversed",
    () => splitReversal({ ...earning, grossMinor: 0n, reverseGrossMinor: 0n }),
  ],
  ["Cannot split 0 into a net of 0 and a fee", () => splitReversal({ ...earning, reverseGrossMinor: 0n })],
  [
    "No value for 3 tokens at 5 per 0",
    () => tokenValue({ tokens: 3n, rateNumeratorMinor: 5n, ratePerTokens: 0n }),
  ],
  ["No hold of -1 days", () => availableAt(at, -1)],
  ["Not a schedule: days 1, 32 at 2:00 UTC", () => latestScheduleDate({ days: [1, 32], hourUtc: 2 }, at)],
  ["Not a ledger account: creator:held", () => parseAccountCode("creator:held")],
  ["Entry adjustment/a1/posted has no postings", () => post()],
  [
    "Entry adjustment/a1/posted posts 0 USD to platform:cash",
    () => post(debit(platformCash, usd(0n)), credit(platformClearing, usd(0n))),
  ],
  [
    "Entry adjustment/a1/posted: debits exceed credits by 1 USD",
    () => post(debit(platformCash, usd(2n)), credit(platformClearing, usd(1n))),
  ],
];

test.for(bugs)("a bug says what was asked: %s", ([words, bug]) => {
  expect(bug).toThrow(new RangeError(words));
});
