import { describe, expect, test } from "vitest";
import {
  bookBalanceTransaction,
  cashDifference,
  findingKinds,
  findingNextStep,
  findingOwner,
  ledgerTable,
  mayCloseByHand,
  movementDifferences,
  openingBalance,
  money,
  transferDifferences,
  unexplainedCash,
  type ComparedMovement,
  type ComparedPair,
  type OurAttempt,
  type StripeMovement,
  type TheirTransfer,
} from "../src/index.ts";

const now = new Date("2026-12-01T05:00:00Z");
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

const paid: OurAttempt = {
  payoutItemId: "item_1",
  batchId: "batch_1",
  attemptNo: 1,
  idempotencyKey: "payrun_simulator_item_1_1",
  status: "paid",
  amountMinor: 4000n,
  currency: "USD",
  destinationAccountId: "acct_ana",
  stripeTransferId: "tr_1",
  sentAt: minutesAgo(90),
  itemStatus: "paid",
  isPresent: true,
  reversedMinor: 0n,
};
const listed: TheirTransfer = {
  stripeTransferId: "tr_1",
  amountMinor: 4000n,
  currency: "USD",
  destinationAccountId: "acct_ana",
  payoutItemId: "item_1",
  payoutBatchId: "batch_1",
  attemptNo: 1,
  livemode: false,
  reversedMinor: 0n,
  feeMinor: 0n,
};
const unknown: OurAttempt = {
  ...paid,
  status: "unknown",
  stripeTransferId: null,
  itemStatus: "unknown",
  sentAt: minutesAgo(60),
};
const refused: OurAttempt = { ...paid, status: "refused", stripeTransferId: null, itemStatus: "failed" };

function kindsOf(
  pair: {
    readonly ours?: Partial<OurAttempt> | null;
    readonly theirs?: Partial<TheirTransfer> | null;
    readonly adopted?: boolean;
  },
  mode: "simulator" | "test" | "live" = "simulator",
): readonly string[] {
  const whole: ComparedPair = {
    ours: pair.ours === null ? null : { ...paid, ...pair.ours },
    theirs: pair.theirs === null ? null : { ...listed, ...pair.theirs },
    adopted: pair.adopted ?? false,
  };
  return transferDifferences(whole, { mode, now }).map(({ kind }) => kind);
}

describe("nothing differs", () => {
  test.for([
    { when: "both sides are the same", pair: {} },
    { when: "its balance transaction is not read yet", pair: { theirs: { feeMinor: null } } },
    {
      when: "a part came back and is recorded",
      pair: { ours: { reversedMinor: 500n }, theirs: { reversedMinor: 500n } },
    },
    {
      when: "all came back and the item says so",
      pair: { ours: { reversedMinor: 4000n, itemStatus: "reversed" }, theirs: { reversedMinor: 4000n } },
    },
    {
      when: "it is a former attempt of an item that failed since",
      pair: { ours: { isPresent: false, itemStatus: "failed" } },
    },
    { when: "its outcome is unknown for an hour", pair: { ours: unknown } },
    {
      when: "it is begun and nobody knows since when",
      pair: { ours: { ...unknown, status: "begun", sentAt: null } },
    },
    { when: "an attempt was refused and Stripe has nothing", pair: { ours: refused, theirs: null } },
    {
      when: "nobody's transfer was adopted and came back whole",
      pair: { ours: null, theirs: { reversedMinor: 4000n }, adopted: true },
    },
    {
      when: "a second transfer was adopted and came back whole",
      pair: { ours: refused, theirs: { reversedMinor: 4000n }, adopted: true },
    },
  ] as const)("when $when", ({ pair }) => {
    expect(kindsOf(pair)).toEqual([]);
  });
});

describe("each kind is found by what it means", () => {
  test.for([
    { kind: "ours_without_theirs", when: "Stripe does not have a paid one", pair: { theirs: null } },
    { kind: "theirs_without_ours", when: "nobody here knows it", pair: { ours: null } },
    {
      kind: "theirs_without_ours",
      when: "it was adopted, until it came back whole",
      pair: { ours: null, theirs: { reversedMinor: 3999n }, adopted: true },
    },
    { kind: "amount", when: "a cent less arrived", pair: { theirs: { amountMinor: 3999n } } },
    {
      kind: "amount",
      when: "an unknown one has another amount",
      pair: { ours: { ...unknown, amountMinor: 4001n } },
    },
    {
      kind: "currency",
      when: "it is in another currency, whatever the amount",
      pair: { theirs: { currency: "EUR", amountMinor: 1n } },
    },
    {
      kind: "destination",
      when: "it went to somebody else",
      pair: { theirs: { destinationAccountId: "acct_bob" } },
    },
    {
      kind: "destination",
      when: "Stripe no longer says where it went",
      pair: { theirs: { destinationAccountId: null } },
    },
    {
      kind: "reversed",
      when: "something came back and is not recorded",
      pair: { theirs: { reversedMinor: 1n } },
    },
    { kind: "reversed", when: "more is recorded than came back", pair: { ours: { reversedMinor: 1n } } },
    { kind: "wrong_mode", when: "it is a live one", pair: { theirs: { livemode: true } } },
    {
      kind: "wrong_mode",
      when: "its key was made for another mode",
      pair: { ours: { idempotencyKey: "payrun_live_item_1_1" } },
    },
    {
      kind: "duplicate",
      when: "another one paid the attempt",
      pair: { theirs: { stripeTransferId: "tr_2" } },
    },
    { kind: "duplicate", when: "the attempt was refused and its money returned", pair: { ours: refused } },
    {
      kind: "duplicate",
      when: "the attempt was proved absent",
      pair: { ours: { ...refused, status: "absent" } },
    },
    {
      kind: "duplicate",
      when: "it was adopted, until it came back whole",
      pair: { ours: refused, adopted: true },
    },
    { kind: "fee", when: "Stripe took something for it", pair: { theirs: { feeMinor: 1n } } },
    {
      kind: "status",
      when: "the attempt is paid and its item failed",
      pair: { ours: { itemStatus: "failed" } },
    },
    { kind: "status", when: "the attempt has its id and is not paid", pair: { ours: { status: "refused" } } },
    {
      kind: "status",
      when: "all came back and the item is still paid",
      pair: { ours: { reversedMinor: 4000n }, theirs: { reversedMinor: 4000n } },
    },
    {
      kind: "status",
      when: "the item is reversed and nothing came back",
      pair: { ours: { itemStatus: "reversed" } },
    },
    {
      kind: "status",
      when: "the attempt was never begun",
      pair: { ours: { ...unknown, status: "claimed" } },
    },
    {
      kind: "status",
      when: "the attempt was never executed",
      pair: { ours: { ...unknown, status: "not_sent" } },
    },
    { kind: "missing_metadata", when: "its item was taken away", pair: { theirs: { payoutItemId: null } } },
    {
      kind: "missing_metadata",
      when: "it names another batch",
      pair: { theirs: { payoutBatchId: "batch_2" } },
    },
    { kind: "missing_metadata", when: "it names another attempt", pair: { theirs: { attemptNo: 2 } } },
    {
      kind: "late",
      when: "its outcome is unknown for over an hour",
      pair: { ours: { ...unknown, sentAt: minutesAgo(60.001) } },
    },
  ] as const)("$kind: $when", ({ kind, pair }) => {
    expect(kindsOf(pair)).toEqual([kind]);
  });

  test("a live database's own are live", () => {
    expect(
      kindsOf({ ours: { idempotencyKey: "payrun_live_item_1_1" }, theirs: { livemode: true } }, "live"),
    ).toEqual([]);
    expect(kindsOf({ ours: null }, "live")).toEqual(["theirs_without_ours", "wrong_mode"]);
  });

  test("the evidence has both sides, in decimal strings", () => {
    const pair = { ours: paid, theirs: { ...listed, amountMinor: 1n, feeMinor: null }, adopted: false };
    expect(transferDifferences(pair, { mode: "simulator", now })).toMatchObject([
      {
        kind: "amount",
        subject: "tr_1",
        ours: { amountMinor: "4000" },
        theirs: { amountMinor: "1", feeMinor: null },
      },
    ]);
  });
});

test("every kind has somebody who must act, a next step, and a way to be closed", () => {
  expect(findingKinds).toHaveLength(12);
  expect(findingKinds.filter((kind) => findingNextStep(kind) === "")).toEqual([]);
  expect(findingKinds.filter((kind) => findingOwner(kind) === "engineering")).toEqual([
    "wrong_mode",
    "status",
    "missing_metadata",
    "late",
  ]);
  expect(findingKinds.filter(mayCloseByHand)).toEqual([
    "theirs_without_ours",
    "destination",
    "duplicate",
    "fee",
    "missing_metadata",
  ]);
});

const movement: StripeMovement = {
  balanceTransactionId: "txn_1",
  type: "charge",
  amountMinor: 10_000n,
  feeMinor: 320n,
  currency: "USD",
  createdAt: now,
};

describe("a movement of Stripe's balance is booked", () => {
  test.for([
    { what: "a charge and its fee", change: {} },
    { what: "a refund", change: { type: "refund", amountMinor: -10_000n, feeMinor: 0n } },
    {
      what: "a dispute that was won, with its fee given back",
      change: { type: "adjustment", feeMinor: -1500n },
    },
    { what: "a fee of its own", change: { type: "stripe_fee", amountMinor: -50n, feeMinor: 0n } },
    { what: "a fee that is given back", change: { type: "stripe_fee", amountMinor: 50n, feeMinor: 0n } },
    {
      what: "an absorbed loss",
      change: { type: "connect_collection_transfer", amountMinor: -700n, feeMinor: 0n },
    },
    {
      what: "a loss given back",
      change: { type: "connect_collection_transfer", amountMinor: 700n, feeMinor: 0n },
    },
  ])("$what", ({ change }) => {
    const booking = bookBalanceTransaction({ ...movement, ...change });
    if (booking.kind !== "post") throw new Error(booking.kind);
    expect(
      ledgerTable([booking.entry, booking.feeEntry].filter((entry) => entry !== null)),
    ).toMatchSnapshot();
  });

  test("a movement of nothing has no entry, only its fee's", () => {
    expect(bookBalanceTransaction({ ...movement, amountMinor: 0n })).toMatchObject({
      entry: null,
      feeEntry: { kind: "stripe_fee" },
    });
  });

  test.for(["transfer", "transfer_refund", "transfer_failure", "transfer_cancel"])(
    "a %s is never posted twice: its entry is Payrun's own",
    (type) => {
      expect(bookBalanceTransaction({ ...movement, type, feeMinor: 0n })).toEqual({
        kind: "match",
        feeEntry: null,
      });
    },
  );

  test("what is reserved for connected accounts stays in the balance, and of an unknown type nothing is guessed", () => {
    expect(bookBalanceTransaction({ ...movement, type: "reserve_transaction" })).toEqual({ kind: "neutral" });
    expect(bookBalanceTransaction({ ...movement, type: "advance" })).toEqual({ kind: "unknown" });
  });
});

describe("a movement and its entries", () => {
  const compared: ComparedMovement = {
    balanceTransactionId: "txn_1",
    type: "charge",
    sourceId: "ch_1",
    currency: "USD",
    amountMinor: 10_000n,
    feeMinor: 320n,
    isInexact: false,
    booked: { amountMinor: 10_000n, feeMinor: 320n },
  };
  test.for([
    { when: "are the same", change: {}, kinds: [] },
    { when: "differ by a cent", change: { amountMinor: 9_999n }, kinds: ["amount"] },
    { when: "differ in the fee", change: { feeMinor: 321n }, kinds: ["fee"] },
    { when: "have no entry", change: { booked: null }, kinds: ["theirs_without_ours"] },
    { when: "are no whole minor units", change: { booked: null, isInexact: true }, kinds: ["amount"] },
  ])("$when: $kinds", ({ change, kinds }) => {
    expect(movementDifferences({ ...compared, ...change }).map(({ kind }) => kind)).toEqual(kinds);
  });
});

describe("cash", () => {
  const cash = {
    currency: "USD",
    ledgerMinor: 900n,
    stripeMinor: 1_000n,
    openingMinor: 400n,
    listedMinor: 600n,
  };

  test("is explained by its opening and its movements, whatever is in flight", () => {
    expect(cashDifference(cash)).toBeNull();
  });

  test("that no movement explains is found to the cent", () => {
    expect(unexplainedCash({ ...cash, stripeMinor: 999n })).toBe(-1n);
    expect(cashDifference({ ...cash, stripeMinor: 999n })).toEqual({
      kind: "amount",
      subject: "platform:cash/USD",
      ours: { ledgerMinor: "900", openingMinor: "400", listedMinor: "600" },
      theirs: { stripeMinor: "999", unexplainedMinor: "-1" },
    });
  });

  test("that was there at the beginning is an entry, on the other side where it was a debt", () => {
    const entries = [money(400n, "USD"), money(-30n, "EUR")].map((balance) =>
      openingBalance({ balance, effectiveAt: now }),
    );
    expect(ledgerTable(entries)).toMatchSnapshot();
  });
});
