import type { Lookup, Lookups } from "../protocol/expand.ts";
import type { State } from "../state/state.ts";
import { externalAccountById, renderExternalAccount } from "./external-accounts/external-accounts.ts";
import { renderDeletedExternalAccount } from "./external-accounts/render-external-account.ts";
import { renderPayout } from "./render-payout.ts";

/** The objects that an id of this folder stands for, by its prefix. */
export const payoutLookups: Lookups = {
  po: (state, id) => {
    const row = state.payouts.get(id);
    return row === undefined ? undefined : renderPayout(row);
  },
  ba: externalAccount,
  card: externalAccount,
};

function externalAccount(state: State, id: string): ReturnType<Lookup> {
  const row = externalAccountById(state, id);
  if (row === undefined) return undefined;
  return row.deleted ? renderDeletedExternalAccount(row) : renderExternalAccount(row);
}
