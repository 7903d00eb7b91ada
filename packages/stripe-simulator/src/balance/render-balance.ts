import { type BalanceRow, platform } from "../state/rows.ts";
import type { State } from "../state/state.ts";

/** Stripe's `balance` object. An account without any movement shows zero in its default currency. */
export function renderBalance(state: State, owner: string, defaultCurrency: string) {
  const known = state.balancesOf(owner);
  const empty: BalanceRow = {
    id: "",
    owner,
    currency: defaultCurrency,
    available: 0,
    pending: 0,
    reserved: 0,
  };
  const rows = known.length > 0 ? known : [empty];
  const funds = (amount: number, currency: string) => ({ amount, currency, source_types: { card: amount } });
  return {
    object: "balance" as const,
    available: rows.map(({ available, currency }) => funds(available, currency)),
    ...(owner === platform
      ? { connect_reserved: rows.map(({ reserved, currency }) => ({ amount: reserved, currency })) }
      : {}),
    livemode: false,
    pending: rows.map(({ pending, currency }) => funds(pending, currency)),
  };
}
