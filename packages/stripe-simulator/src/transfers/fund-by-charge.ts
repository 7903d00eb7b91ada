import { moneyText } from "../charges/amounts/money-text.ts";
import type { ChargeRow } from "../charges/charge-rows.ts";
import { badRequest, noSuch } from "../protocol/api-error.ts";
import { siblingId } from "../protocol/new-id.ts";
import { platform } from "../state/rows.ts";
import type { State } from "../state/state.ts";

/** What a charge gives to a transfer that names it as `source_transaction`. */
export type ChargeFunds = {
  readonly charge: ChargeRow;
  readonly amount: number;
  /** When the charge settles; undefined once it did, and the transfer needs available funds like any other. */
  readonly availableOn: number | undefined;
};

/**
 * Checks a transfer against the charge that funds it (docs.stripe.com/connect/separate-charges-and-transfers, "Transfer
 * availability"): a paid charge of the platform, in the transfer's currency, of which other transfers have left enough.
 * Without an amount, all that is left. Throws 400.
 */
export function fundsOfCharge(
  state: State,
  id: string,
  { currency, amount }: { readonly currency: string; readonly amount: number | undefined },
): ChargeFunds {
  const charge = state.charges.get(id);
  if (charge === undefined || charge.owner !== platform) throw noSuch("charge", id, "source_transaction");
  if (charge.amountCaptured === 0) {
    throw badRequest(
      undefined,
      `Charge ${id} cannot be used as a source_transaction because it has not been paid and captured.`,
      "source_transaction",
    );
  }
  if (charge.currency !== currency) {
    throw badRequest(
      undefined,
      `The currency of source_transaction's balance transaction (${charge.currency}) must be the same as the transfer currency (${currency})`,
    );
  }
  const left = charge.amountCaptured - state.transferTotals.takenFrom(id);
  const wanted = amount ?? left;
  if (wanted > left || wanted === 0) throw exceedsSource(state, charge);
  return { charge, amount: wanted, availableOn: state.settlements.get(siblingId("mv", id))?.availableOn };
}

function exceedsSource(state: State, { id, amountCaptured, currency }: ChargeRow): Error {
  const others = state.transfers.of(id).filter((row) => row.amount > row.amountReversed).length;
  const limit = moneyText(amountCaptured, currency);
  const used = moneyText(state.transferTotals.takenFrom(id), currency);
  const plural = others === 1 ? "is already a transfer" : `are already ${others} transfers`;
  const rest = others === 0 ? "" : ` (There ${plural} using this source, amounting to ${used}.)`;
  return badRequest(
    undefined,
    `Transfers using this transaction as a source must not exceed the source amount of ${limit}.${rest}`,
  );
}
