import type { Outcome } from "../../protocol/answer.ts";
import { newSecret } from "../../protocol/new-id.ts";
import type { HttpRequest } from "../../protocol/parameters/raw-parameters.ts";
import type { AccountRow } from "../../state/rows.ts";
import type { World } from "../../world.ts";
import type { AccountLinkRow } from "../onboarding-rows.ts";
import { messagePage, redirect } from "./layout.ts";

/** An owner at his pages: which account, and the link that he came by. */
export type Visit = { readonly world: World; readonly account: AccountRow; readonly link: AccountLinkRow };

/**
 * Follows a link. The first visit within its lifetime begins a session, which a cookie keeps; after that, or when it has
 * expired, the link leads to `refresh_url` (docs.stripe.com/api/account_links/create).
 */
export function followLink(world: World, accountId: string, token: string): Outcome {
  const link = world.state.accountLinks.get(token);
  const account = world.state.accounts.get(accountId);
  if (link === undefined || account === undefined || account.deleted || link.account !== accountId) {
    return messagePage("This link does not exist", "Ask the platform that sent you here for a new one.", 404);
  }
  if (link.session !== null || link.expiresAt <= world.clock.nowSeconds()) {
    return link.refreshUrl === null
      ? messagePage(
          "This link no longer works",
          "Links can be opened once, and only for a few minutes. Ask the platform that sent you here for a new one.",
          410,
        )
      : redirect(link.refreshUrl, {}, 302);
  }
  link.session = newSecret("session");
  world.state.accountLinks.put(link);
  const home = homeOf(link);
  const cookie = `${cookieName(link.kind)}=${link.id}.${link.session}; Path=${home}; HttpOnly; SameSite=Lax`;
  return redirect(home, { "Set-Cookie": cookie }, 302);
}

/** Where the pages of a session are: `/setup/a/acct_…` or, of a login link, `/setup/dashboard/acct_…`. */
export function homeOf({ kind, account }: AccountLinkRow): string {
  return `/setup/${kind === "login" ? "dashboard" : "a"}/${account}`;
}

/** The session of a request, also one that has returned to the platform; null when it has none. */
export function visitOf(
  world: World,
  request: HttpRequest,
  kind: "login" | "onboarding",
  accountId: string,
): Visit | null {
  const account = world.state.accounts.get(accountId);
  const [token = "", session = ""] = cookieOf(request, cookieName(kind))?.split(".") ?? [];
  const link = world.state.accountLinks.get(token);
  const isOpen = link !== undefined && link.session !== null && link.session === session;
  if (!isOpen || link.account !== accountId || account === undefined || account.deleted) return null;
  return { world, account, link };
}

export function noSession(): Outcome {
  return messagePage(
    "Your session is over",
    "What you have filled in is kept. Go back to the platform that sent you here, and open its link again.",
    403,
  );
}

function cookieName(kind: string): string {
  return kind === "login" ? "sim_dashboard" : "sim_setup";
}

function cookieOf({ headers }: HttpRequest, name: string): string | undefined {
  const cookies = String(headers["cookie"] ?? "").split(/;\s*/);
  return cookies.find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1);
}
