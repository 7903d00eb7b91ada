import { noSuch } from "../protocol/api-error.ts";
import { type Call, endpoint } from "../protocol/endpoint.ts";
import { expandableList } from "../protocol/expand.ts";
import { listObject, pageOf, paging } from "../protocol/listing.ts";
import { mergeMetadata, metadata } from "../protocol/parameters/metadata.ts";
import { amount, anything, boolean, optional, text } from "../protocol/parameters/parameter.ts";
import type { ReversalRow } from "../state/rows.ts";
import { expandableReversal } from "./expandable-transfer.ts";
import { makeReversal, reversibleAmount } from "./make-reversal.ts";
import { transferOfPath } from "./read-transfers.ts";
import { renderReversal } from "./render-transfer.ts";

/**
 * `POST /v1/transfers/:id/reversals`: takes back the rest of a transfer or a part of it, never more, in the
 * transfer's own currency.
 */
export const createReversal = endpoint({
  method: "POST",
  path: "/v1/transfers/:id/reversals",
  connected: true,
  expandable: expandableReversal,
  parameters: {
    amount: optional(amount),
    description: optional(text()),
    expand: optional(anything),
    metadata: optional(metadata),
    refund_application_fee: optional(boolean),
  },
  handle: (call, values) => {
    const transfer = transferOfPath(call);
    const taken = reversibleAmount(call.world, transfer, values.amount);
    const marks = { metadata: mergeMetadata({}, values.metadata) };
    return renderReversal(makeReversal(call.world, transfer, taken, marks, call));
  },
});

export const listReversals = endpoint({
  method: "GET",
  path: "/v1/transfers/:id/reversals",
  connected: true,
  expandable: expandableList(expandableReversal),
  parameters: { ...paging, expand: optional(anything) },
  handle: (call, request) => {
    const { state } = call.world;
    const transfer = transferOfPath(call);
    const rows = state.reversalsOf(transfer.id);
    const find = (id: string): ReversalRow | undefined => state.reversals.get(id);
    const page = pageOf({ rows, noun: "transfer_reversal", find }, request);
    return listObject(page, `/v1/transfers/${transfer.id}/reversals`, renderReversal);
  },
});

export const retrieveReversal = endpoint({
  method: "GET",
  path: "/v1/transfers/:id/reversals/:reversal",
  connected: true,
  expandable: expandableReversal,
  parameters: { expand: optional(anything) },
  handle: (call) => renderReversal(reversalOfPath(call)),
});

export const updateReversal = endpoint({
  method: "POST",
  path: "/v1/transfers/:id/reversals/:reversal",
  connected: true,
  expandable: expandableReversal,
  parameters: { expand: optional(anything), metadata: optional(metadata) },
  handle: (call, values) => {
    const row = reversalOfPath(call);
    row.metadata = mergeMetadata(row.metadata, values.metadata);
    call.world.state.reversals.put(row);
    return renderReversal(row);
  },
});

function reversalOfPath(call: Call): ReversalRow {
  const transfer = transferOfPath(call);
  const id = call.path["reversal"] ?? "";
  const row = call.world.state.reversals.get(id);
  if (row === undefined || row.transfer !== transfer.id) throw noSuch("transfer_reversal", id);
  return row;
}
