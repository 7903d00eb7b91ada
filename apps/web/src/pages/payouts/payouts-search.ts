import { payoutStates, type PayoutState } from "@payrun/payouts-core";

/** What the address of the payouts may say; each absent: any. */
export type PayoutsSearch = {
  readonly state?: PayoutState;
  readonly year?: number;
  /** ISO 4217. */
  readonly currency?: string;
};

const firstYear = 2000;
const lastYear = 2100;

/** Never throws: what cannot be meant is left out. */
export function payoutsSearch(given: Readonly<Record<string, unknown>>): PayoutsSearch {
  const state = payoutStates.find((each) => each === given["state"]);
  const year = Number(given["year"]);
  const { currency } = given;
  return {
    ...(state === undefined ? {} : { state }),
    ...(Number.isInteger(year) && year >= firstYear && year <= lastYear ? { year } : {}),
    ...(typeof currency === "string" && /^[A-Z]{3}$/.test(currency) ? { currency } : {}),
  };
}
