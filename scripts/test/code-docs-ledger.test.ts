import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/ledger.md"), "utf8");

type Entry = { readonly kind: string };
type Core = {
  readonly money: (amountMinor: bigint, currency: string) => object;
  readonly ledgerTable: (entries: readonly Entry[]) => string;
};
type EntryOf = Readonly<Record<string, (facts: object) => Entry>>;

// By path: the root has no dependency on the packages.
const core: unknown = await import(join(root, "packages/payouts-core/src/index.ts"));
const { money, ledgerTable } = core as Core;
const entryOf = core as EntryOf;

const effectiveAt = new Date("2026-12-01T02:00:00Z");
const usd = (amountMinor: bigint) => money(amountMinor, "USD");
const byTokens = { kind: "tokens", fanId: "zoe" };
const shares = { creatorId: "ana", net: usd(8_00n), fee: usd(2_00n) };
const payout = { payoutItemId: "i1", attemptNo: 1, creatorId: "ana", amount: usd(40_00n) };

/** One event of each kind, with the facts that the page tells. */
const events: Readonly<Record<string, { readonly event: string; readonly facts: object }>> = {
  tokens_bought: { event: "tokensBought", facts: { purchaseId: "p1", fanId: "zoe", amount: usd(50_00n) } },
  earning_recorded: { event: "earningRecorded", facts: { earningId: "e1", ...shares, fundedBy: byTokens } },
  earning_released: {
    event: "earningReleased",
    facts: { earningId: "e1", creatorId: "ana", amount: usd(8_00n) },
  },
  earning_reversed: {
    event: "earningReversed",
    facts: { reversalId: "r1", ...shares, from: "available", refundTo: { kind: "money" } },
  },
  reversal_undone: {
    event: "reversalUndone",
    facts: {
      reversalId: "r2",
      ...shares,
      creditTo: "available",
      takenFrom: { ...byTokens, fromTokens: usd(7_00n), fromLosses: usd(3_00n) },
    },
  },
  token_purchase_reversed: {
    event: "tokenPurchaseReversed",
    facts: { reversalId: "r3", fanId: "zoe", amount: usd(20_00n) },
  },
  token_purchase_reinstated: {
    event: "tokenPurchaseReinstated",
    facts: { reversalId: "r4", fanId: "zoe", amount: usd(20_00n) },
  },
  payout_reserved: { event: "payoutReserved", facts: payout },
  payout_settled: { event: "payoutSettled", facts: payout },
  payout_returned: { event: "payoutReturned", facts: payout },
  transfer_reversed: {
    event: "transferReversed",
    facts: { stripeReversalId: "trr_1", creatorId: "ana", amount: usd(5_00n) },
  },
  transfer_adopted: {
    event: "transferAdopted",
    facts: { stripeTransferId: "tr_1", creatorId: "ana", amount: usd(40_00n) },
  },
  charge_seen: { event: "chargeSeen", facts: { balanceTransactionId: "txn_1", amount: usd(100_00n) } },
  charge_undone: { event: "chargeUndone", facts: { balanceTransactionId: "txn_2", amount: usd(10_00n) } },
  stripe_fee: { event: "stripeFee", facts: { balanceTransactionId: "txn_1", amount: usd(3_20n) } },
  loss_absorbed: { event: "lossAbsorbed", facts: { balanceTransactionId: "txn_3", amount: usd(1_00n) } },
  opening_balance: { event: "openingBalance", facts: { balance: usd(2_500_00n) } },
  stripe_fee_returned: {
    event: "stripeFeeReturned",
    facts: { balanceTransactionId: "txn_4", amount: usd(15_00n) },
  },
  loss_recovered: { event: "lossRecovered", facts: { balanceTransactionId: "txn_5", amount: usd(1_00n) } },
  adjustment: {
    event: "adjustment",
    facts: {
      adjustmentId: "a1",
      debitAccount: "platform:losses",
      creditAccount: "creator:ana:available",
      amount: usd(5_00n),
    },
  },
  debt_written_off: {
    event: "debtWrittenOff",
    facts: { writeOffId: "w1", creatorId: "ana", amount: usd(12_00n) },
  },
};

/** The first block of code under a kind's heading. */
function workedEntry(kind: string): string | null {
  const section = page.split(`### \`${kind}\`\n`)[1]?.split("\n### ")[0] ?? "";
  return /```text\n(.*?)\n```/s.exec(section)?.[1] ?? null;
}

/** As core declares them: `EntryKind` is a type, so it is read from the source. */
function declaredKinds(): readonly string[] {
  const source = readFileSync(join(root, "packages/payouts-core/src/ledger/journal-entry.ts"), "utf8");
  const union = /export type EntryKind =(.*?);/s.exec(source)?.[1] ?? "";
  return [...union.matchAll(/"(\w+)"/g)].map(([, kind = ""]) => kind);
}

describe("docs/ledger.md", () => {
  test("has every kind of entry that core knows, and no other", () => {
    const headings = [...page.matchAll(/^### `(\w+)`$/gm)].map(([, kind = ""]) => kind);
    expect(headings.toSorted()).toEqual(declaredKinds().toSorted());
    expect(Object.keys(events).toSorted()).toEqual(declaredKinds().toSorted());
  });

  test.for(Object.entries(events))("shows %s as core posts it", ([kind, { event, facts }]) => {
    const entry = entryOf[event]?.({ ...facts, effectiveAt });
    expect(entry?.kind).toBe(kind);
    expect(workedEntry(kind)).toBe(ledgerTable(entry ? [entry] : []));
  });
});
