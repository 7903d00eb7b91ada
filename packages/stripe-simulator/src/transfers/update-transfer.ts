import { recordEvent } from "../events/record-event.ts";
import { endpoint } from "../protocol/endpoint.ts";
import { mergeMetadata, metadata } from "../protocol/parameters/metadata.ts";
import { anything, clearableText, optional } from "../protocol/parameters/parameter.ts";
import { expandableTransfer } from "./expandable-transfer.ts";
import { formerValues } from "./former-values.ts";
import { transferOfPath } from "./read-transfers.ts";
import { renderTransfer } from "./render-transfer.ts";

/** `POST /v1/transfers/:id`: only what does not concern money can be changed. */
export const updateTransfer = endpoint({
  method: "POST",
  path: "/v1/transfers/:id",
  connected: true,
  expandable: expandableTransfer,
  parameters: {
    description: optional(clearableText()),
    expand: optional(anything),
    metadata: optional(metadata),
  },
  handle: (call, values) => {
    const { state } = call.world;
    const row = transferOfPath(call);
    const { description, metadata: before } = row;
    const merged = mergeMetadata(before, values.metadata);
    const shownBefore = renderTransfer(state, row);
    row.asCreated ??= { description, metadata: before };
    row.metadata = merged;
    if (values.description !== undefined) row.description = values.description;
    state.transfers.put(row);
    const shown = renderTransfer(state, row);
    const previousAttributes = formerValues(shownBefore, shown);
    if (Object.keys(previousAttributes).length > 0) {
      recordEvent(call.world, { type: "transfer.updated", object: shown, previousAttributes, cause: call });
    }
    return shown;
  },
});
