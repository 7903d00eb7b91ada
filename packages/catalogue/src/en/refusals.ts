/** Why something was refused and what to do about it, by the refusal's code; README.md says how its numbers come in. */
export const refusals = {
  not_signed_in: "You are not signed in, or your session has ended. Sign in and try again.",
  session_not_fresh: "For your safety, please confirm that it is you: sign in again, then repeat this step.",
  banned: "This account is closed. Contact support if you think that this is a mistake.",
  wrong_role: "This is not open to your kind of account.",
  second_factor_missing: "This needs a second factor. Set one up in your security settings first.",
  not_found: "We could not find this. It may have been removed, or the link is incomplete.",
  unavailable: "This is not available right now. Nothing was changed; try again in {{retryAfter}}.",
} as const;
