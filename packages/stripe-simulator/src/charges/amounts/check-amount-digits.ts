import { moneyText } from "./money-text.ts";
import { badRequest } from "../../protocol/api-error.ts";

/** Throws 400 `amount_too_large` for a charge beyond eight digits, twelve in IDR (docs.stripe.com/currencies#minimum-and-maximum-charge-amounts). */
export function checkAmountDigits(amount: number, currency: string): void {
  const most = currency === "idr" ? 999_999_999_999 : 99_999_999;
  if (amount <= most) return;
  throw badRequest("amount_too_large", `Amount must be no more than ${moneyText(most, currency)}`, "amount");
}
