import { siblingId } from "../protocol/new-id.ts";
import type { Lookups } from "../protocol/expand.ts";
import type { State } from "../state/state.ts";
import { reversalOfPayment } from "./payments/payment.ts";
import { renderPaymentMethod } from "./cards/render-card.ts";
import { renderDispute } from "./disputes/render-dispute.ts";
import { renderPaymentIntent } from "./payment-intents/render-payment-intent.ts";
import { renderPaymentRefund, renderPayment } from "./payments/render-payment.ts";
import { renderCharge } from "./render-charge.ts";
import { renderRefund } from "./refunds/render-refund.ts";

const refundsField = "#refunds";

/** `charge.refunds`, which is there only when it is expanded: the ten newest. */
function refundsOf(state: State, id: string) {
  const charge = id.slice(0, -refundsField.length);
  const url = `/v1/charges/${charge}/refunds`;
  const refunds = charge.startsWith("py_")
    ? state.reversalsOf(siblingId("tr", charge)).map(renderPaymentRefund)
    : state.refunds.of(charge).map((row) => renderRefund(state, row));
  return { object: "list", data: refunds.slice(-10).toReversed(), has_more: refunds.length > 10, url };
}

/** The objects that an id of this folder stands for, by its prefix. */
export const chargeLookups: Lookups = {
  ch: (state, id) => {
    if (id.endsWith(refundsField)) return refundsOf(state, id);
    const row = state.charges.get(id);
    return row === undefined ? undefined : renderCharge(state, row);
  },
  du: (state, id) => {
    const row = state.disputes.get(id);
    return row === undefined ? undefined : renderDispute(state, row, row.created);
  },
  pi: (state, id) => {
    const row = state.paymentIntents.get(id);
    return row === undefined ? undefined : renderPaymentIntent(state, row);
  },
  pm: (state, id) => {
    const row = state.paymentMethods.get(id);
    return row === undefined ? undefined : renderPaymentMethod(row);
  },
  py: (state, id) => {
    if (id.endsWith(refundsField)) return refundsOf(state, id);
    const row = state.transfers.get(siblingId("tr", id));
    return row === undefined ? undefined : renderPayment(state, row);
  },
  pyr: (state, id) => {
    const row = reversalOfPayment(state, id);
    return row === undefined ? undefined : renderPaymentRefund(row);
  },
  re: (state, id) => {
    const row = state.refunds.get(id);
    return row === undefined ? undefined : renderRefund(state, row);
  },
};
