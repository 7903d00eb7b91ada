import type Stripe from "stripe";
import { ProviderUnavailable } from "../client/provider-unavailable.ts";
import { fieldsOf } from "../client/json-body.ts";
import { sendOnce, type WireAnswer } from "../client/wire-answer.ts";
import type { WireRecord } from "../client/wire-client.ts";
import { saysAccountIsOfV1, saysAccountsV2Closed } from "./accounts-v2-closed.ts";
import { operatorRefusal, type OperatorRefusal } from "./operator-refusal.ts";
import { UNREACHABLE_CODES, type UnreachableAccount } from "./read-account.ts";

export type OnboardingLink = {
  readonly accountId: string;
  /** Where Stripe sends the creator when she leaves, finished or not: read the account there, believe nothing else. */
  readonly returnUrl: string;
  /** Where Stripe sends her when the link is used or expired; it must mint a new one, behind a log-in. */
  readonly refreshUrl: string;
  /** Only to get one link for a double click; a lost link costs nothing. */
  readonly idempotencyKey?: string;
};

export type AccountLink =
  | {
      readonly kind: "link";
      /** For one visit, at once: never stored, logged or sent by e-mail. */
      readonly url: string;
      /** Null when Stripe does not say. */
      readonly expiresAt: Date | null;
    }
  /** Deleted, closed, of another mode, or its access revoked. */
  | UnreachableAccount
  /** The creator has not finished onboarding: send her there first. */
  | { readonly kind: "not_onboarded"; readonly accountId: string }
  | { readonly kind: "refused"; readonly refusal: OperatorRefusal };

/**
 * A link to Stripe's hosted onboarding: v2 first, v1 where Stripe says that v2 is not for this platform or account.
 * The outcome of a lost answer does not matter: a link that nobody saw opens nothing.
 *
 * @throws ProviderUnavailable for weather.
 */
export async function onboardingLink(
  stripe: Stripe,
  { accountId, returnUrl, refreshUrl, idempotencyKey }: OnboardingLink,
): Promise<AccountLink> {
  const urls = { refresh_url: refreshUrl, return_url: returnUrl };
  const v2 = await send("v2.core.accountLinks.create", idempotencyKey, 2, (options) =>
    stripe.v2.core.accountLinks.create(
      { account: accountId, use_case: { type: "account_onboarding", account_onboarding: urls } },
      options,
    ),
  );
  const { answer } = v2;
  const useV1 =
    answer.kind === "error" && (saysAccountsV2Closed(answer.facts) || saysAccountIsOfV1(answer.facts));
  if (!useV1) return linkIn(accountId, v2);
  const v1Key = idempotencyKey === undefined ? undefined : `${idempotencyKey}_v1`;
  const v1 = await send("accountLinks.create", v1Key, 1, (options) =>
    stripe.accountLinks.create({ account: accountId, type: "account_onboarding", ...urls }, options),
  );
  return linkIn(accountId, v1);
}

/**
 * A link that logs the creator in to her Express dashboard, where she sees her payouts and changes her bank.
 *
 * @throws ProviderUnavailable for weather.
 */
export async function dashboardLink(stripe: Stripe, accountId: string): Promise<AccountLink> {
  const sent = await send("accounts.createLoginLink", undefined, 1, (options) =>
    stripe.accounts.createLoginLink(accountId, {}, options),
  );
  const { answer } = sent;
  // Stripe gives this refusal no code; the words are quoted by many integrations.
  if (answer.kind === "error" && /not completed onboarding/i.test(answer.facts.message ?? ""))
    return { kind: "not_onboarded", accountId };
  return linkIn(accountId, sent);
}

type Sent = { readonly operation: string; readonly answer: WireAnswer; readonly record: WireRecord };

async function send(
  operation: string,
  idempotencyKey: string | undefined,
  generation: 1 | 2,
  create: (options: Stripe.RequestOptions) => Promise<unknown>,
): Promise<Sent> {
  const options = idempotencyKey === undefined ? {} : { idempotencyKey };
  const key = idempotencyKey ?? null;
  const { answer, record } = await sendOnce(() => create(options), { idempotencyKey: key, generation });
  return { operation, answer, record };
}

function linkIn(accountId: string, { operation, answer, record }: Sent): AccountLink {
  if (answer.kind === "error") {
    const { facts } = answer;
    if (facts.code !== null && GONE.has(facts.code))
      return { kind: "unreachable", accountId, reason: facts.code };
    const weather = isWeather(facts.httpStatus ?? 0);
    if (weather) throw new ProviderUnavailable({ operation, ...record, code: facts.code }, answer);
    return { kind: "refused", refusal: operatorRefusal(facts, record.requestId) };
  }
  const { url, expires_at: expiresAt } = fieldsOf(answer.kind === "body" ? answer.body : null);
  if (typeof url !== "string" || !URL.canParse(url))
    throw new ProviderUnavailable({ operation, ...record, code: null }, answer);
  return { kind: "link", url, expiresAt: instantOf(expiresAt) };
}

const GONE: ReadonlySet<string> = new Set([...UNREACHABLE_CODES, "account_closed"]);

function isWeather(httpStatus: number): boolean {
  return httpStatus < 400 || httpStatus >= 500 || httpStatus === 409 || httpStatus === 429;
}

/** v1 says seconds, v2 says RFC 3339. */
function instantOf(value: unknown): Date | null {
  if (typeof value === "number") return new Date(value * 1000);
  return typeof value === "string" && !Number.isNaN(Date.parse(value)) ? new Date(value) : null;
}
