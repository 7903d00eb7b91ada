import { checkAmountDigits } from "./check-amount-digits.ts";
import { badRequest } from "../../protocol/api-error.ts";
import { moneyText } from "./money-text.ts";

/** docs.stripe.com/currencies#minimum-and-maximum-charge-amounts; other currencies have no minimum here. */
const minimums: Readonly<Record<string, number>> = {
  aed: 200,
  aud: 50,
  bgn: 100,
  brl: 50,
  cad: 50,
  chf: 50,
  czk: 1500,
  dkk: 250,
  eur: 50,
  gbp: 30,
  hkd: 400,
  huf: 17_500,
  inr: 50,
  jpy: 50,
  mxn: 1000,
  myr: 200,
  nok: 300,
  nzd: 50,
  pln: 200,
  ron: 200,
  sek: 300,
  sgd: 50,
  thb: 1000,
  usd: 50,
};

/** Networks know no part of these, although their amounts have two decimals (support.stripe.com/questions/deprecation-of-fractional-isk-charges-and-refunds). */
const wholeUnits = new Set(["isk", "ugx"]);
/** The last of three decimals is 0 (docs.stripe.com/currencies#three-decimal). */
const threeDecimals = new Set(["bhd", "jod", "kwd", "omr", "tnd"]);

/** Throws 400 for what Stripe does not charge in the currency: `amount_too_small`, `amount_too_large`, or a part too fine. */
export function checkChargeAmount(amount: number, currency: string): void {
  checkAmountDigits(amount, currency);
  checkAmountGrain(amount, currency);
  const minimum = minimums[currency] ?? 1;
  if (amount >= minimum) return;
  const message = `Amount must be at least ${moneyText(minimum, currency)} ${currency}`;
  throw badRequest("amount_too_small", message, "amount");
}

/** Throws 400 for an amount that cards cannot take or be given back in the currency. */
export function checkAmountGrain(amount: number, currency: string): void {
  const name = currency.toUpperCase();
  if (wholeUnits.has(currency) && amount % 100 !== 0) {
    throw badRequest(
      "invalid_charge_amount_no_decimal_compatible",
      `Invalid amount. Currency ${name} has become effectively zero-decimal and charged amounts must be evenly divisible by ` +
        "100. See https://stripe.com/docs/currencies#special-cases for more information.",
      "amount",
    );
  }
  if (threeDecimals.has(currency) && amount % 10 !== 0) {
    const message = `Invalid amount. The last digit of an amount in ${name} must be 0.`;
    throw badRequest("invalid_charge_amount", message, "amount");
  }
}
