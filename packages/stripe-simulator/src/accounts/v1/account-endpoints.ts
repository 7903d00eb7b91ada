import { badRequest } from "../../protocol/api-error.ts";
import { endpoint } from "../../protocol/endpoint.ts";
import { expandableList } from "../../protocol/expand.ts";
import { listObject, pageOf, pagingInTime } from "../../protocol/listing.ts";
import { anything, oneOf, optional } from "../../protocol/parameters/parameter.ts";
import { accountDetails } from "../account-details.ts";
import { country } from "../contact-readers.ts";
import { accountOfPath } from "./account-of-path.ts";
import { accountParameters, controllerParameter } from "./account-parameters.ts";
import { type AccountChange, prepareAccountChange } from "./apply-account-change.ts";
import { addAccount, changeAccount } from "../change-account.ts";
import { checkPlatformMaySet } from "../platform/check-platform-may-set.ts";
import { controllerOf } from "../platform/controller-of.ts";
import { expandableAccount } from "./expandable-account.ts";
import { newAccount } from "../new-account.ts";
import { refuseNewAccount, refuseV1Account } from "../platform/refuse-new-account.ts";
import { renderAccount, renderDeletedAccount, renderPlatformAccount } from "./render-account.ts";

/** `POST /v1/accounts`, which new platforms are refused when the simulator is told so. */
export const createAccount = endpoint({
  method: "POST",
  path: "/v1/accounts",
  expandable: expandableAccount,
  parameters: {
    ...accountParameters,
    controller: controllerParameter,
    country: optional(country),
    type: optional(oneOf("custom", "express", "standard")),
  },
  handle: (call, { controller: asked, type, country: home, ...values }) => {
    const { state } = call.world;
    refuseV1Account(state);
    const { controller, type: shownType } = controllerOf(type, asked);
    const row = newAccount({
      created: call.nowSeconds,
      type: shownType,
      country: home ?? "US",
      capabilities: {},
      details: accountDetails({ controller }),
    });
    checkPlatformMaySet(row, namesOf(values));
    const { capabilities, apply } = prepareAccountChange(call.world, row, values, call);
    refuseNewAccount(state, { capabilities, generation: 1 });
    state.accounts.put(row);
    apply(row);
    addAccount(call.world, row, call);
    return renderAccount(state, row);
  },
});

export const updateAccount = endpoint({
  method: "POST",
  path: "/v1/accounts/:id",
  expandable: expandableAccount,
  parameters: accountParameters,
  handle: (call, values) => {
    const row = accountOfPath(call);
    checkPlatformMaySet(row, namesOf(values));
    const { apply } = prepareAccountChange(call.world, row, values, call);
    changeAccount(call.world, row, () => apply(row), call);
    return renderAccount(call.world.state, row);
  },
});

export const retrieveAccount = endpoint({
  method: "GET",
  path: "/v1/accounts/:id",
  connected: true,
  expandable: expandableAccount,
  parameters: { expand: optional(anything) },
  handle: (call) => {
    const { platformAccountId, state } = call.world;
    return call.path["id"] === platformAccountId
      ? renderPlatformAccount(platformAccountId)
      : renderAccount(state, accountOfPath(call));
  },
});

/** `GET /v1/account`: the platform itself, or the account that `Stripe-Account` names. */
export const retrieveOwnAccount = endpoint({
  method: "GET",
  path: "/v1/account",
  connected: true,
  expandable: expandableAccount,
  parameters: { expand: optional(anything) },
  handle: ({ account, world }) =>
    account === null ? renderPlatformAccount(world.platformAccountId) : renderAccount(world.state, account),
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
    return listObject(page, "/v1/accounts", (row) => renderAccount(state, row));
  },
});

/** What a call sets. Which agreement the owner is to accept is the platform's choice; the acceptance is not. */
function namesOf({ tos_acceptance: terms, ...values }: Partial<AccountChange>): string[] {
  const accepts = terms !== undefined && Object.keys(terms).some((name) => name !== "service_agreement");
  return [...Object.keys(values), ...(accepts ? ["tos_acceptance"] : [])];
}

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
