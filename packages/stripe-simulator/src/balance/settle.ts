import type { World } from "../world.ts";
import { announceAvailable } from "./announce-available.ts";
import { postBalance } from "./post-balance.ts";

/** Makes available what is due on the simulator's clock, and says so with `balance.available`. */
export function settleDue(world: World): void {
  if (world.state.settlements.size === 0) return;
  const nowSeconds = world.clock.nowSeconds();
  const due = [...world.state.settlements.values()].filter(({ availableOn }) => availableOn <= nowSeconds);
  for (const { id, owner, currency, amount } of due) {
    postBalance(world.state, { owner, currency, available: amount, pending: -amount, nowSeconds });
    world.state.settlements.remove(id);
  }
  for (const owner of new Set(due.map((settlement) => settlement.owner))) announceAvailable(world, owner);
}
