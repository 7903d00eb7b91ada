import { cardError, noSuch } from "../../protocol/api-error.ts";
import { newId } from "../../protocol/new-id.ts";
import {
  anything,
  integer,
  isObject,
  oneOf,
  optional,
  type RawValue,
  required,
  shapeOf,
  text,
} from "../../protocol/parameters/parameter.ts";
import type { State } from "../../state/state.ts";
import type { CardRow, PaymentMethodRow } from "../charge-rows.ts";
import { numberNamed, testCard } from "./test-cards.ts";

/** Where a payment comes from: a token, or the data of a card. */
export type CardSource = { readonly token: string } | { readonly card: CardData };

type CardData = { readonly number: string; readonly expMonth: number; readonly expYear: number };

const cardFields = {
  cvc: optional(text()),
  exp_month: required(integer()),
  exp_year: required(integer()),
  number: required(text()),
};

/** Reads `source`: `tok_visa`, or the fields of a card as only test mode takes them. */
export function cardSource(raw: RawValue, name: string): CardSource {
  if (!isObject(raw)) return { token: text()(raw, name) };
  const address = Object.keys(raw).filter((field) => field.startsWith("address_"));
  const shape = {
    ...cardFields,
    currency: optional(anything),
    name: optional(text()),
    object: optional(oneOf("card")),
    ...Object.fromEntries(address.map((field) => [field, optional(anything)])),
  };
  return { card: cardData(shapeOf(shape)(raw, name)) };
}

export const paymentMethodParameters = {
  allow_redisplay: optional(anything),
  billing_details: optional(anything),
  card: required((raw: RawValue, name: string): CardSource => {
    if (isObject(raw) && "token" in raw)
      return { token: shapeOf({ token: required(text()) })(raw, name).token };
    return { card: cardData(shapeOf({ ...cardFields, networks: optional(anything) })(raw, name)) };
  }),
  metadata: optional(anything),
  radar_options: optional(anything),
  type: required(oneOf("card")),
};

/** Reads `payment_method_data`, of which the simulator knows cards. */
export function paymentMethodData(raw: RawValue, name: string): CardSource {
  return shapeOf(paymentMethodParameters)(raw, name).card;
}

function cardData(raw: {
  readonly number: string;
  readonly exp_month: number;
  readonly exp_year: number;
}): CardData {
  return {
    number: raw.number.replaceAll(/[\s-]/g, ""),
    expMonth: raw.exp_month,
    expYear: raw.exp_year < 100 ? 2000 + raw.exp_year : raw.exp_year,
  };
}

/**
 * The card behind a source. Throws 400 `resource_missing` for a token that is not documented, and 402 for a number or
 * an expiry that cannot be a card's.
 */
export function cardBehind(source: CardSource, nowSeconds: number): CardRow {
  if ("card" in source) return checked(source.card, nowSeconds);
  const number = numberNamed(source.token);
  if (number === undefined || !source.token.startsWith("tok_")) throw noSuch("token", source.token, "source");
  return documented(number, nowSeconds);
}

/**
 * The payment method of an id: one that was made before, or a documented `pm_card_…`, of which every use makes a new
 * one. Throws 400 `resource_missing`.
 */
export function paymentMethodOf(state: State, id: string, owner: string, nowSeconds: number) {
  const number = id.startsWith("pm_card_") ? numberNamed(id) : undefined;
  if (number !== undefined) return newPaymentMethod(documented(number, nowSeconds), owner, nowSeconds);
  const row = state.paymentMethods.get(id);
  if (row === undefined || row.owner !== owner) throw noSuch("PaymentMethod", id, "payment_method");
  return row;
}

export function newPaymentMethod(card: CardRow, owner: string, created: number): PaymentMethodRow {
  return { id: newId("pm"), owner, created, ...card, metadata: {} };
}

function documented(number: string, nowSeconds: number): CardRow {
  return { number, expMonth: 12, expYear: new Date(nowSeconds * 1000).getUTCFullYear() + 1 };
}

function checked(card: CardData, nowSeconds: number): CardRow {
  const now = new Date(nowSeconds * 1000);
  if (!/^\d{12,19}$/.test(card.number) || !passesLuhn(card.number)) {
    throw cardError("incorrect_number", "Your card number is incorrect.", { param: "number" });
  }
  if (card.expMonth < 1 || card.expMonth > 12) {
    const message = "Your card's expiration month is invalid.";
    throw cardError("invalid_expiry_month", message, { param: "exp_month" });
  }
  if (card.expYear * 12 + card.expMonth < now.getUTCFullYear() * 12 + now.getUTCMonth() + 1) {
    const message = "Your card's expiration year is invalid.";
    throw cardError("invalid_expiry_year", message, { param: "exp_year" });
  }
  if (testCard(card.number) === undefined) {
    throw cardError(
      "card_declined",
      "Your card was declined. Your request was in test mode, but used a non test (live) card. For a list of valid test " +
        "cards, visit: https://stripe.com/docs/testing.",
      { decline_code: "test_mode_live_card", param: "" },
    );
  }
  return card;
}

function passesLuhn(number: string): boolean {
  const sum = number
    .split("")
    .toReversed()
    .reduce((total, character, index) => {
      const digit = Number(character) * (index % 2 === 1 ? 2 : 1);
      return total + (digit > 9 ? digit - 9 : digit);
    }, 0);
  return sum % 10 === 0;
}
