import { accountLookups } from "./accounts/lookups.ts";
import { balanceLookups } from "./balance/lookups.ts";
import { chargeLookups } from "./charges/lookups.ts";
import { payoutLookups } from "./payouts/lookups.ts";
import type { Lookup, Lookups } from "./protocol/expand.ts";
import type { State } from "./state/state.ts";
import { transferLookups } from "./transfers/lookups.ts";

const lookups: Lookups = {
  ...accountLookups,
  ...balanceLookups,
  ...chargeLookups,
  ...payoutLookups,
  ...transferLookups,
};

/** Finds any object by its id, as `expand` needs it. */
export function objectLookup(state: State): Lookup {
  return (id) => lookups[id.slice(0, id.indexOf("_"))]?.(state, id);
}
