import type { DerivedContract, Schema } from "../schema.ts";

/** Codes that Stripe answers and the client's union leaves out, each with the place where it was seen. */
export const otherCodes: readonly string[] = [
  // arlyon/async-stripe#384, antiwork/gumroad#6029
  "insufficient_capabilities_for_transfer",
  // support.stripe.com/questions/deprecation-of-fractional-isk-charges-and-refunds
  "invalid_charge_amount_no_decimal_compatible",
];

const text: Schema = { type: "string" };

/**
 * An error of `/v1` (docs.stripe.com/api/errors, the client's `StripeRawError`). A field that says nothing is left out,
 * except by those that show another object.
 */
export function errorSchemaV1({ errorCodes }: DerivedContract): Schema {
  return errorSchema({
    required: ["message", "type"],
    type: { enum: ["api_error", "card_error", "idempotency_error", "invalid_request_error"] },
    code: { enum: [...errorCodes, ...otherCodes] },
    payment_intent: { type: "object", fits: ["PaymentIntent"] },
    payment_method: { type: "object", fits: ["PaymentMethod"] },
    setup_intent: { type: "object", fits: ["SetupIntent"] },
  });
}

/**
 * An error of `/v2`: more types, and codes that no list of the client names. Which of the two it has depends on the
 * error (`invalid_fields` is a code "instead of" a type: the client's `generateV2Error`).
 */
export function errorSchemaV2({ errorTypes }: DerivedContract): Schema {
  return errorSchema({
    required: ["message"],
    type: { enum: errorTypes },
    code: { type: "string", pattern: "^[a-z0-9_]+$" },
  });
}

function errorSchema({
  required,
  ...fields
}: Readonly<Record<"type" | "code", Schema>> &
  Readonly<Record<string, Schema | readonly string[]>> & { readonly required: readonly string[] }): Schema {
  const properties = {
    advice_code: text,
    charge: text,
    decline_code: text,
    doc_url: { type: "string", pattern: "^https://(docs\\.)?stripe\\.com/" },
    message: text,
    network_advice_code: text,
    network_decline_code: text,
    param: text,
    payment_method_type: text,
    request_log_url: { type: "string", pattern: "^https://dashboard\\.stripe\\.com/" },
    user_message: text,
    ...fields,
  } as Readonly<Record<string, Schema>>;
  return {
    type: "object",
    properties: { error: { type: "object", properties, required, additionalProperties: false } },
    required: ["error"],
    additionalProperties: false,
  };
}
