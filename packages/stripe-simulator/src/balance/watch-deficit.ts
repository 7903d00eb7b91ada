import type { BalanceRow } from "../state/rows.ts";
import type { State } from "../state/state.ts";

/** The agenda's kind for the end of a platform's patience with a negative connected balance. */
export const deficitEnds = "deficit";

/** After so long the platform's reserve is moved for good (support.stripe.com/questions/connect-reserves-faq). */
const daysMax = 180;

/** Notes since when a connected balance is below zero, or that it no longer is. */
export function watchDeficit(state: State, { id, available }: BalanceRow, nowSeconds: number): void {
  const agendaId = `${deficitEnds}|${id}`;
  const isWatched = state.agenda.get(agendaId) !== undefined;
  if (available >= 0 && isWatched) state.agenda.remove(agendaId);
  if (available >= 0 || isWatched) return;
  state.agenda.put({
    id: agendaId,
    kind: deficitEnds,
    subject: id,
    dueSeconds: nowSeconds + daysMax * 24 * 60 * 60,
  });
}
