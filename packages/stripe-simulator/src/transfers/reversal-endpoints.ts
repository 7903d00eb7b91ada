import { balanceOf, postBalance } from "../balance/post-balance.ts";
import { recordEvent } from "../events/record-event.ts";
import { badRequest, noSuch } from "../protocol/api-error.ts";
import { type Call, endpoint } from "../protocol/endpoint.ts";
import { expandableList } from "../protocol/expand.ts";
import { listObject, pageOf, paging } from "../protocol/listing.ts";
import { mergeMetadata, metadata } from "../protocol/metadata.ts";
import { newId } from "../protocol/new-id.ts";
import { amount, anything, boolean, optional, text } from "../protocol/parameter.ts";
import { platform, type ReversalRow, type TransferRow } from "../state/rows.ts";
import { expandableReversal } from "./expandable-transfer.ts";
import { transferOfPath } from "./read-transfers.ts";
import { renderReversal, renderTransfer } from "./render-transfer.ts";

/**
 * `POST /v1/transfers/:id/reversals`: takes back the rest of a transfer or a part of it, never more, in the
 * transfer's own currency.
 */
export const createReversal = endpoint({
  method: "POST",
  path: "/v1/transfers/:id/reversals",
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
    const row: ReversalRow = {
      id: newId("trr"),
      transfer: transfer.id,
      amount: reversible(call, transfer, values.amount),
      currency: transfer.currency,
      destination: transfer.destination,
      created: call.nowSeconds,
      metadata: mergeMetadata({}, values.metadata),
    };
    postReversal(call, transfer, row);
    return renderReversal(row);
  },
});

/** The amount that may be taken back; throws 400 when it is more than is left, or more than the account has. */
function reversible({ world: { state } }: Call, transfer: TransferRow, asked: number | undefined): number {
  const left = transfer.amount - transfer.amountReversed;
  if (left === 0) throw badRequest(undefined, `Transfer ${transfer.id} is already fully reversed.`);
  const taken = asked ?? left;
  if (taken > left) {
    throw badRequest(
      undefined,
      `Reversal amount (${taken}) is greater than the unreversed amount of the transfer (${left}).`,
      "amount",
    );
  }
  const account = state.accounts.get(transfer.destination);
  const { available } = balanceOf(state, transfer.destination, transfer.currency);
  if (available < taken && account?.mayGoNegative !== true) {
    throw badRequest(
      "balance_insufficient",
      "The connected account has insufficient available funds to reverse this transfer.",
    );
  }
  return taken;
}

function postReversal(call: Call, transfer: TransferRow, row: ReversalRow): void {
  const { state } = call.world;
  const { nowSeconds } = call;
  const { amountReversed } = transfer;
  state.reversals.put(row);
  transfer.amountReversed += row.amount;
  state.transfers.put(transfer);
  postBalance(state, { owner: row.destination, currency: row.currency, available: -row.amount, nowSeconds });
  postBalance(state, { owner: platform, currency: row.currency, available: row.amount, nowSeconds });
  recordEvent(call.world, {
    type: "transfer.reversed",
    object: renderTransfer(state, transfer),
    previousAttributes: { amount_reversed: amountReversed, reversed: false },
    cause: call,
  });
}

export const listReversals = endpoint({
  method: "GET",
  path: "/v1/transfers/:id/reversals",
  expandable: expandableList(expandableReversal),
  parameters: { ...paging, expand: optional(anything) },
  handle: (call, request) => {
    const { state } = call.world;
    const transfer = transferOfPath(call);
    const rows = state.reversalsOf(transfer.id);
    const page = pageOf({ rows, noun: "transfer_reversal", find: (id) => state.reversals.get(id) }, request);
    return listObject(page, `/v1/transfers/${transfer.id}/reversals`, renderReversal);
  },
});

export const retrieveReversal = endpoint({
  method: "GET",
  path: "/v1/transfers/:id/reversals/:reversal",
  expandable: expandableReversal,
  parameters: { expand: optional(anything) },
  handle: (call) => renderReversal(reversalOfPath(call)),
});

export const updateReversal = endpoint({
  method: "POST",
  path: "/v1/transfers/:id/reversals/:reversal",
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
