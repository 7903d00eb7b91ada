import { newId } from "../protocol/new-id.ts";
import { type BalanceRow, platform } from "../state/rows.ts";
import type { State } from "../state/state.ts";
import { planTonight } from "../payouts/schedule/plan-tonight.ts";
import { watchDeficit } from "./watch-deficit.ts";

/** The balance of the platform or a connected account in one currency; all zero when it never had any. */
export function balanceOf(state: State, owner: string, currency: string): BalanceRow {
  const id = `${owner}|${currency}`;
  return state.balances.get(id) ?? { id, owner, currency, available: 0, pending: 0, reserved: 0 };
}

type Posting = {
  readonly owner: string;
  readonly currency: string;
  /** Signed. */
  readonly available?: number;
  readonly pending?: number;
  readonly nowSeconds: number;
};

/**
 * Changes a balance. Whatever takes a connected account below zero is reserved in the platform's balance
 * (`connect_reserved`, balance transaction type `reserve_transaction`) until the account is above it again.
 */
export function postBalance(state: State, posting: Posting): void {
  const { owner, currency, available = 0, pending = 0, nowSeconds } = posting;
  const balance = balanceOf(state, owner, currency);
  const deficitBefore = Math.max(0, -balance.available);
  balance.available += available;
  balance.pending += pending;
  state.balances.put(balance);
  planTonight(state, nowSeconds);
  if (available > 0 && state.waitingRefunds.size > 0) {
    const id = `waiting-refunds|${owner}`;
    state.agenda.put({ id, kind: "waiting-refunds", subject: owner, dueSeconds: nowSeconds });
  }
  const deficitGrowth = Math.max(0, -balance.available) - deficitBefore;
  if (owner === platform || deficitGrowth === 0) return;
  watchDeficit(state, balance, nowSeconds);
  const reserve = balanceOf(state, platform, currency);
  reserve.available -= deficitGrowth;
  reserve.reserved += deficitGrowth;
  state.balances.put(reserve);
  state.movements.put({
    id: newId("mv"),
    owner: platform,
    type: "reserve_transaction",
    amount: -deficitGrowth,
    fee: 0,
    currency,
    created: nowSeconds,
    availableOn: nowSeconds,
    source: null,
    description: `Connect reserve for ${owner}`,
  });
}
