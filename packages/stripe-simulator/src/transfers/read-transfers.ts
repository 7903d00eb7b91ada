import { noSuch } from "../protocol/api-error.ts";
import { type Call, endpoint } from "../protocol/endpoint.ts";
import { expandableList } from "../protocol/expand.ts";
import { type Listing, listObject, pageOf, pagingInTime } from "../protocol/listing.ts";
import { anything, optional, text } from "../protocol/parameter.ts";
import type { TransferRow } from "../state/rows.ts";
import type { State } from "../state/state.ts";
import { expandableTransfer } from "./expandable-transfer.ts";
import { renderTransfer } from "./render-transfer.ts";

/** The transfer that the path names; throws 404, also for a connected account: transfers are the platform's. */
export function transferOfPath({ account, world, path }: Call): TransferRow {
  const id = path["id"] ?? "";
  const row = world.state.transfers.get(id);
  if (row === undefined || account !== null) throw noSuch("transfer", id);
  return row;
}

export const retrieveTransfer = endpoint({
  method: "GET",
  path: "/v1/transfers/:id",
  connected: true,
  expandable: expandableTransfer,
  parameters: { expand: optional(anything) },
  handle: (call) => renderTransfer(call.world.state, transferOfPath(call)),
});

export const listTransfers = endpoint({
  method: "GET",
  path: "/v1/transfers",
  connected: true,
  expandable: expandableList(expandableTransfer),
  parameters: {
    ...pagingInTime,
    destination: optional(text()),
    transfer_group: optional(text()),
    expand: optional(anything),
  },
  handle: ({ account, world: { state } }, { destination, transfer_group: group, ...request }) => {
    const listing: Listing<TransferRow> = {
      rows: account === null ? rowsFor(state, destination, group) : [],
      noun: "transfer",
      find: (id) => state.transfers.get(id),
      matches: (row) => destination === undefined || row.destination === destination,
    };
    return listObject(pageOf(listing, request), "/v1/transfers", (row) => renderTransfer(state, row));
  },
});

/** The smallest index that holds every match. */
function rowsFor(
  state: State,
  destination: string | undefined,
  group: string | undefined,
): readonly TransferRow[] {
  if (group !== undefined) return state.transfersOfGroup(group);
  if (destination === undefined) return state.transfers.rows;
  return state.ledgerOf(destination).filter((entry) => "transferGroup" in entry);
}
