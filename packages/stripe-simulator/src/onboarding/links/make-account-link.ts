import { badRequest } from "../../protocol/api-error.ts";
import { newSecret } from "../../protocol/new-id.ts";
import type { AccountRow } from "../../state/rows.ts";
import type { World } from "../../world.ts";
import type { AccountLinkRow } from "../onboarding-rows.ts";

/** Seconds for which a link can be visited (measured: `expires_at` minus `created`). */
const lifetimeSeconds = 300;

export type LinkFacts = Pick<AccountLinkRow, "kind" | "refreshUrl" | "returnUrl" | "fields">;

/** A link that can be visited once, within five minutes of the simulated clock. */
export function makeAccountLink(world: World, account: AccountRow, facts: LinkFacts): AccountLinkRow {
  const created = world.clock.nowSeconds();
  const link: AccountLinkRow = {
    ...facts,
    id: newSecret("alu").slice(4),
    account: account.id,
    created,
    expiresAt: created + lifetimeSeconds,
    session: null,
    returned: false,
  };
  world.state.accountLinks.put(link);
  return link;
}

/** Where a browser follows the link. */
export function urlOf({ publicUrl }: World, { id, account, kind }: AccountLinkRow): string {
  return `${publicUrl}/setup/${kind === "login" ? "express" : "e"}/${account}/${id}`;
}

/** From now on the owner fills in what is missing: the platform no longer does. */
export function beginOnboarding({ state }: World, account: AccountRow): void {
  if (account.details.onboardingBegun) return;
  account.details.onboardingBegun = true;
  state.accounts.put(account);
}

/** Only an account whose requirements the platform collects has an update form; throws 400 for the others. */
export function checkMayUpdate({ details }: AccountRow, param: string): void {
  if (details.controller.requirementCollection === "application") return;
  throw badRequest(
    undefined,
    "You cannot create `account_update` type Account Links for this account. Valid types for this account are " +
      '["account_onboarding"].',
    param,
  );
}

/** Reads an address that a browser can be sent to; throws 400 `url_invalid`. */
export function webAddress(raw: unknown, param: string): string {
  if (typeof raw === "string" && URL.canParse(raw) && /^https?:$/.test(new URL(raw).protocol)) return raw;
  throw badRequest("url_invalid", "Not a valid URL", param);
}
