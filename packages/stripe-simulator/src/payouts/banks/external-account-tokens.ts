import { badRequest, noSuch } from "../../protocol/api-error.ts";
import { bankCountries } from "./bank-countries.ts";
import type { PayoutFailureCode } from "../payout-rows.ts";

export type TokenCard = {
  readonly brand: string;
  readonly country: string;
  readonly last4: string;
  readonly outcome: PayoutFailureCode | null;
  readonly takesInstantPayouts: boolean;
};

const bankFailures: Readonly<Record<string, string>> = {
  noAccount: "1111116",
  accountClosed: "1111113",
  insufficientFunds: "2222227",
  debitNotAuthorized: "3333335",
  invalidCurrency: "4444440",
};

/**
 * The numbers behind a test token of a bank account: `btok_us`, `btok_us_verified`, `btok_us_verified_noAccount`
 * (docs.stripe.com/connect/testing). Throws 400 `resource_missing` for another.
 */
export function bankOfToken(token: string) {
  const [, code = "", failure] = /^btok_([a-z]{2})(?:_verified)?(?:_([a-zA-Z]+))?$/.exec(token) ?? [];
  const country = code.toUpperCase();
  const known = bankCountries[country];
  const end = failure === undefined ? "" : bankFailures[failure];
  if (known === undefined || end === undefined || (end !== "" && known.works === undefined)) {
    throw noSuch("token", token, "external_account");
  }
  const works = known.works ?? known.iban ?? "";
  return {
    country,
    currency: known.currencies[0] ?? "usd",
    routingNumber: known.routingExample,
    accountNumber:
      end === ""
        ? works
        : (end[0] ?? "").repeat(Math.min(2, works.length - 7)).padStart(works.length - 7, "0") + end,
  };
}

const brands: Readonly<Record<string, string>> = {
  visa: "Visa",
  mastercard: "MasterCard",
  discover: "Discover",
};

/** Debit cards by number, where the documentation names them for payouts (docs.stripe.com/connect/testing). */
const cardNumbers: Readonly<Record<string, string>> = {
  "4000056655665556": "tok_visa_debit",
  "4000056655665572": "tok_visa_debit_us_transferFail",
  "4000056755665555": "tok_visa_debit_us_instantPayoutUnsupported",
  "5200828282828210": "tok_mastercard_debit",
  "6011981111111113": "tok_discover_debit_us_transferSuccess",
  "4000058260000203": "tok_visa_debit_gb_transferSuccess",
  "4000058260000211": "tok_visa_debit_gb_transferFail",
  "4000058260000229": "tok_visa_debit_gb_instantPayoutUnsupported",
  "5555058260000100": "tok_mastercard_debit_gb_transferSuccess",
  "4000051240000005": "tok_visa_debit_ca_transferSuccess",
  "4000051240000021": "tok_visa_debit_ca_transferFail",
  "4000051240000039": "tok_visa_debit_ca_instantPayoutUnsupported",
  "5510121240000006": "tok_mastercard_debit_ca_transferSuccess",
  "4000050360000019": "tok_visa_debit_au_transferSuccess",
  "4000050360000027": "tok_visa_debit_au_transferFail",
  "4000050360000035": "tok_visa_debit_au_instantPayoutUnsupported",
  "5555050360000023": "tok_mastercard_debit_au_transferSuccess",
};

/** The test token of a card number; throws 402-like refusals as 400 for what is no debit card of the documentation. */
export function tokenOfCardNumber(number: string): string {
  const token = cardNumbers[number.replaceAll(/[\s-]/g, "")];
  if (token === undefined) throw notADebitCard();
  return token;
}

/**
 * The card behind a test token: `tok_visa_debit`, `tok_visa_debit_us_transferFail`. Throws 400 `invalid_card_type` for
 * a credit card, and `resource_missing` for no card at all.
 */
export function cardOfToken(token: string): TokenCard {
  const [, brand = "", code = "us", behaviour = "transferSuccess"] =
    /^tok_([a-z]+)_debit(?:_([a-z]{2})_(transferSuccess|transferFail|instantPayoutUnsupported))?$/.exec(
      token,
    ) ?? [];
  const name = brands[brand];
  const country = code.toUpperCase();
  if (name === undefined) {
    if (/^tok_(visa|mastercard|amex|discover|diners|jcb|unionpay)/.test(token)) throw notADebitCard();
    throw noSuch("token", token, "external_account");
  }
  if (bankCountries[country] === undefined) throw noSuch("token", token, "external_account");
  const number = Object.entries(cardNumbers).find(
    ([, known]) =>
      known === token || (token.endsWith("_us_transferSuccess") && token.startsWith(`${known}_us`)),
  )?.[0];
  return {
    brand: name,
    country,
    last4: (number ?? "0003").slice(-4),
    outcome: behaviour === "transferFail" ? "could_not_process" : null,
    takesInstantPayouts: behaviour !== "instantPayoutUnsupported",
  };
}

function notADebitCard() {
  return badRequest(
    "invalid_card_type",
    "The card provided as an external account is not supported for payouts. Provide a non-prepaid debit card instead.",
    "external_account",
  );
}
