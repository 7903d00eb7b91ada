import { noSuch } from "../protocol/api-error.ts";
import { type Call, endpoint } from "../protocol/endpoint.ts";
import { type ExpandableObject, expandableList } from "../protocol/expand.ts";
import { listObject, pageOf, pagingInTime } from "../protocol/listing.ts";
import { mergeMetadata, metadata } from "../protocol/metadata.ts";
import {
  amount,
  anything,
  clearableText,
  currency,
  optional,
  required,
  text,
} from "../protocol/parameter.ts";
import type { TopupRow } from "../state/rows.ts";
import { expandableBalanceTransaction } from "../transfers/expandable-transfer.ts";
import { makeTopup, renderTopup } from "./make-topup.ts";

const expandableTopup: ExpandableObject = { balance_transaction: () => expandableBalanceTransaction };

/** `POST /v1/topups`: succeeds at once, and the funds are available at once. */
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
    payment_method: optional(anything),
    payment_method_options: optional(anything),
    source: optional(text()),
    statement_descriptor: optional(text(15)),
    transfer_group: optional(text()),
  },
  handle: (call, values) =>
    renderTopup(
      makeTopup(call.world, {
        amount: values.amount,
        currency: values.currency,
        description: values.description ?? null,
        metadata: mergeMetadata({}, values.metadata),
        statementDescriptor: values.statement_descriptor ?? null,
        transferGroup: values.transfer_group ?? null,
        cause: call,
      }),
    ),
});

export const listTopups = endpoint({
  method: "GET",
  path: "/v1/topups",
  expandable: expandableList(expandableTopup),
  parameters: { ...pagingInTime, expand: optional(anything), status: optional(text()) },
  handle: ({ world: { state } }, { status, ...request }) => {
    const page = pageOf(
      {
        rows: state.topups.rows,
        noun: "topup",
        find: (id) => state.topups.get(id),
        matches: (row) => status === undefined || renderTopup(row).status === status,
      },
      request,
    );
    return listObject(page, "/v1/topups", renderTopup);
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
