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
  cannot_follow_yourself: "This is your own profile: you cannot follow yourself.",
  cannot_tip_yourself: "This is your own profile: you cannot send yourself a tip.",
  cannot_call_yourself: "This is your own profile: you cannot ask yourself for a call.",
  takes_no_calls: "{{handle}} takes no calls at the moment. Nothing was spent.",
  below_call_price: "A call costs {{price}}, and you offered {{offered}}. Offer at least the price.",
  no_tokens:
    "You have no tokens for this. Buy tokens at the platform where you joined; they appear here by themselves.",
  not_enough_tokens:
    "You need {{wanted}} ({{needed}}), and you can spend {{spendable}}: your balance is {{balance}}, of which {{spokenFor}} is set aside for calls you asked for. Buy more tokens, or choose fewer.",
  worth_nothing:
    "{{wanted}} would be worth less than the smallest amount of {{currency}}. Send at least {{fewest}}.",
  request_key_used:
    "This was sent before with other details: {{stored}} to {{storedHandle}}. It stays as it was; reload the page to send something new.",
  call_is_asked: "This call has not been accepted yet. Accept it first.",
  call_is_accepted: "This call has been accepted already.",
  call_is_declined: "This call has been declined already. Nothing was paid.",
  call_is_canceled: "This call has been canceled. Nothing was paid.",
  call_is_completed: "This call is completed and paid already.",
  call_is_expired: "This request has expired. Nothing was paid.",
  call_not_covered:
    "The fan no longer has enough tokens for this call: {{needed}} are needed. Nothing was paid; ask the fan to buy tokens, then complete it again.",
  withdrawals_off: "Early payouts are not offered here. You are paid on the next payout date.",
  withdrawal_exceeds_available:
    "You asked for {{amount}}, and {{available}} is available. Ask for that much or less.",
  withdrawal_below_minimum: "You asked for {{amount}}, and the least is {{minimum}}. Ask for more.",
  withdrawal_already_open:
    "You have already asked for {{open}}. Cancel that request first, or wait until it is decided.",
  withdrawal_decided: "This request is no longer open, so it cannot be canceled.",
} as const;
