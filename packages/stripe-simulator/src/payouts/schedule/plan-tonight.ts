import type { State } from "../../state/state.ts";
import { nextMidnight } from "../business-days.ts";

/** The agenda's kind for the automatic payouts of a night; its id comes after whatever else is due at midnight. */
export const tonight = "tonight";

/** Puts the next midnight's automatic payouts on the agenda, unless they are there. */
export function planTonight(state: State, nowSeconds: number): void {
  if (state.agenda.get(tonight) !== undefined) return;
  state.agenda.put({ id: tonight, kind: tonight, subject: "", dueSeconds: nextMidnight(nowSeconds) });
}
