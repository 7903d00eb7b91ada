import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type AccountCode,
  type EntryKind,
  type JournalEntry,
  adjustment,
  availableMayGoNegative,
  chargeSeen,
  chargeUndone,
  creatorAvailable,
  creatorHeld,
  creatorInTransit,
  credit,
  debit,
  debtWrittenOff,
  earningRecorded,
  earningReleased,
  earningReversed,
  fanTokens,
  journalEntry,
  ledgerTable,
  lossAbsorbed,
  money,
  normalSideOf,
  parseAccountCode,
  platformCash,
  platformClearing,
  platformFees,
  platformLosses,
  platformStripeFees,
  reversalUndone,
  stripeFee,
  tokenPurchaseReinstated,
  tokenPurchaseReversed,
  tokensBought,
  transferAdopted,
  transferReversed,
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
    stripe_fee: false,
    loss_absorbed: false,
    adjustment: true,
    debt_written_off: false,
  } as const satisfies Record<EntryKind, boolean>;
  for (const [kind, may] of Object.entries(kinds)) {
    expect([kind, availableMayGoNegative(kind as EntryKind)]).toEqual([kind, may]);
  }
});

describe("the books of an earning", () => {
  const earning = { earningId: "e1", creatorId: "ana", net: usd(8_00n), fee: usd(2_00n), effectiveAt };
  const byTokens = { kind: "tokens", fanId: "zoe" } as const;

  test("bought with tokens, recorded, released", () => {
    const entries = [
      tokensBought({ purchaseId: "p1", fanId: "zoe", amount: usd(50_00n), effectiveAt }),
      earningRecorded({ ...earning, fundedBy: byTokens }),
      earningReleased({ earningId: "e1", creatorId: "ana", amount: usd(8_00n), effectiveAt }),
    ];
    expect(ledgerTable(entries)).toMatchInlineSnapshot(`
      "purchase/p1/bought   debit   platform:clearing      5000 USD
      purchase/p1/bought   credit  fan:zoe:tokens         5000 USD
      earning/e1/recorded  debit   fan:zoe:tokens         1000 USD
      earning/e1/recorded  credit  creator:ana:held        800 USD
      earning/e1/recorded  credit  platform:fees           200 USD
      earning/e1/released  debit   creator:ana:held        800 USD
      earning/e1/released  credit  creator:ana:available   800 USD"
    `);
  });

  test("paid in money, without a fee: no posting of zero", () => {
    const free = { ...earning, net: usd(10_00n), fee: usd(0n), fundedBy: { kind: "money" } } as const;
    expect(ledgerTable([earningRecorded(free)])).toMatchInlineSnapshot(`
      "earning/e1/recorded  debit   platform:clearing  1000 USD
      earning/e1/recorded  credit  creator:ana:held   1000 USD"
    `);
  });

  test("charged back after the release, in money, and the dispute won", () => {
    const reversal = { reversalId: "r1", creatorId: "ana", net: usd(8_00n), fee: usd(2_00n), effectiveAt };
    const entries = [
      earningReversed({ ...reversal, from: "available", refundTo: { kind: "money" } }),
      reversalUndone({ ...reversal, creditTo: "available", takenFrom: { kind: "money" } }),
    ];
    expect(ledgerTable(entries)).toMatchInlineSnapshot(`
      "reversal/r1/reversed  debit   creator:ana:available   800 USD
      reversal/r1/reversed  debit   platform:fees           200 USD
      reversal/r1/reversed  credit  platform:clearing      1000 USD
      reversal/r1/undone    debit   platform:clearing      1000 USD
      reversal/r1/undone    credit  creator:ana:available   800 USD
      reversal/r1/undone    credit  platform:fees           200 USD"
    `);
  });

  test("refunded in tokens inside the hold, then reinstated when half of the tokens are spent", () => {
    const reversal = { reversalId: "r1", creatorId: "ana", net: usd(8_00n), fee: usd(2_00n), effectiveAt };
    const takenFrom = { ...byTokens, fromTokens: usd(5_00n), fromLosses: usd(5_00n) };
    const entries = [
      earningReversed({ ...reversal, from: "held", refundTo: byTokens }),
      reversalUndone({ ...reversal, creditTo: "held", takenFrom }),
    ];
    expect(ledgerTable(entries)).toMatchInlineSnapshot(`
      "reversal/r1/reversed  debit   creator:ana:held   800 USD
      reversal/r1/reversed  debit   platform:fees      200 USD
      reversal/r1/reversed  credit  fan:zoe:tokens    1000 USD
      reversal/r1/undone    debit   fan:zoe:tokens     500 USD
      reversal/r1/undone    debit   platform:losses    500 USD
      reversal/r1/undone    credit  creator:ana:held   800 USD
      reversal/r1/undone    credit  platform:fees      200 USD"
    `);
  });

  test("whose tokens all came back to the platform's losses", () => {
    const takenFrom = { ...byTokens, fromTokens: usd(0n), fromLosses: usd(10_00n) };
    const undone = reversalUndone({
      reversalId: "r1",
      creatorId: "ana",
      net: usd(8_00n),
      fee: usd(2_00n),
      creditTo: "available",
      takenFrom,
      effectiveAt,
    });
    expect(ledgerTable([undone])).toMatchInlineSnapshot(`
      "reversal/r1/undone  debit   platform:losses        1000 USD
      reversal/r1/undone  credit  creator:ana:available   800 USD
      reversal/r1/undone  credit  platform:fees           200 USD"
    `);
  });
});

test("the books of a token purchase that is charged back and won", () => {
  const facts = { reversalId: "r2", fanId: "zoe", amount: usd(20_00n), effectiveAt };
  expect(ledgerTable([tokenPurchaseReversed(facts), tokenPurchaseReinstated(facts)])).toMatchInlineSnapshot(`
    "purchase-reversal/r2/reversed    debit   fan:zoe:tokens     2000 USD
    purchase-reversal/r2/reversed    credit  platform:clearing  2000 USD
    purchase-reversal/r2/reinstated  debit   platform:clearing  2000 USD
    purchase-reversal/r2/reinstated  credit  fan:zoe:tokens     2000 USD"
  `);
});

test("the books of what Stripe reports", () => {
  const transaction = (balanceTransactionId: string, amountMinor: bigint) => ({
    balanceTransactionId,
    amount: usd(amountMinor),
    effectiveAt,
  });
  const creator = { creatorId: "ana", effectiveAt };
  const entries = [
    chargeSeen(transaction("txn_1", 100_00n)),
    stripeFee(transaction("txn_1", 3_20n)),
    chargeUndone(transaction("txn_2", 10_00n)),
    lossAbsorbed(transaction("txn_3", 1_00n)),
    transferReversed({ ...creator, stripeReversalId: "trr_1", amount: usd(5_00n) }),
    transferAdopted({ ...creator, stripeTransferId: "tr_1", amount: usd(40_00n) }),
  ];
  expect(ledgerTable(entries)).toMatchInlineSnapshot(`
    "balance-transaction/txn_1/charge-seen    debit   platform:cash          10000 USD
    balance-transaction/txn_1/charge-seen    credit  platform:clearing      10000 USD
    balance-transaction/txn_1/fee            debit   platform:stripe_fees     320 USD
    balance-transaction/txn_1/fee            credit  platform:cash            320 USD
    balance-transaction/txn_2/charge-undone  debit   platform:clearing       1000 USD
    balance-transaction/txn_2/charge-undone  credit  platform:cash           1000 USD
    balance-transaction/txn_3/loss-absorbed  debit   platform:losses          100 USD
    balance-transaction/txn_3/loss-absorbed  credit  platform:cash            100 USD
    transfer-reversal/trr_1/reversed         debit   platform:cash            500 USD
    transfer-reversal/trr_1/reversed         credit  creator:ana:available    500 USD
    transfer/tr_1/adopted                    debit   creator:ana:available   4000 USD
    transfer/tr_1/adopted                    credit  platform:cash           4000 USD"
  `);
});

test("the books of what two people decide", () => {
  const entries = [
    adjustment({
      adjustmentId: "a1",
      debitAccount: platformLosses,
      creditAccount: creatorAvailable("ana"),
      amount: usd(5_00n),
      effectiveAt,
    }),
    debtWrittenOff({ writeOffId: "w1", creatorId: "ana", amount: usd(12_00n), effectiveAt }),
  ];
  expect(ledgerTable(entries)).toMatchInlineSnapshot(`
    "adjustment/a1/posted  debit   platform:losses         500 USD
    adjustment/a1/posted  credit  creator:ana:available   500 USD
    debt/w1/written-off   debit   platform:losses        1200 USD
    debt/w1/written-off   credit  creator:ana:available  1200 USD"
  `);
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
