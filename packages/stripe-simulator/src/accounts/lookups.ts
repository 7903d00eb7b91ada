import { renderAccount } from "./v1/render-account.ts";
import type { Lookups } from "../protocol/expand.ts";

/** The objects that an id of this folder stands for, by its prefix. */
export const accountLookups: Lookups = {
  acct: (state, id) => {
    const row = state.accounts.get(id);
    return row === undefined ? undefined : renderAccount(state, row);
  },
};
