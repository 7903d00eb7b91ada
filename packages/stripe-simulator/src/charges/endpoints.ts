import type { Endpoint } from "../protocol/endpoint.ts";
import * as charges from "./charge-endpoints.ts";
import { listCharges } from "./list-charges.ts";
import * as disputes from "./disputes/dispute-endpoints.ts";
import {
  cancelPaymentIntent,
  capturePaymentIntent,
  confirmPaymentIntentEndpoint,
} from "./payment-intents/finish-payment-intent.ts";
import * as intents from "./payment-intents/payment-intent-endpoints.ts";
import { createPaymentMethod, retrievePaymentMethod } from "./payment-method-endpoints.ts";
import * as refunds from "./refunds/refund-endpoints.ts";

export const chargeEndpoints: readonly Endpoint[] = [
  charges.createCharge,
  listCharges,
  charges.retrieveCharge,
  charges.updateCharge,
  charges.captureChargeEndpoint,
  intents.createPaymentIntent,
  intents.listPaymentIntents,
  intents.retrievePaymentIntent,
  intents.updatePaymentIntent,
  confirmPaymentIntentEndpoint,
  capturePaymentIntent,
  cancelPaymentIntent,
  createPaymentMethod,
  retrievePaymentMethod,
  refunds.createRefund,
  refunds.listRefunds,
  refunds.retrieveRefund,
  refunds.updateRefund,
  refunds.cancelRefund,
  disputes.listDisputes,
  disputes.retrieveDispute,
  disputes.updateDispute,
  disputes.closeDisputeEndpoint,
];
