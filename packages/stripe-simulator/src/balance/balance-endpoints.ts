import { badRequest, noSuch } from "../protocol/api-error.ts";
import { endpoint } from "../protocol/endpoint.ts";
import { expandableList } from "../protocol/expand.ts";
import { listObject, pageOf, pagingInTime } from "../protocol/listing.ts";
import { anything, currency, optional, text } from "../protocol/parameter.ts";
import { platform } from "../state/rows.ts";
import type { LedgerEntry, State } from "../state/state.ts";
import { expandableBalanceTransaction } from "../transfers/expandable-transfer.ts";
import {
  balanceTransactionFacts,
  ledgerEntryOf,
  ownerOf,
  renderBalanceTransaction,
} from "./balance-transaction.ts";
import { renderBalance } from "./render-balance.ts";

/** `GET /v1/balance`: the platform's, or the connected account's that `Stripe-Account` names. */
export const retrieveBalance = endpoint({
  method: "GET",
  path: "/v1/balance",
  connected: true,
  parameters: { expand: optional(anything) },
  handle: ({ account, world }) =>
    renderBalance(world.state, account?.id ?? platform, account?.defaultCurrency ?? "usd"),
});

export const listBalanceTransactions = endpoint({
  method: "GET",
  path: "/v1/balance_transactions",
  connected: true,
  expandable: expandableList(expandableBalanceTransaction),
  parameters: {
    ...pagingInTime,
    currency: optional(currency),
    expand: optional(anything),
    payout: optional(text()),
    source: optional(text()),
    type: optional(text()),
  },
  handle: ({ account, world: { state } }, { currency: code, payout, source, type, ...request }) => {
    if (payout !== undefined) throw noSuch("payout", payout, "payout");
    const owner = account?.id ?? platform;
    const page = pageOf(
      {
        rows: rowsFor(state, owner, source),
        noun: "balance transaction",
        find: (id) => entryOf(state, id, owner),
        matches: (entry: LedgerEntry) => {
          if (code !== undefined && entry.currency !== code) return false;
          const facts = balanceTransactionFacts(entry, owner);
          if (facts === null || (source !== undefined && facts.source !== source)) return false;
          return type === undefined || facts.type === type;
        },
      },
      request,
    );
    return listObject(page, "/v1/balance_transactions", (entry) =>
      renderBalanceTransaction(state, entry, owner),
    );
  },
});

export const retrieveBalanceTransaction = endpoint({
  method: "GET",
  path: "/v1/balance_transactions/:id",
  connected: true,
  expandable: expandableBalanceTransaction,
  parameters: { expand: optional(anything) },
  handle: ({ account, path, world: { state } }) => {
    const owner = account?.id ?? platform;
    const id = path["id"] ?? "";
    const entry = entryOf(state, id, owner);
    if (entry === undefined) throw noSuch("balance transaction", id);
    return renderBalanceTransaction(state, entry, owner);
  },
});

function rowsFor(state: State, owner: string, source: string | undefined): readonly LedgerEntry[] {
  if (source === undefined) return owner === platform ? state.ledger : state.ledgerOf(owner);
  const entry = ledgerEntryOf(state, source);
  if (entry === undefined) throw badRequest("resource_missing", `No such source: '${source}'`, "source");
  return [entry];
}

function entryOf(state: State, id: string, owner: string): LedgerEntry | undefined {
  const entry = ledgerEntryOf(state, id);
  return entry !== undefined && ownerOf(entry, id) === owner ? entry : undefined;
}
