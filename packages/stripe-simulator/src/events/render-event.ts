import { defaultApiVersion } from "../protocol/api-version.ts";
import type { EventRow } from "../state/rows.ts";
import type { State } from "../state/state.ts";
import { renderTransferAsCreated } from "../transfers/render-transfer.ts";

/** Stripe's snapshot `event` object. */
export function renderEvent(state: State, row: EventRow) {
  const transfer = row.transfer === null ? undefined : state.transfers.get(row.transfer);
  const pending = [...state.endpoints.rows].filter(
    ({ id }) => state.deliveries.get(`${row.id}|${id}`) !== undefined,
  );
  return {
    id: row.id,
    object: "event" as const,
    ...(row.account === null ? {} : { account: row.account }),
    api_version: defaultApiVersion,
    created: row.created,
    data: {
      object: transfer === undefined ? (row.object ?? {}) : renderTransferAsCreated(transfer),
      ...(row.previousAttributes === null ? {} : { previous_attributes: row.previousAttributes }),
    },
    livemode: false,
    pending_webhooks: pending.length,
    request: { id: row.requestId, idempotency_key: row.idempotencyKey },
    type: row.type,
  };
}
