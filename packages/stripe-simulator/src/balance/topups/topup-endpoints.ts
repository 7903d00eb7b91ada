import { pricesOf } from "../../charges/amounts/prices.ts";
import { noSuch } from "../../protocol/api-error.ts";
import { type Call, endpoint } from "../../protocol/endpoint.ts";
import { type ExpandableObject, expandableList, notSimulated } from "../../protocol/expand.ts";
import { listObject, pageOf, pagingInTime } from "../../protocol/listing.ts";
import { mergeMetadata, metadata } from "../../protocol/parameters/metadata.ts";
import {
  amount,
  anything,
  clearableText,
  currency,
  oneOf,
  optional,
  type Range,
  range,
  required,
  text,
} from "../../protocol/parameters/parameter.ts";
import type { TopupRow } from "../../state/rows.ts";
import { expandableBalanceTransaction } from "../../transfers/expandable-transfer.ts";
import { cancelTopupRow, makeTopup, renderTopup } from "./make-topup.ts";

const expandableTopup: ExpandableObject = {
  balance_transaction: () => expandableBalanceTransaction,
  payment_method: notSimulated,
};

/** How long a test bank takes; whoever cancels must be faster. */
const testBankSeconds = 3;

/** What the test bank tokens answer (docs.stripe.com/connect/testing#testing-top-ups); null gives the money. */
const testBanks: Readonly<Record<string, string | null>> = {
  btok_us_verified: null,
  btok_us_verified_accountClosed: "account_closed",
  btok_us_verified_debitNotAuthorized: "debit_not_authorized",
  btok_us_verified_insufficientFunds: "insufficient_funds",
  btok_us_verified_invalidCurrency: "invalid_currency",
  btok_us_verified_noAccount: "no_account",
};

/**
 * `POST /v1/topups`. A test bank token is pending at first, and succeeds or fails by itself. Without a source the
 * platform's own bank is asked, which gives the money at once unless `POST /prices` lets it take its time.
 */
export const createTopup = endpoint({
  method: "POST",
  path: "/v1/topups",
  expandable: expandableTopup,
  parameters: {
    amount: required(amount),
    currency: required(currency),
    description: optional(text()),
    expand: optional(anything),
    metadata: optional(metadata),
    payment_method: optional(text()),
    payment_method_options: optional(anything),
    source: optional(text()),
    statement_descriptor: optional(text(15)),
    transfer_group: optional(text()),
  },
  handle: (call, values) => {
    const { payment_method: method, source } = values;
    if (method !== undefined) throw noSuch("PaymentMethod", method, "payment_method");
    if (source !== undefined && !Object.hasOwn(testBanks, source)) throw noSuch("token", source, "source");
    const row = makeTopup(call.world, {
      amount: values.amount,
      currency: values.currency,
      description: values.description ?? null,
      metadata: mergeMetadata({}, values.metadata),
      statementDescriptor: values.statement_descriptor ?? null,
      transferGroup: values.transfer_group ?? null,
      pendingSeconds: source === undefined ? pricesOf(call.world.state).topupPendingSeconds : testBankSeconds,
      failureCode: testBanks[source ?? ""] ?? null,
      cause: call,
    });
    return renderTopup(row);
  },
});

export const listTopups = endpoint({
  method: "GET",
  path: "/v1/topups",
  expandable: expandableList(expandableTopup),
  parameters: {
    ...pagingInTime,
    amount: optional(range),
    expand: optional(anything),
    status: optional(oneOf("canceled", "failed", "pending", "succeeded")),
  },
  handle: ({ world: { state } }, { amount: bounds, status, ...request }) => {
    const page = pageOf(
      {
        rows: state.topups.rows,
        noun: "topup",
        find: (id) => state.topups.get(id),
        matches: (row) => (status === undefined || row.status === status) && isWithin(bounds, row.amount),
      },
      request,
    );
    return listObject(page, "/v1/topups", renderTopup);
  },
});

function isWithin(bounds: Range | undefined, value: number): boolean {
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = bounds ?? {};
  return value > gt && value >= gte && value < lt && value <= lte;
}

/** `POST /v1/topups/:id/cancel`, while the bank has not answered. */
export const cancelTopup = endpoint({
  method: "POST",
  path: "/v1/topups/:id/cancel",
  expandable: expandableTopup,
  parameters: { expand: optional(anything) },
  handle: (call) => {
    const row = topupOfPath(call);
    cancelTopupRow(call.world, row, call);
    return renderTopup(row);
  },
});

export const retrieveTopup = endpoint({
  method: "GET",
  path: "/v1/topups/:id",
  expandable: expandableTopup,
  parameters: { expand: optional(anything) },
  handle: (call) => renderTopup(topupOfPath(call)),
});

export const updateTopup = endpoint({
  method: "POST",
  path: "/v1/topups/:id",
  expandable: expandableTopup,
  parameters: {
    description: optional(clearableText()),
    expand: optional(anything),
    metadata: optional(metadata),
  },
  handle: (call, values) => {
    const row = topupOfPath(call);
    row.metadata = mergeMetadata(row.metadata, values.metadata);
    if (values.description !== undefined) row.description = values.description;
    call.world.state.topups.put(row);
    return renderTopup(row);
  },
});

function topupOfPath({ world, path }: Call): TopupRow {
  const id = path["id"] ?? "";
  const row = world.state.topups.get(id);
  if (row === undefined) throw noSuch("topup", id);
  return row;
}
