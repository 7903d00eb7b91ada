import { type Money, money } from "../money/money.ts";
import {
  creatorAvailable,
  creatorHeld,
  fanTokens,
  platformClearing,
  platformFees,
  platformLosses,
} from "./account-code.ts";
import { type JournalEntry, credit, debit, journalEntry, withoutZeroSides } from "./journal-entry.ts";

/** Where an earning's gross comes from, or where a refund goes: the fan's tokens, or money. */
export type TokensOrMoney = { readonly kind: "tokens"; readonly fanId: string } | { readonly kind: "money" };

export type EarningFacts = {
  readonly earningId: string;
  readonly creatorId: string;
  readonly net: Money;
  readonly fee: Money;
  readonly fundedBy: TokensOrMoney;
  readonly effectiveAt: Date;
};

/** A tip or a call was credited to the creator, inside the hold. */
export function earningRecorded(facts: EarningFacts): JournalEntry {
  const { earningId, creatorId, net, fee, fundedBy, effectiveAt } = facts;
  return journalEntry({
    idempotencyKey: `earning/${earningId}/recorded`,
    kind: "earning_recorded",
    effectiveAt,
    postings: withoutZeroSides([
      debit(accountOf(fundedBy), sum(net, fee)),
      credit(creatorHeld(creatorId), net),
      credit(platformFees, fee),
    ]),
  });
}

/**
 * The hold is over. The amount is the net less what was reversed of it; an earning that was reversed whole has
 * nothing to release, and no entry.
 */
export function earningReleased(facts: {
  readonly earningId: string;
  readonly creatorId: string;
  readonly amount: Money;
  readonly effectiveAt: Date;
}): JournalEntry {
  const { earningId, creatorId, amount, effectiveAt } = facts;
  return journalEntry({
    idempotencyKey: `earning/${earningId}/released`,
    kind: "earning_released",
    effectiveAt,
    postings: [debit(creatorHeld(creatorId), amount), credit(creatorAvailable(creatorId), amount)],
  });
}

export type EarningReversalFacts = {
  readonly reversalId: string;
  readonly creatorId: string;
  readonly net: Money;
  readonly fee: Money;
  /** `available` once the earning is released; that may leave a debt. */
  readonly from: "held" | "available";
  readonly refundTo: TokensOrMoney;
  readonly effectiveAt: Date;
};

/** A refund or a chargeback took an earning back, whole or in part. */
export function earningReversed(facts: EarningReversalFacts): JournalEntry {
  const { reversalId, creatorId, net, fee, from, refundTo, effectiveAt } = facts;
  return journalEntry({
    idempotencyKey: `reversal/${reversalId}/reversed`,
    kind: "earning_reversed",
    effectiveAt,
    postings: withoutZeroSides([
      debit(creatorPart(creatorId, from), net),
      debit(platformFees, fee),
      credit(accountOf(refundTo), sum(net, fee)),
    ]),
  });
}

export type UndoneReversalFacts = {
  /** Of the row that reports it, so that a reversal can be undone in parts. */
  readonly reversalId: string;
  readonly creatorId: string;
  readonly net: Money;
  readonly fee: Money;
  /** `available` once the earning is past its hold. */
  readonly creditTo: "held" | "available";
  /**
   * Where the gross comes from. Tokens that the refund gave back and the fan spent since are gone: the platform bears
   * them (`fromLosses`), and `fromTokens` is what is still there.
   */
  readonly takenFrom:
    | { readonly kind: "money" }
    | {
        readonly kind: "tokens";
        readonly fanId: string;
        readonly fromTokens: Money;
        readonly fromLosses: Money;
      };
  readonly effectiveAt: Date;
};

/** A dispute was won: the mirror of {@link earningReversed}. */
export function reversalUndone(facts: UndoneReversalFacts): JournalEntry {
  const { reversalId, creatorId, net, fee, creditTo, takenFrom, effectiveAt } = facts;
  const sources =
    takenFrom.kind === "money"
      ? [debit(platformClearing, sum(net, fee))]
      : [
          debit(fanTokens(takenFrom.fanId), takenFrom.fromTokens),
          debit(platformLosses, takenFrom.fromLosses),
        ];
  return journalEntry({
    idempotencyKey: `reversal/${reversalId}/undone`,
    kind: "reversal_undone",
    effectiveAt,
    postings: withoutZeroSides([
      ...sources,
      credit(creatorPart(creatorId, creditTo), net),
      credit(platformFees, fee),
    ]),
  });
}

function accountOf(tokensOrMoney: TokensOrMoney) {
  return tokensOrMoney.kind === "tokens" ? fanTokens(tokensOrMoney.fanId) : platformClearing;
}

function creatorPart(creatorId: string, part: "held" | "available") {
  return part === "held" ? creatorHeld(creatorId) : creatorAvailable(creatorId);
}

/** In the net's currency; a fee in another one leaves the entry unbalanced, which it refuses. */
function sum(net: Money, fee: Money): Money {
  return money(net.amountMinor + fee.amountMinor, net.currency);
}
