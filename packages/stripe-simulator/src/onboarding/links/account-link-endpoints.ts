import { accountUnreachable, badRequest } from "../../protocol/api-error.ts";
import { type Call, endpoint } from "../../protocol/endpoint.ts";
import { anything, oneOf, optional, required, shapeOf, text } from "../../protocol/parameters/parameter.ts";
import type { AccountRow } from "../../state/rows.ts";
import { beginOnboarding, checkMayUpdate, makeAccountLink, urlOf, webAddress } from "./make-account-link.ts";

const fields = oneOf("currently_due", "eventually_due");

const collectionOptions = optional(
  shapeOf({ fields: optional(fields), future_requirements: optional(oneOf("include", "omit")) }),
);

/** `POST /v1/account_links` (docs.stripe.com/api/account_links/create) */
export const createAccountLink = endpoint({
  method: "POST",
  path: "/v1/account_links",
  parameters: {
    account: required(text()),
    collect: optional(fields),
    collection_options: collectionOptions,
    expand: optional(anything),
    refresh_url: optional(webAddress),
    return_url: optional(webAddress),
    type: required(oneOf("account_onboarding", "account_update")),
  },
  handle: (call, values) => {
    const account = accountNamed(call, values.account);
    if (values.type === "account_update") checkMayUpdate(account, "type");
    beginOnboarding(call.world, account);
    const link = makeAccountLink(call.world, account, {
      kind: values.type,
      refreshUrl: values.refresh_url ?? null,
      returnUrl: values.return_url ?? null,
      fields: values.collection_options?.fields ?? values.collect ?? "currently_due",
    });
    return {
      object: "account_link",
      created: link.created,
      expires_at: link.expiresAt,
      url: urlOf(call.world, link),
    };
  },
});

const flow = optional(
  shapeOf({
    collection_options: collectionOptions,
    refresh_url: required(webAddress),
    return_url: optional(webAddress),
  }),
);

/** `POST /v2/core/account_links` (docs.stripe.com/api/v2/core/account-links/create) */
export const createAccountLinkV2 = endpoint({
  method: "POST",
  path: "/v2/core/account_links",
  parameters: {
    account: required(text()),
    use_case: required(
      shapeOf({
        account_onboarding: flow,
        account_update: flow,
        type: required(oneOf("account_onboarding", "account_update")),
      }),
    ),
  },
  handle: (call, { account: id, use_case: useCase }) => {
    const account = accountNamed(call, id);
    const asked = useCase[useCase.type];
    if (asked === undefined) {
      const param = `use_case.${useCase.type}`;
      throw badRequest("parameter_missing", `Missing required param: ${param}.`, param);
    }
    if (useCase.type === "account_update") checkMayUpdate(account, "use_case.type");
    beginOnboarding(call.world, account);
    const link = makeAccountLink(call.world, account, {
      kind: useCase.type,
      refreshUrl: asked.refresh_url,
      returnUrl: asked.return_url ?? null,
      fields: asked.collection_options?.fields ?? "currently_due",
    });
    return {
      object: "v2.core.account_link",
      account: account.id,
      created: new Date(link.created * 1000).toISOString(),
      expires_at: new Date(link.expiresAt * 1000).toISOString(),
      livemode: false,
      url: urlOf(call.world, link),
      use_case: { [useCase.type]: asked, type: useCase.type },
    };
  },
});

/** The account that a parameter names; throws 403, as Stripe does not tell an unknown account from a revoked one. */
export function accountNamed({ world, maskedKey }: Call, id: string): AccountRow {
  const account = world.state.accounts.get(id);
  if (account === undefined || account.deleted || account.closed) throw accountUnreachable(maskedKey, id);
  return account;
}
