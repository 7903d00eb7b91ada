import type { MovementRow } from "../state/rows.ts";
import type { State } from "../state/state.ts";
import { postBalance } from "./post-balance.ts";
import { scheduleSettlement } from "./settle.ts";

/**
 * Posts a movement with its balance transaction (`siblingId("txn", movement.id)`); funds that are available later are
 * pending until then.
 */
export function postMovement(state: State, movement: MovementRow): void {
  const { id, owner, currency, amount, fee, created, availableOn } = movement;
  const net = amount - fee;
  const isPending = availableOn > created;
  state.movements.put(movement);
  postBalance(state, { owner, currency, nowSeconds: created, [isPending ? "pending" : "available"]: net });
  if (isPending) scheduleSettlement(state, { id, owner, currency, amount: net, availableOn });
}
