import { newId } from "../protocol/new-id.ts";
import type { AgendaRow } from "../state/agenda-table.ts";
import { platform } from "../state/rows.ts";
import type { World } from "../world.ts";
import { postMovement } from "./post-movement.ts";

/**
 * A connected balance was below zero for 180 days: the platform pays for it, out of the reserve that was held for it
 * (`connect_collection_transfer` on both sides).
 */
export function coverDeficit({ state, clock }: World, { subject }: AgendaRow): void {
  const balance = state.balances.get(subject);
  if (balance === undefined || balance.available >= 0) return;
  const { owner, currency } = balance;
  const amount = -balance.available;
  const created = clock.nowSeconds();
  const common = {
    type: "connect_collection_transfer",
    fee: 0,
    currency,
    created,
    availableOn: created,
    source: null,
  };
  const description = `Collection of the negative balance of ${owner}`;
  postMovement(state, { ...common, id: newId("mv"), owner, amount, description });
  postMovement(state, { ...common, id: newId("mv"), owner: platform, amount: -amount, description });
}
