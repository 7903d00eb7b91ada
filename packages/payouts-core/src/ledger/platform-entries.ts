import { type Money, money } from "../money/money.ts";
import {
  type AccountCode,
  creatorAvailable,
  platformCash,
  platformClearing,
  platformLosses,
  platformStripeFees,
} from "./account-code.ts";
import { type JournalEntry, credit, debit, journalEntry } from "./journal-entry.ts";

/** One balance transaction at Stripe. Its amount and its fee are two events. */
export type BalanceTransactionFacts = {
  /** `txn_…` */
  readonly balanceTransactionId: string;
  /** Above zero; the function says in which direction. */
  readonly amount: Money;
  readonly effectiveAt: Date;
};

/** A charge or a top-up arrived at Stripe. */
export function chargeSeen({
  balanceTransactionId,
  amount,
  effectiveAt,
}: BalanceTransactionFacts): JournalEntry {
  return journalEntry({
    idempotencyKey: `balance-transaction/${balanceTransactionId}/charge-seen`,
    kind: "charge_seen",
    effectiveAt,
    postings: [debit(platformCash, amount), credit(platformClearing, amount)],
  });
}

/** The mirror: a refund, a dispute's withdrawal, or the platform's own payout left Stripe. */
export function chargeUndone(facts: BalanceTransactionFacts): JournalEntry {
  const { balanceTransactionId, amount, effectiveAt } = facts;
  return journalEntry({
    idempotencyKey: `balance-transaction/${balanceTransactionId}/charge-undone`,
    kind: "charge_undone",
    effectiveAt,
    postings: [debit(platformClearing, amount), credit(platformCash, amount)],
  });
}

/** Stripe kept a fee, its dispute fee included. */
export function stripeFee({
  balanceTransactionId,
  amount,
  effectiveAt,
}: BalanceTransactionFacts): JournalEntry {
  return journalEntry({
    idempotencyKey: `balance-transaction/${balanceTransactionId}/fee`,
    kind: "stripe_fee",
    effectiveAt,
    postings: [debit(platformStripeFees, amount), credit(platformCash, amount)],
  });
}

/** Stripe gave a fee back, as after a dispute that was won. */
export function stripeFeeReturned(facts: BalanceTransactionFacts): JournalEntry {
  const { balanceTransactionId, amount, effectiveAt } = facts;
  return journalEntry({
    idempotencyKey: `balance-transaction/${balanceTransactionId}/fee-returned`,
    kind: "stripe_fee_returned",
    effectiveAt,
    postings: [debit(platformCash, amount), credit(platformStripeFees, amount)],
  });
}

/** Stripe took a connected account's negative balance from the platform for good. */
export function lossAbsorbed(facts: BalanceTransactionFacts): JournalEntry {
  const { balanceTransactionId, amount, effectiveAt } = facts;
  return journalEntry({
    idempotencyKey: `balance-transaction/${balanceTransactionId}/loss-absorbed`,
    kind: "loss_absorbed",
    effectiveAt,
    postings: [debit(platformLosses, amount), credit(platformCash, amount)],
  });
}

/** Stripe gave back what it had taken for a connected account's negative balance. */
export function lossRecovered(facts: BalanceTransactionFacts): JournalEntry {
  const { balanceTransactionId, amount, effectiveAt } = facts;
  return journalEntry({
    idempotencyKey: `balance-transaction/${balanceTransactionId}/loss-recovered`,
    kind: "loss_recovered",
    effectiveAt,
    postings: [debit(platformCash, amount), credit(platformLosses, amount)],
  });
}

/**
 * What was in the balance at Stripe before the first movement that these books follow. Below zero, a debt to Stripe, the
 * sides are changed.
 */
export function openingBalance(facts: { readonly balance: Money; readonly effectiveAt: Date }): JournalEntry {
  const { balance, effectiveAt } = facts;
  const { amountMinor, currency } = balance;
  const isDebt = amountMinor < 0n;
  const amount = money(isDebt ? -amountMinor : amountMinor, currency);
  return journalEntry({
    idempotencyKey: `opening/${currency}`,
    kind: "opening_balance",
    effectiveAt,
    postings: isDebt
      ? [debit(platformClearing, amount), credit(platformCash, amount)]
      : [debit(platformCash, amount), credit(platformClearing, amount)],
  });
}

/** Two people moved money between two accounts, with a reason that the approval keeps. */
export function adjustment(facts: {
  readonly adjustmentId: string;
  readonly debitAccount: AccountCode;
  readonly creditAccount: AccountCode;
  readonly amount: Money;
  readonly effectiveAt: Date;
}): JournalEntry {
  const { adjustmentId, debitAccount, creditAccount, amount, effectiveAt } = facts;
  return journalEntry({
    idempotencyKey: `adjustment/${adjustmentId}/posted`,
    kind: "adjustment",
    effectiveAt,
    postings: [debit(debitAccount, amount), credit(creditAccount, amount)],
  });
}

/** Two people gave up a creator's debt: the platform bears it. */
export function debtWrittenOff(facts: {
  readonly writeOffId: string;
  readonly creatorId: string;
  readonly amount: Money;
  readonly effectiveAt: Date;
}): JournalEntry {
  const { writeOffId, creatorId, amount, effectiveAt } = facts;
  return journalEntry({
    idempotencyKey: `debt/${writeOffId}/written-off`,
    kind: "debt_written_off",
    effectiveAt,
    postings: [debit(platformLosses, amount), credit(creatorAvailable(creatorId), amount)],
  });
}
