import { accountUnreachable, type ApiError, badRequest } from "../protocol/api-error.ts";
import { recordEvent } from "../events/record-event.ts";
import { type Call, endpoint } from "../protocol/endpoint.ts";
import { expandableList } from "../protocol/expand.ts";
import { listObject, pageOf, pagingInTime } from "../protocol/listing.ts";
import { mergeMetadata, metadata } from "../protocol/metadata.ts";
import {
  anything,
  boolean,
  clearableText,
  currency,
  oneOf,
  optional,
  shapeOf,
  text,
} from "../protocol/parameter.ts";
import { object, type RawParameters } from "../protocol/parameter.ts";
import { settingsOf } from "../clock.ts";
import type { AccountRow } from "../state/rows.ts";
import { expandableAccount } from "./expandable-account.ts";
import { newAccount } from "./new-account.ts";
import { renderAccount, renderDeletedAccount, renderPlatformAccount } from "./render-account.ts";

/** Taken as Stripe takes it, but without an effect here. */
const notSimulated = {
  account_token: optional(anything),
  business_profile: optional(anything),
  company: optional(anything),
  documents: optional(anything),
  expand: optional(anything),
  external_account: optional(anything),
  groups: optional(anything),
  individual: optional(anything),
  settings: optional(anything),
  tos_acceptance: optional(anything),
};

const changeable = {
  ...notSimulated,
  business_type: optional(oneOf("company", "government_entity", "individual", "non_profit")),
  capabilities: optional(object),
  default_currency: optional(currency),
  email: optional(clearableText()),
  metadata: optional(metadata),
};

/** The account that the path names; throws 403, as Stripe does not tell an unknown account from a revoked one. */
export function accountOfPath({ world, path, maskedKey }: Call): AccountRow {
  const id = path["id"] ?? "";
  const row = world.state.accounts.get(id);
  if (row === undefined || row.deleted) throw accountUnreachable(maskedKey, id);
  return row;
}

/** `POST /v1/accounts`, which new platforms are refused when the simulator is told so. */
export const createAccount = endpoint({
  method: "POST",
  path: "/v1/accounts",
  expandable: expandableAccount,
  parameters: {
    ...changeable,
    controller: optional(anything),
    country: optional(text(2)),
    type: optional(oneOf("custom", "express", "standard")),
  },
  handle: (call, values) => {
    const { state } = call.world;
    if (settingsOf(state).refuseV1Accounts) throw v1AccountsRefused();
    const row = newAccount({
      created: call.nowSeconds,
      type: values.type ?? (values.controller === undefined ? "standard" : "none"),
      country: values.country ?? "US",
      ...(values.default_currency === undefined ? {} : { defaultCurrency: values.default_currency }),
      email: values.email ?? null,
      businessType: values.business_type ?? null,
      capabilities: requestedCapabilities({}, values.capabilities),
      metadata: mergeMetadata({}, values.metadata),
    });
    state.accounts.put(row);
    recordEvent(call.world, {
      type: "account.updated",
      account: row.id,
      object: renderAccount(row),
      cause: call,
    });
    return renderAccount(row);
  },
});

export const updateAccount = endpoint({
  method: "POST",
  path: "/v1/accounts/:id",
  expandable: expandableAccount,
  parameters: changeable,
  handle: (call, values) => {
    const row = accountOfPath(call);
    const merged = mergeMetadata(row.metadata, values.metadata);
    const capabilities = requestedCapabilities(row.capabilities, values.capabilities);
    Object.assign(row, { metadata: merged, capabilities });
    if (values.email !== undefined) row.email = values.email;
    if (values.business_type !== undefined) row.businessType = values.business_type;
    if (values.default_currency !== undefined) row.defaultCurrency = values.default_currency;
    call.world.state.accounts.put(row);
    recordEvent(call.world, {
      type: "account.updated",
      account: row.id,
      object: renderAccount(row),
      cause: call,
    });
    return renderAccount(row);
  },
});

export const retrieveAccount = endpoint({
  method: "GET",
  path: "/v1/accounts/:id",
  connected: true,
  expandable: expandableAccount,
  parameters: { expand: optional(anything) },
  handle: (call) =>
    call.path["id"] === call.world.platformAccountId
      ? renderPlatformAccount(call.world.platformAccountId)
      : renderAccount(accountOfPath(call)),
});

/** `GET /v1/account`: the platform itself, or the account that `Stripe-Account` names. */
export const retrieveOwnAccount = endpoint({
  method: "GET",
  path: "/v1/account",
  connected: true,
  expandable: expandableAccount,
  parameters: { expand: optional(anything) },
  handle: ({ account, world }) =>
    account === null ? renderPlatformAccount(world.platformAccountId) : renderAccount(account),
});

export const listAccounts = endpoint({
  method: "GET",
  path: "/v1/accounts",
  expandable: expandableList(expandableAccount),
  parameters: { ...pagingInTime, expand: optional(anything) },
  handle: ({ world: { state } }, request) => {
    const page = pageOf(
      {
        rows: state.accounts.rows,
        noun: "account",
        find: (id) => state.accounts.get(id),
        matches: (row) => !row.deleted,
      },
      request,
    );
    return listObject(page, "/v1/accounts", renderAccount);
  },
});

/** `DELETE /v1/accounts/:id`: only an account without money can go. */
export const deleteAccount = endpoint({
  method: "DELETE",
  path: "/v1/accounts/:id",
  handle: (call) => {
    const row = accountOfPath(call);
    const hasMoney = call.world.state
      .balancesOf(row.id)
      .some(({ available, pending }) => available !== 0 || pending !== 0);
    if (hasMoney) {
      throw badRequest(
        undefined,
        "This account cannot be deleted because its balance is not zero.",
        "account",
      );
    }
    row.deleted = true;
    call.world.state.accounts.put(row);
    return renderDeletedAccount(row.id);
  },
});

const capabilityRequest = shapeOf({ requested: optional(boolean) });

/** A requested capability starts inactive: its owner has to be onboarded first. */
function requestedCapabilities(
  current: Record<string, string>,
  asked: RawParameters | undefined,
): Record<string, string> {
  const capabilities = { ...current };
  for (const [name, request] of Object.entries(asked ?? {})) {
    const { requested } = capabilityRequest(request, `capabilities[${name}]`);
    if (requested === true) capabilities[name] ??= "inactive";
    else if (requested === false) delete capabilities[name];
  }
  return capabilities;
}

function v1AccountsRefused(): ApiError {
  return badRequest(
    undefined,
    "Stripe no longer recommends Accounts v1 for new Connect integrations. Create connected accounts with POST " +
      "/v2/core/accounts instead. If your integration requires v1 account creation for a supported compatibility scenario, " +
      "enable Accounts v1 support in the Dashboard: " +
      "https://dashboard.stripe.com/settings/developers/api-policies/feat_accounts_v1_support",
  );
}
