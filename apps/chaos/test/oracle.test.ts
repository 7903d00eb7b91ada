import { describe, expect, test } from "vitest";
import { findDouble } from "../src/oracle/find-double.ts";
import { findLost, type BatchSays } from "../src/oracle/find-lost.ts";
import type { StripeTransfer } from "../src/oracle/stripe-transfers.ts";
import {
  maturedNet,
  type Told,
  type ToldCreator,
  type ToldEarning,
  type ToldReversal,
} from "../src/oracle/told.ts";

const cutoffAt = new Date("2031-01-15T02:00:00Z");
const before = new Date("2031-01-14T00:00:00Z");
const star: ToldCreator = { sourceId: "star", accountId: "acct_star", currency: "USD", minimumMinor: 2_500n };
const earning: ToldEarning = {
  sourceId: "tip",
  creator: star,
  grossMinor: 5_500n,
  netMinor: 5_000n,
  availableAt: before,
};

function toldOf(change: Partial<Told> = {}): Told {
  return { creators: [star], earnings: [earning], reversals: [], returned: [], conditions: [], ...change };
}

function reversalOf(change: Partial<ToldReversal> = {}): ToldReversal {
  return { earning, kind: "refund", grossMinor: 5_500n, acceptedTick: 5, acceptedAt: before, ...change };
}

function transferOf(change: Partial<StripeTransfer> = {}): StripeTransfer {
  return {
    id: "tr_1",
    destination: star.accountId,
    currency: "USD",
    amountMinor: 5_000n,
    reversedMinor: 0n,
    payoutItemId: "item",
    payoutBatchId: "batch",
    attemptNo: "1",
    ...change,
  };
}

const sentAt = (claimedTick: number) => () => ({ cutoffAt, claimedTick });

describe("the oracle calls it double", () => {
  test("when an item has two standing transfers", () => {
    const told = toldOf({ earnings: [{ ...earning, netMinor: 50_000n, grossMinor: 55_000n }] });
    const two = [transferOf(), transferOf({ id: "tr_2", attemptNo: "2" })];
    expect(findDouble(told, two, sentAt(10))).toEqual(["item item has tr_1 and tr_2"]);
    const returned = [{ transferId: "tr_1", amountMinor: 5_000n, tick: 7 }];
    expect(findDouble({ ...told, returned }, two, sentAt(10))).toEqual([]);
    expect(findDouble({ ...told, returned }, two, sentAt(7))).toHaveLength(1);
  });

  test("when a creator got a cent more than had matured", () => {
    expect(findDouble(toldOf(), [transferOf()], sentAt(10))).toEqual([]);
    expect(findDouble(toldOf(), [transferOf({ amountMinor: 5_001n })], sentAt(10))).toHaveLength(1);
    const unripe = toldOf({ earnings: [{ ...earning, availableAt: new Date("2031-01-15T02:00:00.001Z") }] });
    expect(findDouble(unripe, [transferOf()], sentAt(10))).toHaveLength(1);
  });

  test("when what was reversed before the claim was paid all the same", () => {
    const told = toldOf({ reversals: [reversalOf({ grossMinor: 11n, acceptedTick: 5 })] });
    expect(findDouble(told, [transferOf()], sentAt(10))).toHaveLength(1);
    expect(findDouble(told, [transferOf()], sentAt(5))).toEqual([]);
    expect(findDouble(told, [transferOf({ amountMinor: 4_990n })], sentAt(10))).toEqual([]);
  });

  test("when nobody asked for it, or it went to somebody else", () => {
    expect(findDouble(toldOf(), [transferOf()], () => null)).toHaveLength(1);
    expect(findDouble(toldOf(), [transferOf({ destination: "acct_other" })], sentAt(10))).toHaveLength(1);
    expect(findDouble(toldOf(), [transferOf({ currency: "EUR" })], sentAt(10))).toHaveLength(1);
  });
});

describe("the oracle calls it lost", () => {
  const batchOf = (itemStatus: string | null, reasonCodes: readonly string[] = []): readonly BatchSays[] => [
    { batchId: "batch", cutoffAt, of: () => ({ itemStatus, reasonCodes }) },
  ];

  test("when a creator had the minimum, and there is neither an item nor a reason", () => {
    expect(findLost(toldOf(), [], batchOf(null))).toHaveLength(1);
    expect(findLost(toldOf(), [], batchOf("paid"))).toEqual([]);
    expect(findLost(toldOf(), [], batchOf("held"))).toEqual([]);
    expect(findLost(toldOf({ earnings: [{ ...earning, netMinor: 2_499n }] }), [], batchOf(null))).toEqual([]);
  });

  test("when the reason is not true", () => {
    expect(findLost(toldOf(), [], batchOf(null, ["hold"]))).toHaveLength(1);
    const told = toldOf({ conditions: [{ creator: star, explains: ["hold"], from: before, to: null }] });
    expect(findLost(told, [], batchOf(null, ["hold"]))).toEqual([]);
    expect(findLost(told, [], batchOf(null, ["below_minimum"]))).toHaveLength(1);
    const over = toldOf({ conditions: [{ creator: star, explains: ["hold"], from: before, to: before }] });
    expect(findLost(over, [], batchOf(null, ["hold"]))).toHaveLength(1);
    expect(findLost(toldOf(), [], batchOf("canceled", ["debt"]))).toHaveLength(1);
  });

  test("but not when an earlier batch has paid it, or it was reversed", () => {
    const batches = [...batchOf("paid"), ...batchOf(null).map((batch) => ({ ...batch, batchId: "later" }))];
    expect(findLost(toldOf(), [transferOf()], batches)).toEqual([]);
    expect(findLost(toldOf({ reversals: [reversalOf()] }), [], batchOf(null))).toEqual([]);
  });
});

test("the oracle's net of what is reversed in parts, and given back, adds up to the cent", () => {
  const part = (grossMinor: bigint, kind: ToldReversal["kind"] = "refund") =>
    reversalOf({ grossMinor, kind });
  const netAfter = (...reversals: readonly ToldReversal[]) =>
    maturedNet(toldOf({ reversals: [...reversals] }), star, cutoffAt, () => true);
  expect(netAfter(part(1n))).toBe(5_000n);
  expect(netAfter(part(1n), part(1n))).toBe(4_999n);
  expect(netAfter(part(2_750n))).toBe(2_500n);
  expect(netAfter(part(2_750n), part(2_750n))).toBe(0n);
  expect(netAfter(part(5_500n), part(5_500n, "reinstated"))).toBe(5_000n);
});
