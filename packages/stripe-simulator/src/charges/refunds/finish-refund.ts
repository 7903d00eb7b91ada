import { postMovement } from "../../balance/post-movement.ts";
import { newId } from "../../protocol/new-id.ts";
import type { AgendaRow } from "../../state/agenda-table.ts";
import type { World } from "../../world.ts";
import { announce } from "../announce.ts";
import { testCard } from "../cards/test-cards.ts";
import type { ChargeRow, RefundRow } from "../charge-rows.ts";
import { renderCharge } from "../render-charge.ts";
import { coversRefund, payRefund } from "./make-refund.ts";
import { renderRefund } from "./render-refund.ts";

/** Brings a refund of a test card to its end: the pending one succeeds, the other fails and its money returns. */
export function finishRefund(world: World, { subject }: AgendaRow): void {
  const row = world.state.refunds.get(subject);
  const charge = world.state.charges.get(row?.charge ?? "");
  if (row === undefined || charge === undefined) return;
  if (testCard(charge.card.number)?.behaviour.kind === "refund_fails") failRefund(world, row, charge);
  else changeRefund(world, row, { status: "succeeded", pendingReason: null });
}

function failRefund(world: World, row: RefundRow, charge: ChargeRow): void {
  const { state, clock } = world;
  const created = clock.nowSeconds();
  const failureMovement = newId("mv");
  postMovement(state, {
    id: failureMovement,
    owner: row.owner,
    type: "refund_failure",
    amount: row.amount,
    fee: 0,
    currency: row.currency,
    created,
    availableOn: created,
    source: row.id,
    description: `REFUND FAILURE (${charge.id})`,
  });
  const before = renderCharge(state, charge);
  charge.amountRefunded -= row.amount;
  state.charges.put(charge);
  changeRefund(world, row, { status: "failed", failureReason: "unknown", failureMovement }, "refund.failed");
  announce(
    world,
    row.owner,
    { type: "charge.updated", object: renderCharge(state, charge), before },
    undefined,
  );
}

/** Pays what waits for its owner's balance, oldest first, as far as the balance goes. */
export function payWaitingRefunds(world: World, { subject: owner }: AgendaRow): void {
  const { state } = world;
  for (const { id } of [...state.waitingRefunds.values()].filter((waiting) => waiting.owner === owner)) {
    const row = state.refunds.get(id);
    if (row === undefined || !coversRefund(world, row)) continue;
    state.waitingRefunds.remove(id);
    payRefund(world, row);
    changeRefund(world, row, { status: "succeeded", pendingReason: null });
  }
}

/**
 * A refund that still waits for its money fails when the charge is disputed: the bank takes the money itself
 * (support.stripe.com/questions/pending-refunds-due-to-insufficient-funds-or-stripe-balance).
 */
export function failWaitingRefunds(world: World, charge: ChargeRow): void {
  const { state } = world;
  for (const row of state.refunds.of(charge.id)) {
    if (state.waitingRefunds.get(row.id) === undefined) continue;
    state.waitingRefunds.remove(row.id);
    charge.amountRefunded -= row.amount;
    state.charges.put(charge);
    const failureReason = "charge_for_pending_refund_disputed";
    changeRefund(world, row, { status: "failed", pendingReason: null, failureReason }, "refund.failed");
  }
}

type Change = Partial<Pick<RefundRow, "status" | "pendingReason" | "failureReason" | "failureMovement">>;

function changeRefund(world: World, row: RefundRow, change: Change, type = "refund.updated"): void {
  const before = renderRefund(world.state, row);
  Object.assign(row, change);
  world.state.refunds.put(row);
  const object = renderRefund(world.state, row);
  announce(world, row.owner, { type, object, before }, undefined);
  if (type === "refund.updated") {
    announce(world, row.owner, { type: "charge.refund.updated", object, before }, undefined);
  }
}
