import { defaultApiVersion } from "../protocol/api-version.ts";
import type { EventRow } from "../state/rows.ts";
import type { State } from "../state/state.ts";
import { renderTransferAsCreated } from "../transfers/render-transfer.ts";

/**
 * Stripe's snapshot `event` object.
 *
 * @param apiVersion the one of the endpoint that it is sent to; null for the account's default.
 */
export function renderEvent(state: State, row: EventRow, apiVersion: string | null = null) {
  return {
    id: row.id,
    object: "event" as const,
    ...(row.account === null ? {} : { account: row.account }),
    api_version: apiVersion ?? defaultApiVersion,
    ...(row.account === null ? {} : { context: row.account }),
    created: row.created,
    data: {
      object: objectOf(state, row),
      ...(row.previousAttributes === null ? {} : { previous_attributes: row.previousAttributes }),
    },
    livemode: false,
    pending_webhooks: pendingWebhooks(state, row.id),
    request: { id: row.requestId, idempotency_key: row.idempotencyKey },
    type: row.type,
  };
}

/** The object as it was when the event happened. */
export function objectOf(state: State, row: EventRow): Readonly<Record<string, unknown>> {
  const transfer = row.transfer === null ? undefined : state.transfers.get(row.transfer);
  return transfer === undefined ? (row.object ?? {}) : renderTransferAsCreated(transfer);
}

/** To how many endpoints the event has not been delivered yet, or never will be. */
export function pendingWebhooks(state: State, event: string): number {
  if (state.deliveries.size === 0) return 0;
  const isPending = ({ id }: { readonly id: string }): boolean =>
    state.deliveries.get(`${event}|${id}`) !== undefined;
  return (
    state.endpoints.rows.filter(isPending).length + state.eventDestinations.rows.filter(isPending).length
  );
}
