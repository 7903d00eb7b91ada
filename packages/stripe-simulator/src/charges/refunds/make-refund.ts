import { balanceOf } from "../../balance/post-balance.ts";
import { postMovement } from "../../balance/post-movement.ts";
import { badRequest } from "../../protocol/api-error.ts";
import { newId } from "../../protocol/new-id.ts";
import type { Metadata } from "../../state/rows.ts";
import { makeReversal, reversibleAmount } from "../../transfers/make-reversal.ts";
import type { World } from "../../world.ts";
import { announce, type Cause } from "../announce.ts";
import { checkAmountGrain } from "../amounts/check-charge-amount.ts";
import { testCard } from "../cards/test-cards.ts";
import type { ChargeRow, RefundRow } from "../charge-rows.ts";
import { movementOf, unsettledUntil } from "../make-charge.ts";
import { moneyText } from "../amounts/money-text.ts";
import { renderCharge } from "../render-charge.ts";
import { renderRefund } from "./render-refund.ts";

/** How long the test cards take whose refunds succeed or fail only later. */
export const laterSeconds = 3;

/**
 * The amount to give back: what was asked, or all that is left. Throws 400: `charge_already_refunded`, `charge_disputed`,
 * and without a code for a charge that took nothing or less than asked (docs.stripe.com/api/refunds/create).
 */
export function refundableAmount({ state }: World, charge: ChargeRow, asked: number | undefined): number {
  const left = charge.amount - charge.amountRefunded;
  if (charge.decline !== null) {
    throw badRequest("charge_not_refundable", `Charge ${charge.id} has failed and cannot be refunded.`);
  }
  if (left === 0) {
    throw badRequest("charge_already_refunded", `Charge ${charge.id} has already been refunded.`);
  }
  const isChargedBack = state.disputes
    .of(charge.id)
    .some(({ isInquiry, status }) => !isInquiry && status !== "won");
  if (isChargedBack) {
    throw badRequest("charge_disputed", `Charge ${charge.id} has been charged back; cannot issue a refund.`);
  }
  const amount = asked ?? left;
  if (amount > left) {
    const { currency } = charge;
    throw badRequest(
      undefined,
      `Refund amount (${moneyText(amount, currency)}) is greater than unrefunded amount on charge (${moneyText(left, currency)})`,
      "amount",
    );
  }
  checkAmountGrain(amount, charge.currency);
  if (charge.captured) return amount;
  if (charge.paymentIntent !== null) {
    throw badRequest(
      "charge_not_refundable",
      `Charge ${charge.id} is not captured: cancel its PaymentIntent (${charge.paymentIntent}) instead.`,
    );
  }
  if (amount < left) {
    throw badRequest(undefined, "You cannot partially refund an uncaptured charge.", "amount");
  }
  return amount;
}

export type RefundFacts = {
  readonly amount: number;
  readonly reason: string | null;
  readonly metadata: Metadata;
  readonly reverseTransfer: boolean;
};

/**
 * What a refund takes back from a destination charge's transfer: in proportion. Throws 400 when there is no transfer, or
 * when the connected account cannot give it.
 */
export function reversalOfRefund(world: World, charge: ChargeRow, amount: number): number {
  const transfer = charge.transfer === null ? undefined : world.state.transfers.get(charge.transfer);
  if (transfer === undefined) {
    throw badRequest(
      undefined,
      `Cannot reverse transfer on ${charge.id} because it does not have an associated transfer.`,
      "reverse_transfer",
    );
  }
  const share = Math.round((transfer.amount * amount) / charge.amountCaptured);
  return reversibleAmount(world, transfer, Math.min(share, transfer.amount - transfer.amountReversed));
}

/**
 * Gives money of a charge back to the card. It comes out of the same part of the balance that the charge is in; an
 * available balance that does not cover it leaves the refund pending until it does
 * (support.stripe.com/questions/pending-refunds-due-to-insufficient-stripe-balance). The fee of the charge is kept.
 */
export function makeRefund(world: World, charge: ChargeRow, facts: RefundFacts, cause: Cause): RefundRow {
  const { state } = world;
  const before = renderCharge(state, charge);
  const behaviour = testCard(charge.card.number)?.behaviour.kind;
  const row: RefundRow = {
    id: newId(charge.id.startsWith("py") ? "pyr" : "re"),
    owner: charge.owner,
    charge: charge.id,
    amount: facts.amount,
    currency: charge.currency,
    created: world.clock.nowSeconds(),
    reason: facts.reason,
    status: behaviour === "refund_pends" ? "pending" : "succeeded",
    pendingReason: behaviour === "refund_pends" ? "processing" : null,
    failureReason: null,
    movement: null,
    failureMovement: null,
    transferReversal: null,
    metadata: facts.metadata,
  };
  if (charge.captured && coversRefund(world, row)) payRefund(world, row);
  else if (charge.captured) {
    row.status = "pending";
    row.pendingReason = "insufficient_funds";
    state.waitingRefunds.put({ id: row.id, owner: row.owner });
  }
  charge.amountRefunded += row.amount;
  state.charges.put(charge);
  const transfer = facts.reverseTransfer ? state.transfers.get(charge.transfer ?? "") : undefined;
  if (transfer !== undefined) {
    const share = Math.round((transfer.amount * row.amount) / charge.amountCaptured);
    const taken = Math.min(share, transfer.amount - transfer.amountReversed);
    const marks = { metadata: {}, sourceRefund: row.id };
    if (taken > 0) row.transferReversal = makeReversal(world, transfer, taken, marks, cause).id;
  }
  state.refunds.put(row);
  announce(world, row.owner, { type: "refund.created", object: renderRefund(state, row) }, cause);
  const object = renderCharge(state, charge);
  announce(world, row.owner, { type: "charge.refunded", object, before }, cause);
  return row;
}

/** Whether the money is there: always while the charge itself is pending, for that is where it is taken from. */
export function coversRefund(world: World, { charge, owner, currency, amount }: RefundRow): boolean {
  if (unsettledUntil(world, charge) !== undefined) return true;
  return balanceOf(world.state, owner, currency).available >= amount;
}

/** Takes a refund out of the balance; the test cards for it settle the refund a little later. */
export function payRefund(world: World, row: RefundRow): void {
  const { state, clock } = world;
  const created = clock.nowSeconds();
  const charge = state.charges.get(row.charge);
  row.movement = movementOf(row.id);
  postMovement(state, {
    id: row.movement,
    owner: row.owner,
    type: "refund",
    amount: -row.amount,
    fee: 0,
    currency: row.currency,
    created,
    availableOn: unsettledUntil(world, row.charge) ?? created,
    source: row.id,
    description: charge?.description ?? null,
  });
  const behaviour = charge === undefined ? undefined : testCard(charge.card.number)?.behaviour.kind;
  if (behaviour === "refund_pends" || behaviour === "refund_fails") {
    const dueSeconds = created + laterSeconds;
    state.agenda.put({ id: `refund|${row.id}`, kind: "refund", subject: row.id, dueSeconds });
  }
}
