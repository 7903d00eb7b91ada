import type { StripeErrorFacts } from "@payrun/payouts-core";

/**
 * Stripe refuses because of how the platform is set up: only whoever runs Payrun can act. Never shown to a creator,
 * who can do nothing about it and must not read how the platform stands with Stripe.
 */
export type OperatorRefusal = {
  readonly code: OperatorRefusalCode;
  /** What is wrong, in one sentence. */
  readonly sentence: string;
  /** What to do, once, in one sentence. */
  readonly action: string;
  /** Where to do it. */
  readonly url: string;
  /** As Stripe said it, for the log and for Stripe's support. */
  readonly stripe: StripeErrorFacts & { readonly requestId: string | null };
};

export type OperatorRefusalCode =
  | "accounts_api_closed"
  | "connect_not_signed_up"
  | "platform_profile_incomplete"
  | "responsibilities_not_accepted"
  | "transfers_need_approval"
  | "country_not_offered"
  | "https_required"
  | "key_rejected"
  | "key_not_permitted"
  | "creator_data_refused"
  | "unmapped";

type Rule = Omit<OperatorRefusal, "stripe"> & {
  readonly applies: (facts: StripeErrorFacts) => boolean;
};

function says(pattern: RegExp): Rule["applies"] {
  return ({ message }) => pattern.test(message ?? "");
}

const API_KEYS = "https://dashboard.stripe.com/apikeys";
const PLATFORM_PROFILE = "https://dashboard.stripe.com/settings/connect/platform-profile";

/** Data of the creator that Stripe checks while it opens an account. */
const CREATOR_PARAMS =
  /^(email|contact_email|country|identity\.country|display_name|business_profile\[name\])$/;

/**
 * In this order: the first that applies. Stripe gives these refusals no code of their own (`invalid_request_error`
 * alone), so most are told by their words, as quoted by many integrations and by Stripe's own pages; a text that
 * Stripe changes falls through to `unmapped`, which still carries it to the operator.
 */
const RULES: readonly Rule[] = [
  {
    code: "key_rejected",
    applies: ({ httpStatus }) => httpStatus === 401,
    sentence: "Stripe does not accept the secret key.",
    action: "Put the account's present secret key into STRIPE_SECRET_KEY.",
    url: API_KEYS,
  },
  {
    code: "connect_not_signed_up",
    applies: says(/signed up for Connect/i),
    sentence: "This Stripe account has not signed up for Connect, so it cannot open accounts for creators.",
    action: "Sign up for Connect in the Stripe Dashboard.",
    url: "https://dashboard.stripe.com/connect",
  },
  {
    code: "platform_profile_incomplete",
    applies: says(/complete your platform profile/i),
    sentence: "Connect's platform profile has not been filled in, so Stripe opens no live accounts.",
    action: "Answer the platform profile's questions in the Stripe Dashboard.",
    url: PLATFORM_PROFILE,
  },
  {
    code: "responsibilities_not_accepted",
    applies: says(/review the responsibilities of/i),
    sentence:
      "The platform has not accepted its responsibilities for connected accounts, such as their losses.",
    action: "Review and accept the responsibilities in Connect's platform profile.",
    url: PLATFORM_PROFILE,
  },
  {
    code: "transfers_need_approval",
    applies: says(/approval for accounts to have requested the `?transfers`? capability/i),
    sentence:
      "Stripe wants to approve this platform before its accounts may receive transfers without taking cards.",
    action: "Ask Stripe's support to allow the transfers capability without card_payments.",
    url: "https://support.stripe.com/contact",
  },
  {
    // Reached only after Accounts v2 was refused to this platform too.
    code: "accounts_api_closed",
    applies: says(/no longer recommends Accounts v1/i),
    sentence: "Stripe opens accounts for this platform neither by Accounts v2, nor by Accounts v1.",
    action: "Enable Accounts v1 support in the Dashboard's API policies, or ask Stripe for Accounts v2.",
    url: "https://dashboard.stripe.com/settings/developers/api-policies/feat_accounts_v1_support",
  },
  {
    code: "https_required",
    applies: says(/redirected via HTTPS/i),
    sentence: "Stripe sends creators back to https addresses only, and Payrun's public address is not one.",
    action: "Serve Payrun over https and set its public address to it.",
    url: "https://docs.stripe.com/connect/hosted-onboarding",
  },
  {
    code: "country_not_offered",
    applies: ({ code, message }) =>
      code === "country_unsupported" || /country .*(not|isn't) .*supported/i.test(message ?? ""),
    sentence: "Stripe does not open accounts in the creator's country for this platform.",
    action: "Offer that country in Connect's onboarding options, if Stripe lists it there.",
    url: "https://dashboard.stripe.com/settings/connect/onboarding-options/countries",
  },
  {
    code: "key_not_permitted",
    applies: ({ httpStatus }) => httpStatus === 403,
    sentence: "The secret key lacks a permission that opening accounts needs.",
    action: "Give the restricted key write access to Accounts and Connect, or use another key.",
    url: API_KEYS,
  },
  {
    code: "creator_data_refused",
    applies: ({ code, param }) => code === "email_invalid" || CREATOR_PARAMS.test(param ?? ""),
    sentence: "Stripe refuses what Payrun told about the creator: her e-mail address, name or country.",
    action: "Correct the creator's data and let her try again.",
    url: "https://dashboard.stripe.com/logs",
  },
];

/** Says what an operator has to do about a refusal; `unmapped` when the table does not know it. */
export function operatorRefusal(facts: StripeErrorFacts, requestId: string | null): OperatorRefusal {
  const stripe = { ...facts, requestId };
  const rule = RULES.find(({ applies }) => applies(facts));
  if (rule !== undefined) {
    const { code, sentence, action, url } = rule;
    return { code, sentence, action, url, stripe };
  }
  return {
    code: "unmapped",
    sentence: `Stripe refuses: ${facts.message ?? facts.code ?? "without a reason"}`,
    action:
      "Look the request up in the Dashboard's log, and ask Stripe's support when that does not explain it.",
    url:
      requestId === null
        ? "https://dashboard.stripe.com/logs"
        : `https://dashboard.stripe.com/logs/${requestId}`,
    stripe,
  };
}
