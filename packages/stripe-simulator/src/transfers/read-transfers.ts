import { noSuch } from "../protocol/api-error.ts";
import { type Call, endpoint } from "../protocol/endpoint.ts";
import { expandableList } from "../protocol/expand.ts";
import { type Listing, listObject, pageOf, pagingInTime } from "../protocol/listing.ts";
import { anything, optional, text } from "../protocol/parameters/parameter.ts";
import type { TransferRow } from "../state/rows.ts";
import type { LedgerEntry, State } from "../state/state.ts";
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
    const listing: Listing<LedgerEntry> = {
      rows: account === null ? rowsFor(state, destination, group) : [],
      noun: "transfer",
      find: (id) => state.transfers.get(id),
      matches: (entry) =>
        isTransfer(entry) &&
        (destination === undefined || entry.destination === destination) &&
        (group === undefined || entry.transferGroup === group),
    };
    const { rows, hasMore } = pageOf(listing, request);
    const page = { rows: rows.filter(isTransfer), hasMore };
    return listObject(page, "/v1/transfers", (row) => renderTransfer(state, row));
  },
});

function isTransfer(entry: LedgerEntry): entry is TransferRow {
  return "transferGroup" in entry;
}

/** The smallest index that holds every match; an account's ledger has more than transfers in it. */
function rowsFor(
  state: State,
  destination: string | undefined,
  group: string | undefined,
): readonly LedgerEntry[] {
  if (destination === undefined)
    return group === undefined ? state.transfers.rows : state.transfersOfGroup(group);
  const received = state.ledgerOf(destination);
  if (group === undefined) return received;
  const grouped = state.transfersOfGroup(group);
  return grouped.length < received.length ? grouped : received;
}
