import { readPayoutAccount, saveAccountReadings, type PayoutAccount } from "@payrun/db";
import { ProviderUnavailable, type AccountLink } from "@payrun/provider";
import type { ApiDeps } from "../../api-deps.ts";
import { orNotFound, refuse } from "../../trpc/refusal.ts";
import { openAccount, type AccountWanted } from "./open-account.ts";
import { refuseForOperator } from "./operator-fault.ts";

type Link = { readonly url: string };

/**
 * Stripe's onboarding pages for a creator, for one visit. Opens her account first when she has none, or when Stripe does
 * not show us the one she had.
 *
 * @throws RefusalError
 */
export async function linkToOnboarding(
  deps: ApiDeps,
  wanted: Omit<AccountWanted, "replaces">,
): Promise<Link> {
  const account = orNotFound(await readPayoutAccount(deps.db, wanted.creatorId));
  const accountId =
    (await accountInUse(deps, account)) ??
    (await openAccount(deps, { ...wanted, replaces: account.stripeAccountId }));
  const { webOrigin } = deps.settings;
  return urlIn(deps, wanted.creatorId, account, () =>
    deps.provider.onboardingLink({
      accountId,
      returnUrl: `${webOrigin}/get-paid/return`,
      refreshUrl: `${webOrigin}/get-paid/refresh`,
    }),
  );
}

/**
 * Stripe's dashboard for a creator, where she sees her payouts and changes her bank; for one visit.
 *
 * @throws RefusalError
 */
export async function linkToDashboard(deps: ApiDeps, creatorId: string): Promise<Link> {
  const account = orNotFound(await readPayoutAccount(deps.db, creatorId));
  const { stripeAccountId } = account;
  if (stripeAccountId === null) return refuse({ code: "no_payout_account" });
  return urlIn(deps, creatorId, account, () => deps.provider.dashboardLink(stripeAccountId));
}

/**
 * Reads a creator's account at Stripe into the mirror, unless it was read seconds ago.
 *
 * @throws RefusalError `unavailable` for weather.
 */
export async function readAtStripe(deps: ApiDeps, creatorId: string): Promise<void> {
  const account = orNotFound(await readPayoutAccount(deps.db, creatorId));
  const { stripeAccountId, readAgeMs, detail, accountError } = account;
  if (stripeAccountId === null) return;
  const isKnown = detail !== null || accountError !== null;
  if (isKnown && readAgeMs !== null && readAgeMs < READ_AGAIN_AFTER_MS) return;
  await readNow(deps, stripeAccountId);
}

const READ_AGAIN_AFTER_MS = 10_000;

/** The account that can be used; null when there is none, or Stripe still does not show it. */
async function accountInUse(
  deps: ApiDeps,
  { stripeAccountId, accountError }: PayoutAccount,
): Promise<string | null> {
  if (stripeAccountId === null || accountError === null) return stripeAccountId;
  // It may be back: a new account would be a change of destination for nothing.
  const { error } = await readNow(deps, stripeAccountId);
  return error === null ? stripeAccountId : null;
}

async function readNow(deps: ApiDeps, accountId: string): Promise<{ readonly error: string | null }> {
  const reading = await orUnavailable(deps.provider.readPayoutAccount(accountId));
  await saveAccountReadings(deps.db, [reading], deps.clock.now());
  return reading;
}

async function urlIn(
  deps: ApiDeps,
  creatorId: string,
  { country }: PayoutAccount,
  ask: () => Promise<AccountLink>,
): Promise<Link> {
  const link = await orUnavailable(ask());
  switch (link.kind) {
    case "link":
      return { url: link.url };
    case "not_onboarded":
      return refuse({ code: "onboarding_unfinished" });
    case "unreachable":
      await readNow(deps, link.accountId);
      return refuse({ code: "account_unreachable" });
    case "refused":
      return refuseForOperator(deps, link.refusal, { creatorId, country });
  }
}

async function orUnavailable<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ProviderUnavailable) refuse({ code: "unavailable", retryAfterSeconds: 30 });
    throw error;
  }
}
