import { recordEvent } from "../events/record-event.ts";
import { platform } from "../state/rows.ts";
import type { World } from "../world.ts";
import { renderBalance } from "./render-balance.ts";

/** Records `balance.available` for the platform or a connected account. */
export function announceAvailable(world: World, owner: string): void {
  recordEvent(world, {
    type: "balance.available",
    account: owner === platform ? null : owner,
    object: renderBalance(world.state, owner, "usd"),
  });
}
