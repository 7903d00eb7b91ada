import { ledgerEntryOf, ownerOf, renderBalanceTransaction } from "./balance-transaction.ts";
import { renderTopup } from "./topups/make-topup.ts";
import type { Lookups } from "../protocol/expand.ts";

/** The objects that an id of this folder stands for, by its prefix. */
export const balanceLookups: Lookups = {
  tu: (state, id) => {
    const row = state.topups.get(id);
    return row === undefined ? undefined : renderTopup(row);
  },
  txn: (state, id) => {
    const entry = ledgerEntryOf(state, id);
    return entry === undefined ? undefined : renderBalanceTransaction(state, entry, ownerOf(entry, id));
  },
};
