import { accountOfPath } from "../../accounts/v1/account-of-path.ts";
import { badRequest } from "../../protocol/api-error.ts";
import { endpoint } from "../../protocol/endpoint.ts";
import { anything, optional } from "../../protocol/parameters/parameter.ts";
import { makeAccountLink, urlOf } from "./make-account-link.ts";

/** `POST /v1/accounts/:id/login_links`: to the Express dashboard, for whoever has one and was onboarded. */
export const createLoginLink = endpoint({
  method: "POST",
  path: "/v1/accounts/:id/login_links",
  parameters: { expand: optional(anything) },
  handle: (call) => {
    const account = accountOfPath(call);
    if (account.details.controller.dashboard !== "express") {
      throw badRequest(
        undefined,
        `Cannot create a login link for the account ${account.id}, which is not an Express account.`,
      );
    }
    if (!account.detailsSubmitted) {
      throw badRequest(
        undefined,
        "Cannot create a login link for an account that has not completed onboarding.",
      );
    }
    const link = makeAccountLink(call.world, account, {
      kind: "login",
      refreshUrl: null,
      returnUrl: null,
      fields: null,
    });
    return { object: "login_link", created: link.created, url: urlOf(call.world, link) };
  },
});
