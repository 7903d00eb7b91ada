import { renderAccount } from "./accounts/render-account.ts";
import { ledgerEntryOf, ownerOf, renderBalanceTransaction } from "./balance/balance-transaction.ts";
import { renderTopup } from "./balance/make-topup.ts";
import type { Lookup } from "./protocol/expand.ts";
import type { StripeObject } from "./protocol/stripe-object.ts";
import type { State } from "./state/state.ts";
import { renderReversal, renderTransfer } from "./transfers/render-transfer.ts";

/** Finds any object by its id, as `expand` needs it. */
export function objectLookup(state: State): Lookup {
  const byPrefix: Readonly<Record<string, (id: string) => StripeObject | undefined>> = {
    acct: (id) => shown(state.accounts.get(id), renderAccount),
    tr: (id) => shown(state.transfers.get(id), (row) => renderTransfer(state, row)),
    tu: (id) => shown(state.topups.get(id), renderTopup),
    txn: (id) =>
      shown(ledgerEntryOf(state, id), (entry) => renderBalanceTransaction(state, entry, ownerOf(entry, id))),
    trr: (id) => shown(state.reversals.get(id), renderReversal),
  };
  return (id) => byPrefix[id.slice(0, id.indexOf("_"))]?.(id);
}

function shown<Row>(row: Row | undefined, render: (row: Row) => StripeObject): StripeObject | undefined {
  return row === undefined ? undefined : render(row);
}
