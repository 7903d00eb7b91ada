import type { TokenBalance } from "@payrun/db";
import type { CurrencyCode } from "@payrun/payouts-core";

type Fan = { readonly fanId: string; readonly currency: CurrencyCode };

/** Fans' unspent token value while the rows of a call are decided one after the other. */
export type RunningBalances = {
  /** Minor units; 0 for a fan who never bought any in this currency. */
  readonly unspent: (fan: Fan) => bigint;
  /** Adds, or takes when negative; the caller has compared with `unspent`. */
  readonly move: (fan: Fan, amountMinor: bigint) => void;
};

export function runningBalances(balances: readonly TokenBalance[]): RunningBalances {
  const unspentMinor = new Map(balances.map((balance) => [keyOf(balance), balance.unspentMinor]));
  const unspent = (fan: Fan) => unspentMinor.get(keyOf(fan)) ?? 0n;
  return {
    unspent,
    move: (fan, amountMinor) => {
      unspentMinor.set(keyOf(fan), unspent(fan) + amountMinor);
    },
  };
}

function keyOf({ fanId, currency }: Fan): string {
  return `${fanId} ${currency}`;
}
