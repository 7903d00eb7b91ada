import { badRequest, noSuch } from "../protocol/api-error.ts";
import { oneOf, required } from "../protocol/parameters/parameter.ts";
import type { World } from "../world.ts";
import { failPayout, finishPayout } from "../payouts/advance-payout.ts";
import { addBusinessDays } from "../payouts/business-days.ts";
import { payoutFailures, type PayoutFailureCode, type PayoutRow } from "../payouts/payout-rows.ts";
import { renderPayout } from "../payouts/render-payout.ts";
import { controlRoute } from "./control-route.ts";

/** How long after its arrival a bank can still send a payout back (docs.stripe.com/api/payouts/object). */
const lateFailureDays = 5;

const failureCodes = Object.keys(payoutFailures) as PayoutFailureCode[];

export const payoutControls = [
  controlRoute({
    method: "POST",
    path: "/payouts/:id/fail",
    parameters: { code: required(oneOf(...failureCodes)) },
    handle: (world, { code }, { id = "" }) => {
      const row = underWay(world, id, "paid");
      const latest = addBusinessDays(row.arrivalDate, lateFailureDays);
      if (row.status === "paid" && world.clock.nowSeconds() > latest) {
        throw badRequest(undefined, `A paid payout fails within ${lateFailureDays} business days or never.`);
      }
      failPayout(world, row, code);
      return renderPayout(row);
    },
  }),
  controlRoute({
    method: "POST",
    path: "/payouts/:id/pay",
    handle: (world, _values, { id = "" }) => {
      const row = underWay(world, id);
      finishPayout(world, row);
      return renderPayout(row);
    },
  }),
];

/** A payout whose end is still open; throws for one that has met it. */
function underWay({ state }: World, id: string, alsoIn?: PayoutRow["status"]): PayoutRow {
  const row = state.payouts.get(id);
  if (row === undefined) throw noSuch("payout", id);
  if (row.status === "pending" || row.status === "in_transit" || row.status === alsoIn) return row;
  throw badRequest(undefined, `The payout is ${row.status}`);
}
