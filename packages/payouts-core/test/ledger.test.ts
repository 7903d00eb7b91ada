import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type AccountCode,
  type EntryKind,
  type JournalEntry,
  availableMayGoNegative,
  creatorAvailable,
  creatorHeld,
  creatorInTransit,
  credit,
  debit,
  earningRecorded,
  earningReversed,
  fanTokens,
  journalEntry,
  ledgerTable,
  money,
  normalSideOf,
  parseAccountCode,
  platformCash,
  platformClearing,
  platformFees,
  platformLosses,
  platformStripeFees,
} from "../src/index.ts";

const effectiveAt = new Date("2026-12-01T02:00:00Z");
const usd = (amountMinor: bigint) => money(amountMinor, "USD");

describe("an account code", () => {
  test.for([
    [platformCash, "platform_cash", null, "debit"],
    [platformClearing, "platform_clearing", null, "debit"],
    [platformFees, "platform_fees", null, "credit"],
    [platformStripeFees, "platform_stripe_fees", null, "debit"],
    [platformLosses, "platform_losses", null, "debit"],
    [fanTokens("f1"), "fan_tokens", "f1", "credit"],
    [creatorHeld("c1"), "creator_held", "c1", "credit"],
    [creatorAvailable("c1"), "creator_available", "c1", "credit"],
    [creatorInTransit("c1"), "creator_in_transit", "c1", "credit"],
  ] as const)("%s is %s", ([code, kind, ownerId, side]) => {
    expect(parseAccountCode(code)).toEqual({ kind, ownerId });
    expect(normalSideOf(kind)).toBe(side);
  });

  test.for<AccountCode>([
    "",
    "platform",
    "platform:held",
    "platform:x:cash",
    "creator:held",
    "creator::held",
    "creator:a:tokens",
    "fan:a:held",
    "creator:a:b:held",
    "platform:__proto__",
  ])("%o is none", (code) => {
    expect(() => parseAccountCode(code)).toThrow(RangeError);
  });
});

describe("a journal entry", () => {
  const entry = (postings: JournalEntry["postings"]): JournalEntry => ({
    idempotencyKey: "adjustment/a1/posted",
    kind: "adjustment",
    effectiveAt,
    postings,
  });

  test.for([
    { when: "without postings", postings: [] },
    { when: "of one side", postings: [debit(platformCash, usd(1n))] },
    {
      when: "that differs by a cent",
      postings: [debit(platformCash, usd(2n)), credit(platformClearing, usd(1n))],
    },
    {
      when: "that balances only across currencies",
      postings: [debit(platformCash, usd(1n)), credit(platformClearing, money(1n, "EUR"))],
    },
    { when: "of zero", postings: [debit(platformCash, usd(0n)), credit(platformClearing, usd(0n))] },
    {
      when: "of a negative amount",
      postings: [debit(platformCash, usd(-1n)), credit(platformClearing, usd(-1n))],
    },
  ])("$when is our bug", ({ postings }) => {
    expect(() => journalEntry(entry(postings))).toThrow(RangeError);
  });

  test("may hold two currencies that each balance", () => {
    const postings = [usd(1n), money(5n, "EUR")].flatMap((each) => [
      debit(platformCash, each),
      credit(platformClearing, each),
    ]);
    expect(journalEntry(entry(postings)).postings).toHaveLength(4);
  });

  test("of a fee in another currency than the net is refused", () => {
    const facts = { earningId: "e1", creatorId: "ana", fundedBy: { kind: "money" }, effectiveAt } as const;
    expect(() => earningRecorded({ ...facts, net: usd(8n), fee: money(2n, "EUR") })).toThrow(RangeError);
  });
});

test("only a reversal, an adopted transfer and an adjustment may leave a creator in debt", () => {
  const kinds = {
    tokens_bought: false,
    earning_recorded: false,
    earning_released: false,
    earning_reversed: true,
    reversal_undone: false,
    token_purchase_reversed: false,
    token_purchase_reinstated: false,
    payout_reserved: false,
    payout_settled: false,
    payout_returned: false,
    transfer_reversed: false,
    transfer_adopted: true,
    charge_seen: false,
    charge_undone: false,
    opening_balance: false,
    stripe_fee: false,
    stripe_fee_returned: false,
    loss_absorbed: false,
    loss_recovered: false,
    adjustment: true,
    debt_written_off: false,
  } as const satisfies Record<EntryKind, boolean>;
  for (const [kind, may] of Object.entries(kinds)) {
    expect([kind, availableMayGoNegative(kind as EntryKind)]).toEqual([kind, may]);
  }
});

test("a table of nothing is empty", () => {
  expect(ledgerTable([])).toBe("");
});

test("whatever an earning went through, its entries are the reverse of each other", () => {
  const part = fc.bigInt({ min: 0n, max: 10n ** 12n });
  fc.assert(
    fc.property(part, part, (netMinor, feeMinor) => {
      fc.pre(netMinor + feeMinor > 0n);
      const facts = { creatorId: "ana", net: usd(netMinor), fee: usd(feeMinor), effectiveAt };
      const balances = balancesOf([
        earningRecorded({ ...facts, earningId: "e1", fundedBy: { kind: "tokens", fanId: "zoe" } }),
        earningReversed({
          ...facts,
          reversalId: "r1",
          from: "held",
          refundTo: { kind: "tokens", fanId: "zoe" },
        }),
      ]);
      expect([...balances.values()].every((balance) => balance === 0n)).toBe(true);
    }),
  );
});

function balancesOf(entries: readonly JournalEntry[]): ReadonlyMap<AccountCode, bigint> {
  const balances = new Map<AccountCode, bigint>();
  for (const { account, direction, amountMinor } of entries.flatMap(({ postings }) => postings)) {
    const signed = direction === "debit" ? amountMinor : -amountMinor;
    balances.set(account, (balances.get(account) ?? 0n) + signed);
  }
  return balances;
}
