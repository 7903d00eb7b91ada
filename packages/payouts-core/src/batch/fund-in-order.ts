/** An item that waits for the platform's balance; all of one currency. */
export type ItemToFund = {
  readonly payoutItemId: string;
  readonly amountMinor: bigint;
  /** The creator was left out when funds were short the last time. */
  readonly leftOutBefore: boolean;
};

/**
 * Divides short funds: whoever was left out last time first, then the smallest amount, then the id. An item that does
 * not fit is passed over, so that one large payout never stops those behind it.
 *
 * @returns ids in that order.
 */
export function fundInOrder(facts: { readonly items: readonly ItemToFund[]; readonly fundsMinor: bigint }): {
  readonly funded: readonly string[];
  readonly short: readonly string[];
} {
  const funded: string[] = [];
  const short: string[] = [];
  let leftMinor = facts.fundsMinor;
  for (const { payoutItemId, amountMinor } of facts.items.toSorted(byTurn)) {
    if (amountMinor <= leftMinor) {
      funded.push(payoutItemId);
      leftMinor -= amountMinor;
    } else {
      short.push(payoutItemId);
    }
  }
  return { funded, short };
}

function byTurn(a: ItemToFund, b: ItemToFund): number {
  if (a.leftOutBefore !== b.leftOutBefore) return a.leftOutBefore ? -1 : 1;
  if (a.amountMinor !== b.amountMinor) return a.amountMinor < b.amountMinor ? -1 : 1;
  return a.payoutItemId < b.payoutItemId ? -1 : 1;
}
