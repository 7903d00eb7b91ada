import { badRequest, noSuch } from "../protocol/api-error.ts";
import type { Call } from "../protocol/endpoint.ts";
import { mergeMetadata, metadata, type MetadataChange } from "../protocol/parameters/metadata.ts";
import {
  amount,
  anything,
  clearableText,
  integer,
  optional,
  type RawValue,
  required,
  shapeOf,
  text,
} from "../protocol/parameters/parameter.ts";
import { receivingAccount } from "../transfers/receiving-account.ts";
import type { ChargeTerms, ShippingRow, TransferDataRow } from "./charge-rows.ts";
import { shippingRow } from "./render-charge.ts";

const readShipping = shapeOf({
  address: required(
    shapeOf({
      city: optional(text()),
      country: optional(text()),
      line1: optional(text()),
      line2: optional(text()),
      postal_code: optional(text()),
      state: optional(text()),
    }),
  ),
  carrier: optional(text()),
  name: required(text()),
  phone: optional(text()),
  tracking_number: optional(text()),
});

const readTransferData = shapeOf({
  amount: optional(amount),
  description: optional(text()),
  destination: optional(text()),
  metadata: optional(anything),
  payment_data: optional(anything),
});

export function shipping(raw: RawValue, name: string): ShippingRow | null {
  return raw === "" ? null : shippingRow(readShipping(raw, name));
}

/** What a payment intent can still be given after it was made. */
export const changeableTerms = {
  application_fee_amount: optional(integer({ min: 0 })),
  customer: optional(text()),
  description: optional(clearableText()),
  expand: optional(anything),
  metadata: optional(metadata),
  receipt_email: optional(clearableText()),
  shipping: optional(shipping),
  statement_descriptor: optional(text(22)),
  statement_descriptor_suffix: optional(text(22)),
  transfer_data: optional(readTransferData),
  transfer_group: optional(text()),
};

/** What charges and payment intents have in common, and hand on to one another. */
export const termParameters = { ...changeableTerms, on_behalf_of: optional(text()) };

export type TermValues = {
  readonly application_fee_amount?: number | undefined;
  readonly customer?: string | undefined;
  readonly description?: string | null | undefined;
  readonly metadata?: MetadataChange | undefined;
  readonly on_behalf_of?: string | undefined;
  readonly receipt_email?: string | null | undefined;
  readonly shipping?: ShippingRow | null | undefined;
  readonly statement_descriptor?: string | undefined;
  readonly statement_descriptor_suffix?: string | undefined;
  readonly transfer_data?:
    | { readonly destination?: string | undefined; readonly amount?: number | undefined }
    | undefined;
  readonly transfer_group?: string | undefined;
};

const none: ChargeTerms = {
  description: null,
  metadata: {},
  onBehalfOf: null,
  receiptEmail: null,
  shipping: null,
  statementDescriptor: null,
  statementDescriptorSuffix: null,
  transferData: null,
  transferGroup: null,
};

/**
 * The terms after a call, from those before it. Throws 400 for a customer, who is unknown to the simulator, for an
 * application fee, and for a destination that cannot receive money.
 */
export function readTerms(call: Call, values: TermValues, before: ChargeTerms = none): ChargeTerms {
  const { customer, application_fee_amount: fee, on_behalf_of: onBehalfOf } = values;
  if (customer !== undefined) throw noSuch("customer", customer, "customer");
  if (fee !== undefined && fee > 0) {
    const message = "Application fees are not simulated.";
    throw badRequest(undefined, message, "application_fee_amount");
  }
  if (onBehalfOf !== undefined) receivingAccount(call.world, onBehalfOf, "on_behalf_of");
  return {
    description: values.description === undefined ? before.description : values.description,
    metadata: mergeMetadata(before.metadata, values.metadata),
    onBehalfOf: onBehalfOf ?? before.onBehalfOf,
    receiptEmail: values.receipt_email === undefined ? before.receiptEmail : values.receipt_email,
    shipping: values.shipping === undefined ? before.shipping : values.shipping,
    statementDescriptor: values.statement_descriptor ?? before.statementDescriptor,
    statementDescriptorSuffix: values.statement_descriptor_suffix ?? before.statementDescriptorSuffix,
    transferData: transferDataOf(call, values, before.transferData),
    transferGroup: values.transfer_group ?? before.transferGroup,
  };
}

function transferDataOf(
  call: Call,
  { transfer_data: given }: TermValues,
  before: TransferDataRow | null,
): TransferDataRow | null {
  if (given === undefined) return before;
  const destination = given.destination ?? before?.destination;
  if (destination === undefined) {
    const param = "transfer_data[destination]";
    throw badRequest("parameter_missing", `Missing required param: ${param}.`, param);
  }
  receivingAccount(call.world, destination, "transfer_data[destination]");
  return { destination, amount: given.amount ?? before?.amount ?? null };
}

/** Throws 400 where `Stripe-Account` names an account that may not take cards. */
export function requireCardPayments({ account }: Call): void {
  if (account === null || account.chargesEnabled || account.capabilities["card_payments"] === "active")
    return;
  throw badRequest(
    undefined,
    "Your account cannot currently make charges. To find out why charges are currently disabled, look at the account's " +
      "requirements: https://stripe.com/docs/connect/handling-api-verification",
  );
}
