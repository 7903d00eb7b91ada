import { accountReview } from "../accounts/requirements/refresh-account.ts";
import { reviewAccount } from "../accounts/requirements/review-account.ts";
import { coverDeficit } from "../balance/cover-deficit.ts";
import { finishTopup } from "../balance/topups/make-topup.ts";
import { settle } from "../balance/settle.ts";
import { decideByEvidence, disputeByCard, endUnanswered } from "../charges/disputes/change-dispute.ts";
import { expireHold } from "../charges/holds/expire-hold.ts";
import { finishRefund, payWaitingRefunds } from "../charges/refunds/finish-refund.ts";
import { deficitEnds } from "../balance/watch-deficit.ts";
import { deliveryKind } from "../events/delivery/courier.ts";
import { deliverDue } from "../events/delivery/queue-delivery.ts";
import { advancePayout } from "../payouts/advance-payout.ts";
import { payoutStep } from "../payouts/make-payout.ts";
import { payOutTonight } from "../payouts/schedule/pay-out-tonight.ts";
import { tonight } from "../payouts/schedule/plan-tonight.ts";
import type { AgendaRow } from "../state/agenda-table.ts";
import type { World } from "../world.ts";

/** What runs when a row of the agenda is due; the clock shows the instant at which it was due. */
export type AgendaHandler = (world: World, row: AgendaRow) => void;

const handlers: Readonly<Record<string, AgendaHandler>> = {
  settlement: settle,
  topup: finishTopup,
  hold: expireHold,
  dispute: disputeByCard,
  "dispute-due": endUnanswered,
  "dispute-evidence": decideByEvidence,
  refund: finishRefund,
  "waiting-refunds": payWaitingRefunds,
  [accountReview]: reviewAccount,
  [deficitEnds]: coverDeficit,
  [payoutStep]: advancePayout,
  [tonight]: payOutTonight,
  [deliveryKind]: deliverDue,
};

/** A night may have a hundred thousand of them: more than one line of the journal can hold. */
const rowsPerLine = 1000;

/**
 * Lets everything happen that is due on the simulator's clock, each at its own instant and in order. Must run before
 * anyone reads the clock after it was advanced.
 */
export function runDue(world: World): void {
  const { agenda } = world.state;
  for (let handled = 1; ; handled += 1) {
    const row = agenda.first();
    if (row === undefined || row.dueSeconds * 1000 > world.clock.aheadMs()) return;
    const handler = handlers[row.kind];
    if (handler === undefined) throw new Error(`Nothing handles ${row.kind}`);
    agenda.remove(row.id);
    world.clock.during(row.dueSeconds * 1000, () => handler(world, row));
    if (handled % rowsPerLine === 0) void world.commit();
  }
}
