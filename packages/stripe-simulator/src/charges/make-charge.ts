import { announceAvailable } from "../balance/announce-available.ts";
import { postMovement } from "../balance/post-movement.ts";
import { cardError, type ApiError } from "../protocol/api-error.ts";
import { newId, siblingId } from "../protocol/new-id.ts";
import { makeTransfer } from "../transfers/make-transfer.ts";
import type { World } from "../world.ts";
import { announce, type Cause } from "./announce.ts";
import { cardIdOf } from "./cards/render-card.ts";
import { testCard } from "./cards/test-cards.ts";
import type { CardRow, ChargeRow, ChargeTerms, Decline } from "./charge-rows.ts";
import { holdSeconds } from "./holds/hold-seconds.ts";
import { chargeFee, pricesOf } from "./amounts/prices.ts";
import { renderCharge } from "./render-charge.ts";

export type ChargeFacts = ChargeTerms & {
  readonly owner: string;
  readonly amount: number;
  readonly currency: string;
  readonly card: CardRow;
  /** Null where a token or a number was the source. */
  readonly paymentMethod: string | null;
  readonly paymentIntent: string | null;
  readonly capture: boolean;
};

/**
 * Charges a card. A card that declines leaves a failed charge behind, which the caller turns into Stripe's 402
 * (`declineError`).
 */
export function makeCharge(world: World, facts: ChargeFacts, cause: Cause): ChargeRow {
  const { capture, paymentMethod, ...rest } = facts;
  const id = newId("ch");
  const behaviour = testCard(facts.card.number)?.behaviour;
  const decline = behaviour?.kind === "declines" ? behaviour.decline : null;
  const row: ChargeRow = {
    ...rest,
    id,
    created: world.clock.nowSeconds(),
    paymentMethod: paymentMethod ?? cardIdOf(id),
    decline,
    captured: capture && decline === null,
    amountCaptured: capture && decline === null ? facts.amount : 0,
    amountRefunded: 0,
    transfer: null,
    userReport: null,
  };
  world.state.charges.put(row);
  if (row.captured) collect(world, row, cause);
  const type = decline === null ? "charge.succeeded" : "charge.failed";
  announce(world, row.owner, { type, object: renderCharge(world.state, row) }, cause);
  if (!row.captured && decline === null) {
    const dueSeconds = row.created + holdSeconds;
    world.state.agenda.put({ id: `hold|${id}`, kind: "hold", subject: id, dueSeconds });
  }
  if (behaviour?.kind === "disputes") {
    const dueSeconds = row.created;
    world.state.agenda.put({ id: `dispute|${id}`, kind: "dispute", subject: id, dueSeconds });
  }
  return row;
}

/** Captures an authorized charge; whatever is left of it goes back to the card (docs.stripe.com/api/charges/capture). */
export function captureCharge(world: World, row: ChargeRow, amount: number, cause: Cause): void {
  const before = renderCharge(world.state, row);
  row.captured = true;
  row.amountCaptured = amount;
  row.amountRefunded = row.amount - amount;
  collect(world, row, cause);
  world.state.charges.put(row);
  const object = renderCharge(world.state, row);
  announce(world, row.owner, { type: "charge.captured", object, before }, cause);
}

/** Gives an authorized charge up without ever capturing it. */
export function releaseCharge(
  world: World,
  row: ChargeRow,
  cause: Cause,
  type: "charge.refunded" | "charge.expired" = "charge.refunded",
): void {
  const before = renderCharge(world.state, row);
  row.amountRefunded = row.amount;
  world.state.charges.put(row);
  announce(world, row.owner, { type, object: renderCharge(world.state, row), before }, cause);
}

/** Brings what was captured into the balance: pending for two days, or at once with the cards that bypass it. */
function collect(world: World, row: ChargeRow, cause: Cause): void {
  const { state, clock } = world;
  const created = clock.nowSeconds();
  const bypasses = testCard(row.card.number)?.behaviour.kind === "bypasses_pending";
  postMovement(state, {
    id: movementOf(row.id),
    owner: row.owner,
    type: "charge",
    amount: row.amountCaptured,
    fee: chargeFee(state, row.amountCaptured),
    currency: row.currency,
    created,
    availableOn: bypasses ? created : created + pricesOf(state).chargePendingSeconds,
    source: row.id,
    description: row.description,
  });
  if (row.transferData !== null) forward(world, row, row.transferData, cause);
  if (bypasses) announceAvailable(world, row.owner);
}

/** A destination charge transfers its money by itself. */
function forward(
  world: World,
  row: ChargeRow,
  { destination, amount }: { readonly destination: string; readonly amount: number | null },
  cause: Cause,
): void {
  row.transferGroup ??= `group_${row.paymentIntent ?? row.id}`;
  row.transfer = makeTransfer(
    world,
    {
      amount: Math.min(amount ?? row.amountCaptured, row.amountCaptured),
      currency: row.currency,
      destination,
      sourceTransaction: row.id,
      availableOn: unsettledUntil(world, row.id),
      transferGroup: row.transferGroup,
    },
    cause,
  ).id;
  world.state.charges.put(row);
}

/** The movement that brings a charge, a refund or a dispute into or out of a balance. */
export function movementOf(id: string): string {
  return siblingId("mv", id);
}

/** Unix seconds from which a charge's money is available; undefined once it is. */
export function unsettledUntil({ state }: World, charge: string): number | undefined {
  return state.settlements.get(movementOf(charge))?.availableOn;
}

/** 402 `card_error` for a declined charge. */
export function declineError(
  decline: Decline,
  details: Parameters<typeof cardError>[2] & { readonly charge: string },
): ApiError {
  const { code, declineCode, message } = decline;
  const param = paramsOfCodes[code];
  return cardError(code, message, {
    ...details,
    ...(declineCode === null ? {} : { decline_code: declineCode }),
    ...(param === undefined ? {} : { param }),
  });
}

const paramsOfCodes: Readonly<Record<string, string>> = { expired_card: "exp_month", incorrect_cvc: "cvc" };
