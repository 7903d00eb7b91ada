import { externalAccountsOf } from "../payouts/external-accounts/external-accounts.ts";
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
  const nothing = rows.map(({ currency }) => ({ amount: 0, currency }));
  return {
    object: "balance" as const,
    available: rows.map(({ available, currency }) => funds(available, currency)),
    ...(owner === platform
      ? { connect_reserved: rows.map(({ reserved, currency }) => ({ amount: reserved, currency })) }
      : {}),
    instant_available: rows.flatMap((row) => instantFunds(state, row)),
    livemode: false,
    pending: rows.map(({ pending, currency }) => funds(pending, currency)),
    refund_and_dispute_prefunding: { available: nothing, pending: nothing },
  };
}

/** All money comes from cards here: there are no legacy bank debits, and no FPX. */
function funds(amount: number, currency: string) {
  return { amount, currency, source_types: { card: amount } };
}

/** What could go out within half an hour, where there is an external account that takes it. */
function instantFunds(state: State, { owner, currency, available }: BalanceRow) {
  const takers = externalAccountsOf(state, owner).filter(
    (row) => row.currency === currency && row.takesInstantPayouts && row.status !== "errored",
  );
  if (takers.length === 0) return [];
  const amount = Math.max(0, available);
  return [
    {
      ...funds(amount, currency),
      net_available: takers.map(({ id }) => ({ amount, destination: id, source_types: { card: amount } })),
    },
  ];
}
