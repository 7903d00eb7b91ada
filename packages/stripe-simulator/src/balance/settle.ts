import type { AgendaRow } from "../state/agenda-table.ts";
import type { SettlementRow } from "../state/rows.ts";
import type { State } from "../state/state.ts";
import type { World } from "../world.ts";
import { announceAvailable } from "./announce-available.ts";
import { postBalance } from "./post-balance.ts";

/** Puts funds that become available later on the agenda: once per owner and instant, for one `balance.available`. */
export function scheduleSettlement(state: State, row: SettlementRow): void {
  state.settlements.put(row);
  const id = `settlement|${row.owner}|${row.availableOn}`;
  if (state.agenda.get(id) !== undefined) return;
  state.agenda.put({ id, kind: "settlement", subject: row.owner, dueSeconds: row.availableOn });
}

/** Makes available what an owner was waiting for, and says so. */
export function settle(world: World, { subject: owner, dueSeconds }: AgendaRow): void {
  const nowSeconds = world.clock.nowSeconds();
  const due = world.state.settlements.dueAt(owner, dueSeconds);
  // In one sum per currency: what comes and goes at the same instant never shows.
  const sums = new Map<string, number>();
  for (const { id, currency, amount } of due) {
    sums.set(currency, (sums.get(currency) ?? 0) + amount);
    world.state.settlements.remove(id);
  }
  for (const [currency, amount] of sums) {
    postBalance(world.state, { owner, currency, available: amount, pending: -amount, nowSeconds });
  }
  if (due.length > 0) announceAvailable(world, owner);
}
