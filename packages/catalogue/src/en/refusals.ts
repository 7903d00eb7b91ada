/** Why something was refused and what to do about it, by the refusal's code; README.md says how its numbers come in. */
export const refusals = {
  not_signed_in: "You are not signed in, or your session has ended. Sign in and try again.",
  session_not_fresh: "For your safety, please confirm that it is you: sign in again, then repeat this step.",
  banned: "This account is closed. Contact support if you think that this is a mistake.",
  wrong_role: "This is not open to your kind of account.",
  second_factor_missing: "This needs a second factor. Set one up in your security settings first.",
  not_found: "We could not find this. It may have been removed, or the link is incomplete.",
  unavailable: "This is not available right now. Nothing was changed; try again in {{retryAfter}}.",
  account_country_needed: "Tell us first in which country you live: Stripe opens your account there.",
  account_country_refused:
    "Stripe does not open accounts for us in your country ({{country}}) at present. Contact support to learn when it does.",
  account_data_refused:
    "Stripe did not accept your name, e-mail address or country. Contact support to have them corrected, then try again.",
  account_opening_stopped:
    "Stripe does not open accounts for us right now. Our team has been told; nothing was changed, so try again later.",
  account_unreachable:
    "Stripe no longer shows us your payout account: it may be closed, or our access was revoked. Open a new one to be paid again.",
  no_payout_account: "You have no payout account yet. Set it up first.",
  onboarding_unfinished: "Finish what Stripe asks for first; its dashboard opens after that.",
  payout_in_flight: "A payout is on its way to your present account. Try again when it has arrived.",
  minimum_too_low: "{{asked}} is less than the smallest payout of {{minimum}}. Choose at least that.",
} as const;
