import type { Call } from "../../protocol/endpoint.ts";
import { listObject, pageOf, type PageRequest } from "../../protocol/listing.ts";
import { mergeMetadata, type MetadataChange } from "../../protocol/parameters/metadata.ts";
import { siblingId } from "../../protocol/new-id.ts";
import type { ReversalRow, TransferRow } from "../../state/rows.ts";
import type { State } from "../../state/state.ts";
import { announce } from "../announce.ts";
import { renderPayment, renderPaymentRefund } from "./render-payment.ts";

/** The transfer behind a payment (`py_…`) of the account that received it. */
export function transferOfPayment(state: State, account: string, id: string): TransferRow | undefined {
  if (!id.startsWith("py_")) return undefined;
  const transfer = state.transfers.get(siblingId("tr", id));
  return transfer?.destination === account ? transfer : undefined;
}

/** The transfer behind the `py_…` in the path. */
export function paymentOf({ account, world: { state }, path }: Call): TransferRow | undefined {
  return account === null ? undefined : transferOfPayment(state, account.id, path["id"] ?? "");
}

/** The reversal behind a payment's refund (`pyr_…`). */
export function reversalOfPayment(state: State, id: string): ReversalRow | undefined {
  return state.reversals.get(siblingId("trr", id).replace("_1SiC", "_1Sim"));
}

/** The reversal behind the `pyr_…` in the path. */
export function paymentRefundOf({ account, world: { state }, path }: Call): ReversalRow | undefined {
  const id = path["id"] ?? "";
  if (!id.startsWith("pyr_")) return undefined;
  const reversal = reversalOfPayment(state, id);
  return reversal?.destination === account?.id ? reversal : undefined;
}

/** The refunds of a payment: the reversals of its transfer. */
export function paymentRefunds(state: State, transfer: TransferRow, request: PageRequest) {
  const rows = state.reversalsOf(transfer.id);
  const find = (id: string): ReversalRow | undefined => reversalOfPayment(state, id);
  const page = pageOf({ rows, noun: "refund", find }, request);
  return listObject(page, "/v1/refunds", renderPaymentRefund);
}

type Notes = {
  readonly description?: string | null | undefined;
  readonly metadata?: MetadataChange | undefined;
};

/** Writes on a payment, as docs.stripe.com/connect/destination-charges advises platforms to do for their accounts. */
export function updatePayment({ world, ...cause }: Call, transfer: TransferRow, notes: Notes) {
  const before = renderPayment(world.state, transfer);
  world.state.paymentNotes.put({
    id: before.id,
    description: notes.description === undefined ? before.description : notes.description,
    metadata: mergeMetadata(before.metadata, notes.metadata),
  });
  const object = renderPayment(world.state, transfer);
  announce(world, transfer.destination, { type: "charge.updated", object, before }, cause);
  return object;
}
