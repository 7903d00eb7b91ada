import { badRequest, noSuch } from "../protocol/api-error.ts";
import { type Call, endpoint } from "../protocol/endpoint.ts";
import { mergeMetadata, metadata } from "../protocol/metadata.ts";
import {
  anything,
  boolean,
  clearableText,
  currency,
  integer,
  listOf,
  object,
  oneOf,
  optional,
  shapeOf,
  text,
} from "../protocol/parameter.ts";
import type { AccountRow } from "../state/rows.ts";
import { newAccount } from "./new-account.ts";
import { includable, renderAccountV2 } from "./render-account-v2.ts";

const include = optional(listOf(oneOf(...includable)));
const requested = optional(shapeOf({ requested: optional(boolean) }));

const changeable = {
  account_token: optional(anything),
  configuration: optional(
    shapeOf({
      customer: optional(anything),
      merchant: optional(anything),
      recipient: optional(
        shapeOf({
          applied: optional(boolean),
          capabilities: optional(
            shapeOf({
              bank_accounts: optional(anything),
              cards: optional(anything),
              stripe_balance: optional(shapeOf({ payouts: requested, stripe_transfers: requested })),
            }),
          ),
        }),
      ),
    }),
  ),
  contact_email: optional(text()),
  contact_phone: optional(text()),
  dashboard: optional(oneOf("express", "full", "none")),
  defaults: optional(
    shapeOf({
      currency: optional(currency),
      locales: optional(anything),
      profile: optional(anything),
      responsibilities: optional(
        shapeOf({
          fees_collector: optional(
            oneOf("application", "application_custom", "application_express", "stripe"),
          ),
          losses_collector: optional(oneOf("application", "stripe")),
          requirements_collector: optional(oneOf("application", "stripe")),
        }),
      ),
    }),
  ),
  display_name: optional(text()),
  identity: optional(object),
  include,
  metadata: optional(metadata),
};

/** `POST /v2/core/accounts`: a recipient, whose losses the platform carries. */
export const createAccountV2 = endpoint({
  method: "POST",
  path: "/v2/core/accounts",
  parameters: changeable,
  handle: ({ world, nowSeconds }, values) => {
    const { recipient } = values.configuration ?? {};
    if (recipient !== undefined) checkResponsibilities(values.defaults?.responsibilities);
    const asksTransfers = recipient?.capabilities?.stripe_balance?.stripe_transfers?.requested === true;
    const country = values.identity?.["country"];
    const entity = values.identity?.["entity_type"];
    const row = newAccount({
      apiGeneration: 2,
      created: nowSeconds,
      type: "none",
      ...(country === undefined ? {} : { country: text(2)(country, "identity.country").toUpperCase() }),
      ...(values.defaults?.currency === undefined ? {} : { defaultCurrency: values.defaults.currency }),
      email: values.contact_email ?? null,
      displayName: values.display_name ?? null,
      businessType: entity === undefined ? null : clearableText()(entity, "identity.entity_type"),
      capabilities: asksTransfers ? { transfers: "inactive" } : {},
      metadata: mergeMetadata({}, values.metadata),
    });
    world.state.accounts.put(row);
    return renderAccountV2(row, values.include ?? []);
  },
});

export const retrieveAccountV2 = endpoint({
  method: "GET",
  path: "/v2/core/accounts/:id",
  parameters: { include },
  handle: (call, values) => renderAccountV2(accountOfPath(call), values.include ?? []),
});

export const updateAccountV2 = endpoint({
  method: "POST",
  path: "/v2/core/accounts/:id",
  parameters: changeable,
  handle: (call, values) => {
    const row = accountOfPath(call);
    row.metadata = mergeMetadata(row.metadata, values.metadata);
    if (values.contact_email !== undefined) row.email = values.contact_email;
    if (values.display_name !== undefined) row.displayName = values.display_name;
    const { recipient } = values.configuration ?? {};
    if (recipient?.capabilities?.stripe_balance?.stripe_transfers?.requested === true) {
      row.capabilities["transfers"] ??= "inactive";
    }
    call.world.state.accounts.put(row);
    return renderAccountV2(row, values.include ?? []);
  },
});

/** `GET /v2/core/accounts`: pages by URL, newest first. */
export const listAccountsV2 = endpoint({
  method: "GET",
  path: "/v2/core/accounts",
  parameters: {
    applied_configurations: optional(anything),
    closed: optional(boolean),
    limit: optional(integer({ min: 1, max: 20 })),
    page: optional(text()),
  },
  handle: ({ world: { state } }, { closed, limit = 10, page }) => {
    const start = page === undefined ? state.accounts.rows.length : positionOf(page);
    const rows: AccountRow[] = [];
    let at = start - 1;
    for (; at >= 0 && rows.length < limit; at -= 1) {
      const row = state.accounts.rows[at];
      if (row !== undefined && !row.deleted && (closed === undefined || row.closed === closed))
        rows.push(row);
    }
    return {
      data: rows.map((row) => renderAccountV2(row, [])),
      next_page_url: at < 0 ? null : `/v2/core/accounts?limit=${limit}&page=page_${at + 1}`,
      previous_page_url: null,
    };
  },
});

export const closeAccountV2 = endpoint({
  method: "POST",
  path: "/v2/core/accounts/:id/close",
  parameters: { applied_configurations: optional(anything) },
  handle: (call) => {
    const row = accountOfPath(call);
    row.closed = true;
    call.world.state.accounts.put(row);
    return renderAccountV2(row, []);
  },
});

function accountOfPath({ world, path }: Call): AccountRow {
  const id = path["id"] ?? "";
  const row = world.state.accounts.get(id);
  if (row === undefined || row.deleted) throw noSuch("account", id);
  return row;
}

function positionOf(page: string): number {
  const position = /^page_(\d+)$/.exec(page)?.[1];
  if (position === undefined) throw badRequest(undefined, `Invalid page: ${page}`, "page");
  return Number(position);
}

/** A platform that pays recipients has to say who collects fees and carries losses, and it has to be itself. */
function checkResponsibilities(
  given:
    | { readonly fees_collector?: string | undefined; readonly losses_collector?: string | undefined }
    | undefined,
): void {
  for (const name of ["fees_collector", "losses_collector"] as const) {
    const param = `defaults.responsibilities.${name}`;
    if (given?.[name] === undefined)
      throw badRequest("parameter_missing", `Missing required param: ${param}.`, param);
    if (given[name] === "stripe") {
      throw badRequest(
        undefined,
        `Invalid ${param}: 'stripe' is not available for this combination of configurations.`,
        param,
      );
    }
  }
}
