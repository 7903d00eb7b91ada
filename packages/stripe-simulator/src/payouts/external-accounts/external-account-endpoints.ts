import { accountOfPath } from "../../accounts/v1/account-of-path.ts";
import { changeAccount, formerValues } from "../../accounts/change-account.ts";
import { checkPlatformMaySet } from "../../accounts/platform/check-platform-may-set.ts";
import { expandableExternalAccount } from "../../accounts/v1/expandable-account.ts";
import { type ApiError, badRequest, noSuch } from "../../protocol/api-error.ts";
import { type Call, endpoint } from "../../protocol/endpoint.ts";
import { expandableList } from "../../protocol/expand.ts";
import { listObject, pageOf, paging } from "../../protocol/listing.ts";
import { mergeMetadata, metadata } from "../../protocol/parameters/metadata.ts";
import {
  anything,
  boolean,
  clearableText,
  integer,
  oneOf,
  optional,
  required,
  text,
  type ValuesOf,
} from "../../protocol/parameters/parameter.ts";
import { type AccountRow, platform } from "../../state/rows.ts";
import {
  addExternalAccount,
  announceExternalAccount,
  checkExternalAccount,
  externalAccountsOf,
  keepDerived,
  removeDefault,
  renderExternalAccount,
} from "./external-accounts.ts";
import type { ExternalAccountRow } from "../payout-rows.ts";
import { readExternalAccount } from "./read-external-account.ts";
import { renderDeletedExternalAccount } from "./render-external-account.ts";

const collection = "/v1/accounts/:id/external_accounts";

export const createExternalAccount = endpoint({
  method: "POST",
  path: collection,
  connected: true,
  expandable: expandableExternalAccount,
  parameters: {
    default_for_currency: optional(boolean),
    expand: optional(anything),
    external_account: required(readExternalAccount),
    metadata: optional(metadata),
  },
  handle: (call, { default_for_currency: defaultForCurrency, external_account: given, ...values }) => {
    const account = changeable(call);
    const facts = {
      ...given,
      metadata: mergeMetadata(given.metadata ?? {}, values.metadata),
      defaultForCurrency,
    };
    checkExternalAccount(facts);
    const row = changeAccount(
      call.world,
      account,
      () => addExternalAccount(call.world, account, facts, call),
      call,
    );
    return renderExternalAccount(row);
  },
});

export const listExternalAccounts = endpoint({
  method: "GET",
  path: collection,
  connected: true,
  expandable: expandableList(expandableExternalAccount),
  parameters: { ...paging, expand: optional(anything), object: optional(oneOf("bank_account", "card")) },
  handle: (call, { object, ...request }) => {
    const { id = "" } = call.path;
    const rows = externalAccountsOf(call.world.state, ownerOfPath(call));
    const page = pageOf(
      {
        rows,
        noun: "external account",
        find: (wanted) => rows.find((row) => row.id === wanted),
        matches: ({ card }) => object === undefined || (card === null) === (object === "bank_account"),
      },
      request,
    );
    return listObject(page, `/v1/accounts/${id}/external_accounts`, renderExternalAccount);
  },
});

export const retrieveExternalAccount = endpoint({
  method: "GET",
  path: `${collection}/:external`,
  connected: true,
  expandable: expandableExternalAccount,
  parameters: { expand: optional(anything) },
  handle: (call) => renderExternalAccount(externalAccountOfPath(call, ownerOfPath(call))),
});

const changes = {
  account_holder_name: optional(text()),
  account_holder_type: optional((raw, name) =>
    raw === "" ? null : oneOf("company", "individual")(raw, name),
  ),
  account_type: optional(oneOf("checking", "futsu", "savings", "toza")),
  address_city: optional(clearableText()),
  address_country: optional(clearableText()),
  address_line1: optional(clearableText()),
  address_line2: optional(clearableText()),
  address_state: optional(clearableText()),
  address_zip: optional(clearableText()),
  default_for_currency: optional(boolean),
  documents: optional(anything),
  exp_month: optional(integer({ min: 1, max: 12 })),
  exp_year: optional(integer({ min: 1970 })),
  expand: optional(anything),
  metadata: optional(metadata),
  name: optional(text()),
};

/** Any update, also one without arguments, takes an errored external account into use again. */
export const updateExternalAccount = endpoint({
  method: "POST",
  path: `${collection}/:external`,
  connected: true,
  expandable: expandableExternalAccount,
  parameters: changes,
  handle: (call, values) => {
    const account = changeable(call);
    const found = externalAccountOfPath(call, account.id);
    const merged = mergeMetadata(found.metadata, values.metadata);
    const row = kept(call, account, found);
    changeAccount(call.world, account, () => applyChanges(call, row, values, merged), call);
    return renderExternalAccount(row);
  },
});

export const deleteExternalAccount = endpoint({
  method: "DELETE",
  path: `${collection}/:external`,
  connected: true,
  handle: (call) => {
    const account = changeable(call);
    const found = externalAccountOfPath(call, account.id);
    if (found.isDefault && found.currency === account.defaultCurrency) throw defaultStays();
    const row = kept(call, account, found);
    changeAccount(
      call.world,
      account,
      () => {
        row.deleted = true;
        call.world.state.externalAccounts.put(row);
        announceExternalAccount(call.world, "deleted", row, { cause: call });
      },
      call,
    );
    return renderDeletedExternalAccount(row);
  },
});

function applyChanges(
  { world: { state }, world, ...cause }: Call,
  row: ExternalAccountRow,
  values: ValuesOf<typeof changes>,
  merged: ExternalAccountRow["metadata"],
): void {
  const before = renderExternalAccount(row);
  row.status = "new";
  row.metadata = merged;
  if (values.account_holder_name !== undefined) row.accountHolderName = values.account_holder_name;
  if (values.account_holder_type !== undefined) row.accountHolderType = values.account_holder_type;
  if (values.account_type !== undefined) row.accountType = values.account_type;
  if (row.card !== null) applyCardChanges(row.card, values);
  if (values.default_for_currency === true) {
    removeDefault(
      state,
      externalAccountsOf(state, row.account).filter(({ currency }) => currency === row.currency),
    );
    row.isDefault = true;
  }
  state.externalAccounts.put(row);
  const previous = formerValues(before, renderExternalAccount(row));
  announceExternalAccount(world, "updated", row, { cause, previousAttributes: previous });
}

function applyCardChanges(
  card: NonNullable<ExternalAccountRow["card"]>,
  values: ValuesOf<typeof changes>,
): void {
  if (values.name !== undefined) card.name = values.name;
  if (values.exp_month !== undefined) card.expMonth = values.exp_month;
  if (values.exp_year !== undefined) card.expYear = values.exp_year;
  const given = Object.entries(values).filter(
    ([name, value]) => name.startsWith("address_") && value !== undefined,
  );
  const address = { ...card.address, ...(Object.fromEntries(given) as Record<string, string | null>) };
  card.address = Object.fromEntries(
    Object.entries(address).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
}

/** The account of the path; the platform's own bank accounts are beyond the API, and those of others are their owners'. */
function changeable(call: Call): AccountRow {
  if (call.path["id"] === call.world.platformAccountId) {
    throw badRequest(
      undefined,
      "You cannot add cards or bank accounts for payouts and top-ups away from the dashboard.",
    );
  }
  const account = accountOfPath(call);
  checkPlatformMaySet(account, ["external_account"]);
  return account;
}

function ownerOfPath(call: Call): string {
  return call.path["id"] === call.world.platformAccountId ? platform : accountOfPath(call).id;
}

function externalAccountOfPath({ path, world }: Call, owner: string): ExternalAccountRow {
  const { external = "" } = path;
  const row = externalAccountsOf(world.state, owner).find(({ id }) => id === external);
  if (row === undefined) throw noSuch("external account", external);
  return row;
}

/** The stored row behind what was found, which may have been derived until now. */
function kept({ world: { state } }: Call, { id }: AccountRow, found: ExternalAccountRow): ExternalAccountRow {
  keepDerived(state, id);
  return state.externalAccounts.get(found.id) ?? found;
}

function defaultStays(): ApiError {
  return badRequest(
    undefined,
    "You cannot delete the default external account for your default currency. Please make another external account the " +
      "default using the `default_for_currency` param, and then delete this one.",
  );
}
