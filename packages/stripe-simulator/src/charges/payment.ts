import { type Call } from "../protocol/endpoint.ts";
import { siblingId } from "../protocol/new-id.ts";
import { mergeMetadata, type MetadataChange } from "../protocol/metadata.ts";
import type { TransferRow } from "../state/rows.ts";
import { announce } from "./announce.ts";
import { renderPayment } from "./render-payment.ts";

/** The transfer behind the `py_…` in the path, for the account that received it. */
export function paymentOf({ account, world, path }: Call): TransferRow | undefined {
  const id = path["id"] ?? "";
  if (account === null || !id.startsWith("py_")) return undefined;
  const transfer = world.state.transfers.get(siblingId("tr", id));
  return transfer?.destination === account.id ? transfer : undefined;
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
