import { noSuch } from "../protocol/api-error.ts";
import { endpoint } from "../protocol/endpoint.ts";
import { expandableList } from "../protocol/expand.ts";
import { listObject, pageOfParts, pagingInTime } from "../protocol/listing.ts";
import { anything, optional, text } from "../protocol/parameters/parameter.ts";
import { platform, type TransferRow } from "../state/rows.ts";
import type { LedgerEntry } from "../state/state.ts";
import { expandableCharge } from "../transfers/expandable-transfer.ts";
import type { ChargeRow } from "./charge-rows.ts";
import { transferOfPayment } from "./payments/payment.ts";
import { renderCharge } from "./render-charge.ts";
import { renderPayment } from "./payments/render-payment.ts";

type Listed = ChargeRow | LedgerEntry;

/** `GET /v1/charges`; a connected account's payments, which transfers are to it (`py_…`), are among its charges. */
export const listCharges = endpoint({
  method: "GET",
  path: "/v1/charges",
  connected: true,
  expandable: expandableList(expandableCharge),
  parameters: {
    ...pagingInTime,
    customer: optional(text()),
    expand: optional(anything),
    payment_intent: optional(text()),
    transfer_group: optional(text()),
  },
  handle: ({ account, world: { state } }, values) => {
    const { customer, payment_intent: intent, transfer_group: group, ...request } = values;
    if (customer !== undefined) throw noSuch("customer", customer, "customer");
    const owner = account?.id ?? platform;
    const listing = {
      noun: "charge",
      find: (id: string): Listed | undefined => {
        const charge = state.charges.get(id);
        return charge?.owner === owner ? charge : transferOfPayment(state, owner, id);
      },
      positionOf: (row: Listed) => row.created + (isPayment(row) ? 0.5 : 0),
      matches: (row: Listed): boolean =>
        isPayment(row)
          ? intent === undefined && group === undefined
          : isCharge(row) &&
            (intent === undefined || row.paymentIntent === intent) &&
            (group === undefined || row.transferGroup === group),
    };
    const received = account === null ? [] : state.ledgerOf(owner);
    const { rows, hasMore } = pageOfParts<Listed>(listing, [state.charges.of(owner), received], request);
    const shown = rows.flatMap((row): unknown[] => {
      if (isPayment(row)) return [renderPayment(state, row)];
      return isCharge(row) ? [renderCharge(state, row)] : [];
    });
    return listObject({ rows: shown, hasMore }, "/v1/charges", (object) => object);
  },
});

function isPayment(row: Listed): row is TransferRow {
  return "sourceTransaction" in row;
}

function isCharge(row: Listed): row is ChargeRow {
  return "amountCaptured" in row;
}
