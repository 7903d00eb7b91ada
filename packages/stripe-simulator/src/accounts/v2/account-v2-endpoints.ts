import { settingsOf } from "../../clock.ts";
import { ApiError, badRequest } from "../../protocol/api-error.ts";
import { endpoint } from "../../protocol/endpoint.ts";
import { boolean, integer, listOf, oneOf, optional, text } from "../../protocol/parameters/parameter.ts";
import type { AccountRow } from "../../state/rows.ts";
import { accountDetails } from "../account-details.ts";
import { addAccount, changeAccount } from "../change-account.ts";
import { checkPlatformMaySet } from "../platform/check-platform-may-set.ts";
import { newAccount } from "../new-account.ts";
import { refuseNewAccount } from "../platform/refuse-new-account.ts";
import { accountV2OfPath } from "./account-v2-of-path.ts";
import {
  accountV2Parameters,
  configurationNames,
  includeParameter,
  newAccountV2Parameters,
} from "./account-v2-parameters.ts";
import {
  type AccountV2Change,
  applyAccountV2Change,
  checkAccountV2Change,
  requestsOfV2,
} from "./apply-account-v2-change.ts";
import { configurationsOf, renderAccountV2 } from "./render-account-v2.ts";
import { controllerOfResponsibilities } from "./responsibilities.ts";

/** `POST /v2/core/accounts` (docs.stripe.com/api/v2/core/accounts/create) */
export const createAccountV2 = endpoint({
  method: "POST",
  path: "/v2/core/accounts",
  parameters: newAccountV2Parameters,
  handle: (call, values) => {
    const { world, nowSeconds } = call;
    const { recipient, merchant } = values.configuration ?? {};
    const country = values.identity?.country;
    if (country === undefined && (recipient ?? merchant) !== undefined) {
      throw badRequest(
        "identity_country_required",
        "The `identity.country` value is required but not provided.",
        "identity.country",
      );
    }
    const controller = controllerOfResponsibilities({
      dashboard: values.dashboard ?? "none",
      asked: values.defaults?.responsibilities,
      isRecipient: recipient !== undefined && merchant === undefined,
    });
    const row = newAccount({
      apiGeneration: 2,
      created: nowSeconds,
      type: "none",
      ...(country === undefined ? {} : { country }),
      capabilities: {},
      details: accountDetails({ controller }),
    });
    const change = asChange(values);
    checkPlatformMaySet(row, namesInV1(change));
    const requests = requestsOfV2(change.configuration);
    refuseNewAccount(world.state, {
      capabilities: [...requests].filter(([, asked]) => asked).map(([name]) => name),
      generation: 2,
    });
    checkAccountV2Change(row, change);
    world.state.accounts.put(row);
    applyAccountV2Change(world, row, change);
    addAccount(world, row, call);
    return renderAccountV2(world.state, row, values.include ?? []);
  },
});

export const retrieveAccountV2 = endpoint({
  method: "GET",
  path: "/v2/core/accounts/:id",
  // The official client asks in the name of the event's context (`fetchRelatedObject`).
  connected: true,
  parameters: { include: includeParameter },
  handle: (call, { include }) => renderAccountV2(call.world.state, accountV2OfPath(call), include ?? []),
});

export const updateAccountV2 = endpoint({
  method: "POST",
  path: "/v2/core/accounts/:id",
  parameters: accountV2Parameters,
  handle: (call, values) => {
    const row = accountV2OfPath(call);
    if (row.closed) throw badRequest("account_closed", "This account is closed and cannot be changed.");
    checkPlatformMaySet(row, namesInV1(values));
    checkAccountV2Change(row, values);
    changeAccount(call.world, row, () => applyAccountV2Change(call.world, row, values), call);
    return renderAccountV2(call.world.state, row, values.include ?? []);
  },
});

/** `GET /v2/core/accounts`: pages by URL, newest first; closed ones only when asked for. */
export const listAccountsV2 = endpoint({
  method: "GET",
  path: "/v2/core/accounts",
  parameters: {
    applied_configurations: optional(listOf(oneOf(...configurationNames))),
    closed: optional(boolean),
    limit: optional(integer({ min: 1, max: 20 })),
    page: optional(text()),
  },
  handle: ({ world: { state }, nowSeconds }, values) => {
    const { applied_configurations: wanted = [], closed = false, limit = 10, page } = values;
    const known = nowSeconds - settingsOf(state).v1AccountsVisibleInV2AfterSeconds;
    const shows = (row: AccountRow): boolean =>
      !row.deleted &&
      row.closed === closed &&
      (row.apiGeneration === 2 || row.created <= known) &&
      wanted.every((name) => configurationsOf(row).includes(name));
    const { rows } = state.accounts;
    const data: AccountRow[] = [];
    let at = (page === undefined ? rows.length : positionOf(page)) - 1;
    for (; at >= 0 && data.length < limit; at -= 1) {
      const row = rows[at];
      if (row !== undefined && shows(row)) data.push(row);
    }
    const hasMore = rows.slice(0, at + 1).some(shows);
    const query = [
      ...wanted.map((name, index) => `applied_configurations[${index}]=${name}`),
      ...(closed ? ["closed=true"] : []),
      `limit=${limit}`,
      `page=page_${at + 1}`,
    ];
    return {
      data: data.map((row) => renderAccountV2(state, row, [])),
      next_page_url: hasMore ? `/v2/core/accounts?${query.join("&")}` : null,
      previous_page_url: null,
    };
  },
});

/** Ends an account for good: all of its configurations have to be named, and its balance has to be empty. */
export const closeAccountV2 = endpoint({
  method: "POST",
  path: "/v2/core/accounts/:id/close",
  parameters: { applied_configurations: optional(listOf(oneOf(...configurationNames))) },
  handle: (call, { applied_configurations: named = [] }) => {
    const row = accountV2OfPath(call);
    const applied = configurationsOf(row);
    if (applied.length !== new Set(named).size || !applied.every((name) => named.includes(name))) {
      throw new ApiError({
        status: 400,
        code: "configs_must_match_to_close",
        message: `All of the account's configurations have to be named to close it: ${applied.join(", ")}.`,
      });
    }
    const { state } = call.world;
    if (state.balancesOf(row.id).some(({ available, pending }) => available !== 0 || pending !== 0)) {
      throw new ApiError({
        status: 400,
        code: "cannot_delete_account_with_balance",
        message: "This account cannot be closed because its balance is not zero.",
      });
    }
    changeAccount(call.world, row, () => (row.closed = true), call);
    return renderAccountV2(state, row, []);
  },
});

function positionOf(page: string): number {
  const position = /^page_(\d+)$/.exec(page)?.[1];
  if (position === undefined) throw badRequest(undefined, `Invalid page: ${page}`, "page");
  return Number(position);
}

type Change = Omit<AccountV2Change, "include">;

/** A new account's parameters as those of a change. */
function asChange(values: Readonly<Record<string, unknown>>): AccountV2Change {
  return values as AccountV2Change;
}

/** What the call sets, in v1's names. */
function namesInV1({ identity }: Change): string[] {
  return [
    ...(identity?.attestations?.terms_of_service === undefined ? [] : ["tos_acceptance"]),
    ...(identity?.individual === undefined ? [] : ["individual"]),
    ...(identity?.business_details === undefined ? [] : ["company"]),
    ...(identity?.entity_type === undefined ? [] : ["business_type"]),
  ];
}
