import type { Money } from "../money/money.ts";
import { fanTokens, platformClearing } from "./account-code.ts";
import { type JournalEntry, credit, debit, journalEntry } from "./journal-entry.ts";

export type TokenPurchaseFacts = {
  readonly purchaseId: string;
  readonly fanId: string;
  readonly amount: Money;
  readonly effectiveAt: Date;
};

export type TokenPurchaseReversalFacts = {
  /** Of the row that reports it: a purchase can be reversed, and reinstated, in parts. */
  readonly reversalId: string;
  readonly fanId: string;
  readonly amount: Money;
  readonly effectiveAt: Date;
};

/** The host reports that a fan bought tokens. */
export function tokensBought({ purchaseId, fanId, amount, effectiveAt }: TokenPurchaseFacts): JournalEntry {
  return journalEntry({
    idempotencyKey: `purchase/${purchaseId}/bought`,
    kind: "tokens_bought",
    effectiveAt,
    postings: [debit(platformClearing, amount), credit(fanTokens(fanId), amount)],
  });
}

/** The unspent part of a purchase went back to the fan; what was spent is a matter of its earnings. */
export function tokenPurchaseReversed(facts: TokenPurchaseReversalFacts): JournalEntry {
  const { reversalId, fanId, amount, effectiveAt } = facts;
  return journalEntry({
    idempotencyKey: `purchase-reversal/${reversalId}/reversed`,
    kind: "token_purchase_reversed",
    effectiveAt,
    postings: [debit(fanTokens(fanId), amount), credit(platformClearing, amount)],
  });
}

/** The dispute over a purchase was won: the fan has the tokens again. */
export function tokenPurchaseReinstated(facts: TokenPurchaseReversalFacts): JournalEntry {
  const { reversalId, fanId, amount, effectiveAt } = facts;
  return journalEntry({
    idempotencyKey: `purchase-reversal/${reversalId}/reinstated`,
    kind: "token_purchase_reinstated",
    effectiveAt,
    postings: [debit(platformClearing, amount), credit(fanTokens(fanId), amount)],
  });
}
