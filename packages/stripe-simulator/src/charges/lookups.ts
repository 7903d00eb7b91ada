import { siblingId } from "../protocol/new-id.ts";
import type { Lookups } from "../protocol/expand.ts";
import { renderPaymentMethod } from "./cards/render-card.ts";
import { renderDispute } from "./disputes/render-dispute.ts";
import { renderPaymentIntent } from "./payment-intents/render-payment-intent.ts";
import { renderPaymentRefund, renderPayment } from "./render-payment.ts";
import { renderCharge } from "./render-charge.ts";
import { renderRefund } from "./refunds/render-refund.ts";

/** The objects that an id of this folder stands for, by its prefix. */
export const chargeLookups: Lookups = {
  ch: (state, id) => {
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
    const row = state.transfers.get(siblingId("tr", id));
    return row === undefined ? undefined : renderPayment(state, row);
  },
  pyr: (state, id) => {
    const row = state.reversals.get(siblingId("trr", id).replace("_1SiC", "_1Sim"));
    return row === undefined ? undefined : renderPaymentRefund(row);
  },
  re: (state, id) => {
    const row = state.refunds.get(id);
    return row === undefined ? undefined : renderRefund(state, row);
  },
};
