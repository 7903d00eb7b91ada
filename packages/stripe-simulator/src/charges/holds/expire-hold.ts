import type { AgendaRow } from "../../state/agenda-table.ts";
import type { World } from "../../world.ts";
import { releaseCharge } from "../make-charge.ts";
import { moveTo } from "../payment-intents/confirm-payment-intent.ts";

/** An authorization that nobody captured in time is gone, and its payment intent with it. */
export function expireHold(world: World, { subject }: AgendaRow): void {
  const { state } = world;
  const charge = state.charges.get(subject);
  if (charge === undefined || charge.captured || charge.amountRefunded > 0) return;
  releaseCharge(world, charge, undefined, "charge.expired");
  const intent = state.paymentIntents.get(charge.paymentIntent ?? "");
  if (intent === undefined) return;
  intent.canceledAt = world.clock.nowSeconds();
  intent.cancellationReason = "automatic";
  moveTo(world, intent, "canceled", undefined);
}
