import { renderReversal, renderTransfer } from "./render-transfer.ts";
import type { Lookups } from "../protocol/expand.ts";

/** The objects that an id of this folder stands for, by its prefix. */
export const transferLookups: Lookups = {
  tr: (state, id) => {
    const row = state.transfers.get(id);
    return row === undefined ? undefined : renderTransfer(state, row);
  },
  trr: (state, id) => {
    const row = state.reversals.get(id);
    return row === undefined ? undefined : renderReversal(row);
  },
};
