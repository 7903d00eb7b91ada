import { postMovement } from "../../balance/post-movement.ts";
import { badRequest } from "../../protocol/api-error.ts";
import { newId } from "../../protocol/new-id.ts";
import type { AgendaRow } from "../../state/agenda-table.ts";
import type { World } from "../../world.ts";
import { announce, type Cause } from "../announce.ts";
import { testCard } from "../cards/test-cards.ts";
import type { ChargeRow, DisputeRow } from "../charge-rows.ts";
import { movementOf, unsettledUntil } from "../make-charge.ts";
import { pricesOf } from "../amounts/prices.ts";
import { failWaitingRefunds } from "../refunds/finish-refund.ts";
import { renderCharge } from "../render-charge.ts";
import { renderDispute } from "./render-dispute.ts";

/** How long one has to answer: between a week and three, depending on the network (docs.stripe.com/disputes/responding). */
const answerSeconds = 9 * 24 * 60 * 60;

export type DisputeFacts = {
  readonly reason: string;
  readonly isInquiry: boolean;
  readonly amount: number;
};

/** Disputes a charge: an inquiry only asks, anything else takes the money and a fee at once. */
export function makeDispute(world: World, charge: ChargeRow, facts: DisputeFacts): DisputeRow {
  const { state } = world;
  const created = world.clock.nowSeconds();
  const before = renderCharge(state, charge);
  if (!facts.isInquiry) failWaitingRefunds(world, charge);
  const row: DisputeRow = {
    id: newId("du"),
    owner: charge.owner,
    charge: charge.id,
    amount: facts.amount,
    currency: charge.currency,
    created,
    reason: facts.reason,
    dueBy: created + answerSeconds,
    isInquiry: facts.isInquiry,
    status: facts.isInquiry ? "warning_needs_response" : "needs_response",
    movements: [],
    evidence: {},
    submissionCount: 0,
    submissionMethod: "not_submitted",
    intendedSubmissionMethod: null,
    metadata: {},
  };
  if (!row.isInquiry) withdraw(world, row);
  state.disputes.put(row);
  announceDispute(world, row, "charge.dispute.created");
  if (!row.isInquiry) announceDispute(world, row, "charge.dispute.funds_withdrawn");
  const object = renderCharge(state, charge);
  announce(world, charge.owner, { type: "charge.updated", object, before }, undefined);
  state.agenda.put({ id: `due|${row.id}`, kind: "dispute-due", subject: row.id, dueSeconds: row.dueBy });
  return row;
}

/** What a test card does to a charge as soon as it has succeeded. */
export function disputeByCard(world: World, { subject }: AgendaRow): void {
  const charge = world.state.charges.get(subject);
  const behaviour = testCard(charge?.card.number ?? "")?.behaviour;
  if (charge === undefined || behaviour?.kind !== "disputes" || charge.amountCaptured === 0) return;
  const amount = charge.amount - charge.amountRefunded;
  if (amount > 0) makeDispute(world, charge, { ...behaviour, amount });
}

/** An answer that never came loses the dispute; an inquiry simply ends. */
export function endUnanswered(world: World, { subject }: AgendaRow): void {
  const row = world.state.disputes.get(subject);
  if (row?.status === "needs_response") closeDispute(world, row, "lost", undefined);
  if (row?.status === "warning_needs_response") closeDispute(world, row, "warning_closed", undefined);
}

/** docs.stripe.com/testing#evidence: three texts decide a dispute, anything else leaves it under review. */
export function decideByEvidence(world: World, { subject }: AgendaRow): void {
  const row = world.state.disputes.get(subject);
  if (row === undefined || !row.status.endsWith("under_review")) return;
  const text = row.evidence["uncategorized_text"];
  if (text === "winning_evidence")
    closeDispute(world, row, row.isInquiry ? "warning_closed" : "won", undefined);
  else if (text === "losing_evidence") {
    closeDispute(world, row, row.isInquiry ? "warning_closed" : "lost", undefined);
  } else if (text === "escalate_inquiry_evidence" && row.isInquiry) escalate(world, row);
}

export type ClosedStatus = "won" | "lost" | "warning_closed";

/** Ends a dispute; a won one brings the money and the fee back. Throws 400 when it is over already. */
export function closeDispute(world: World, row: DisputeRow, status: ClosedStatus, cause: Cause): void {
  if (row.status === "won" || row.status === "lost" || row.status === "warning_closed") {
    throw badRequest(undefined, `This dispute is already closed: it has a status of ${row.status}.`);
  }
  const before = renderDispute(world.state, row, world.clock.nowSeconds());
  row.status = status;
  if (status === "won") reinstate(world, row);
  world.state.disputes.put(row);
  world.state.agenda.remove(`due|${row.id}`);
  announceDispute(world, row, "charge.dispute.closed", before, cause);
  if (status === "won") announceDispute(world, row, "charge.dispute.funds_reinstated", undefined, cause);
}

/** An inquiry becomes a chargeback. */
function escalate(world: World, row: DisputeRow): void {
  const before = renderDispute(world.state, row, world.clock.nowSeconds());
  row.isInquiry = false;
  row.status = "needs_response";
  withdraw(world, row);
  world.state.disputes.put(row);
  announceDispute(world, row, "charge.dispute.updated", before);
  announceDispute(world, row, "charge.dispute.funds_withdrawn");
}

/** Takes the disputed amount and the fee, pending while the charge is; the balance may become negative by it. */
function withdraw(world: World, row: DisputeRow): void {
  const { state, clock } = world;
  const created = clock.nowSeconds();
  const id = movementOf(row.id);
  row.movements = [id];
  postMovement(state, {
    id,
    owner: row.owner,
    type: "adjustment",
    amount: -row.amount,
    fee: pricesOf(state).disputeFixed,
    currency: row.currency,
    created,
    availableOn: unsettledUntil(world, row.charge) ?? created,
    source: row.id,
    description: `Chargeback withdrawal for ${row.charge}`,
  });
}

function reinstate({ state, clock }: World, row: DisputeRow): void {
  const withdrawal = state.movements.get(movementOf(row.id));
  if (withdrawal === undefined) return;
  const created = clock.nowSeconds();
  const id = newId("mv");
  row.movements = [...row.movements, id];
  postMovement(state, {
    ...withdrawal,
    id,
    amount: -withdrawal.amount,
    fee: -withdrawal.fee,
    created,
    availableOn: created,
    description: `Chargeback reversal for ${row.charge}`,
  });
}

export function announceDispute(
  world: World,
  row: DisputeRow,
  type: string,
  before?: ReturnType<typeof renderDispute>,
  cause?: Cause,
): void {
  const object = renderDispute(world.state, row, world.clock.nowSeconds());
  announce(world, row.owner, { type, object, ...(before === undefined ? {} : { before }) }, cause);
}
