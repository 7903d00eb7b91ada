import type { State } from "../../state/state.ts";
import type { PricesRow } from "../charge-rows.ts";

/** 2.9 % + 30 per charge, 1500 per dispute, funds available after two days, unless `POST /prices` says otherwise. */
const usual: PricesRow = {
  id: "prices",
  chargeBasisPoints: 290,
  chargeFixed: 30,
  disputeFixed: 1500,
  chargePendingSeconds: 2 * 24 * 60 * 60,
  topupPendingSeconds: 0,
};

export function pricesOf(state: State): PricesRow {
  return state.prices.get("prices") ?? usual;
}

/** Changes what is named, and keeps the rest. */
export function changePrices(state: State, change: Partial<Omit<PricesRow, "id">>): PricesRow {
  const prices = { ...pricesOf(state), ...change };
  state.prices.put(prices);
  return prices;
}

/** Stripe's fee for a charge of `amount`, half a unit rounded up: 88 for 2000 cents. */
export function chargeFee(state: State, amount: number): number {
  const { chargeBasisPoints, chargeFixed } = pricesOf(state);
  return Math.round((amount * chargeBasisPoints) / 10_000) + chargeFixed;
}
