import { badRequest, noSuch } from "../protocol/api-error.ts";
import { type Call, endpoint } from "../protocol/endpoint.ts";
import { expandableList } from "../protocol/expand.ts";
import { listObject, pageOf, type PageRequest, pagingInTime } from "../protocol/listing.ts";
import { anything, currency, optional, text, type ValuesOf } from "../protocol/parameters/parameter.ts";
import { entriesOfPayout, ledgerOfOwner } from "../payouts/schedule/payout-contents.ts";
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

const listDefinition = {
  method: "GET",
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
} as const;

export const listBalanceTransactions = endpoint({
  ...listDefinition,
  path: "/v1/balance_transactions",
  handle: (call, values) => transactions(call, values),
});

/** The former name of the list. */
export const listBalanceHistory = endpoint({
  ...listDefinition,
  path: "/v1/balance/history",
  handle: (call, values) => transactions(call, values),
});

function transactions(
  { account, world: { state } }: Call,
  { currency: code, payout, source, type, ...request }: ValuesOf<typeof listDefinition.parameters>,
) {
  const owner = account?.id ?? platform;
  const page = pageOf(
    {
      rows: rowsFor(state, owner, { source, payout, type: narrowBy(state, owner, type, request), code }),
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
}

const retrieveDefinition = {
  method: "GET",
  connected: true,
  expandable: expandableBalanceTransaction,
  parameters: { expand: optional(anything) },
} as const;

export const retrieveBalanceTransaction = endpoint({
  ...retrieveDefinition,
  path: "/v1/balance_transactions/:id",
  handle: (call) => transactionOfPath(call),
});

export const retrieveBalanceHistory = endpoint({
  ...retrieveDefinition,
  path: "/v1/balance/history/:id",
  handle: (call) => transactionOfPath(call),
});

function transactionOfPath({ account, path, world: { state } }: Call) {
  const owner = account?.id ?? platform;
  const id = path["id"] ?? "";
  const entry = entryOf(state, id, owner);
  if (entry === undefined) throw noSuch("balance transaction", id);
  return renderBalanceTransaction(state, entry, owner);
}

/** The type that the list can be narrowed by: a page may follow an entry of another type, which must be found too. */
function narrowBy(
  state: State,
  owner: string,
  type: string | undefined,
  { starting_after: after, ending_before: before }: PageRequest,
): string | undefined {
  const cursor = entryOf(state, after ?? before ?? "", owner);
  return cursor === undefined || balanceTransactionFacts(cursor, owner)?.type === type ? type : undefined;
}

type Narrow = {
  readonly source: string | undefined;
  readonly payout: string | undefined;
  readonly type: string | undefined;
  readonly code: string | undefined;
};

/** The smallest part of the ledger that holds every match, oldest first. */
function rowsFor(
  state: State,
  owner: string,
  { source, payout, type, code }: Narrow,
): readonly LedgerEntry[] {
  if (payout !== undefined) return paidOutBy(state, owner, payout);
  if (source === undefined) {
    if (code !== undefined && state.balances.get(`${owner}|${code}`) === undefined) return [];
    return type === undefined ? ledgerOfOwner(state, owner) : entriesOfType(state, owner, type);
  }
  const movements = state.movements.of(source);
  if (movements.length > 0) return movements;
  const entry = ledgerEntryOf(state, source);
  if (entry === undefined) throw badRequest("resource_missing", `No such source: '${source}'`, "source");
  return [entry];
}

function entriesOfType(state: State, owner: string, type: string): readonly LedgerEntry[] {
  switch (type) {
    case "payment":
      return owner === platform ? [] : state.ledgerOf(owner);
    case "payment_refund":
      return state.reversals.of(owner);
    case "transfer":
      return owner === platform ? state.transfers.rows : [];
    case "transfer_refund":
      return owner === platform ? state.reversals.rows : [];
    default:
      return state.movementsOf(owner, type);
  }
}

/** An automatic payout and what it paid out; throws 400 for others, and while it is not settled what that is. */
function paidOutBy(state: State, owner: string, id: string): readonly LedgerEntry[] {
  const payout = state.payouts.get(id);
  if (payout?.owner !== owner) throw noSuch("payout", id, "payout");
  if (!payout.automatic) {
    throw badRequest(
      undefined,
      "Balance transaction history can only be filtered on automatic transfers, not manual.",
      "payout",
    );
  }
  if (!payout.reconciled) {
    throw badRequest(
      "payout_reconciliation_not_ready",
      "The balance transactions of this payout are not available yet: its reconciliation is still in progress.",
      "payout",
    );
  }
  const [itself] = state.movements.of(id);
  return [...entriesOfPayout(state, owner, id), ...(itself === undefined ? [] : [itself])];
}

function entryOf(state: State, id: string, owner: string): LedgerEntry | undefined {
  const entry = ledgerEntryOf(state, id);
  return entry !== undefined && ownerOf(entry, id) === owner ? entry : undefined;
}
