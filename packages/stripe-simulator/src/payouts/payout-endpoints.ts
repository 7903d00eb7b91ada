import { badRequest, noSuch } from "../protocol/api-error.ts";
import { type Call, endpoint } from "../protocol/endpoint.ts";
import { expandableList } from "../protocol/expand.ts";
import { listObject, pageOf, pagingInTime } from "../protocol/listing.ts";
import { mergeMetadata, metadata } from "../protocol/parameters/metadata.ts";
import { anything, oneOf, optional, type Range, range, text } from "../protocol/parameters/parameter.ts";
import { platform } from "../state/rows.ts";
import { formerValues } from "../transfers/former-values.ts";
import { cancelPayout } from "./advance-payout.ts";
import { expandablePayout } from "./expandable-payout.ts";
import { announcePayout } from "./make-payout.ts";
import type { PayoutRow } from "./payout-rows.ts";
import { renderPayout } from "./render-payout.ts";

/** The payout that the path names, if it is the caller's; throws 404. */
export function payoutOfPath({ account, world, path }: Call): PayoutRow {
  const id = path["id"] ?? "";
  const row = world.state.payouts.get(id);
  if (row === undefined || row.owner !== (account?.id ?? platform)) throw noSuch("payout", id);
  return row;
}

export const retrievePayout = endpoint({
  method: "GET",
  path: "/v1/payouts/:id",
  connected: true,
  expandable: expandablePayout,
  parameters: { expand: optional(anything) },
  handle: (call) => renderPayout(payoutOfPath(call)),
});

export const listPayouts = endpoint({
  method: "GET",
  path: "/v1/payouts",
  connected: true,
  expandable: expandableList(expandablePayout),
  parameters: {
    ...pagingInTime,
    arrival_date: optional(range),
    destination: optional(text()),
    expand: optional(anything),
    status: optional(oneOf("canceled", "failed", "in_transit", "paid", "pending")),
  },
  handle: ({ account, world: { state } }, { arrival_date: arrival, destination, status, ...request }) => {
    const owner = account?.id ?? platform;
    const find = (id: string) => {
      const row = state.payouts.get(id);
      return row?.owner === owner ? row : undefined;
    };
    const matches = (row: PayoutRow): boolean =>
      (status === undefined || row.status === status) &&
      (destination === undefined || row.destination === destination) &&
      (arrival === undefined || isWithin(row.arrivalDate, arrival));
    const page = pageOf({ rows: state.payouts.of(owner), noun: "payout", find, matches }, request);
    return listObject(page, "/v1/payouts", renderPayout);
  },
});

export const updatePayout = endpoint({
  method: "POST",
  path: "/v1/payouts/:id",
  connected: true,
  expandable: expandablePayout,
  parameters: { expand: optional(anything), metadata: optional(metadata) },
  handle: (call, values) => {
    const row = payoutOfPath(call);
    const { metadata: before } = row;
    row.metadata = mergeMetadata(before, values.metadata);
    call.world.state.payouts.put(row);
    if (Object.keys(formerValues(before, row.metadata)).length > 0)
      announcePayout(call.world, "updated", row, call, { metadata: before });
    return renderPayout(row);
  },
});

/** `POST /v1/payouts/:id/cancel`: only before it has left. */
export const cancelPayoutEndpoint = endpoint({
  method: "POST",
  path: "/v1/payouts/:id/cancel",
  connected: true,
  expandable: expandablePayout,
  parameters: { expand: optional(anything) },
  handle: (call) => {
    const row = payoutOfPath(call);
    if (row.status !== "pending")
      throw badRequest(undefined, "Payouts can only be canceled while they are pending.");
    cancelPayout(call.world, row, call);
    return renderPayout(row);
  },
});

function isWithin(seconds: number, { gt, gte, lt, lte }: Range): boolean {
  return (
    (gt === undefined || seconds > gt) &&
    (gte === undefined || seconds >= gte) &&
    (lt === undefined || seconds < lt) &&
    (lte === undefined || seconds <= lte)
  );
}
