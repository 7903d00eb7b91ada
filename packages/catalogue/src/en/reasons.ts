/** Why a creator is not paid, or not yet: by reason, some by variant. `actions` are the labels of buttons. */
export const reasons = {
  payouts_stopped: {
    title: "Payouts are stopped",
    explanation: "The platform stopped all payouts on {{since}}: {{reason}}",
    action: "Nothing to do: your balance stays yours and is paid once payouts run again.",
  },
  on_hold_person: {
    title: "Your payouts are on hold",
    explanation: "Our team put your payouts on hold: {{reason}}",
    action: "Contact support if you have questions about this hold.",
  },
  on_hold_person_until: {
    title: "Your payouts are on hold",
    explanation: "Our team put your payouts on hold: {{reason}} The hold ends on {{until}}.",
    action: "Contact support if you have questions about this hold.",
  },
  on_hold_rule: {
    title: "Your payouts are on hold",
    explanation: "An automatic check put your payouts on hold: {{reason}}",
    action: "Contact support if you have questions about this hold.",
  },
  on_hold_rule_until: {
    title: "Your payouts are on hold",
    explanation: "An automatic check put your payouts on hold: {{reason}} The hold ends on {{until}}.",
    action: "Contact support if you have questions about this hold.",
  },
  sanctions_blocked: {
    title: "We may not pay you",
    explanation: "A legal check does not allow us to send you money at present.",
    action: "Contact support to have the check reviewed.",
  },
  paused_by_admin: {
    title: "Your payouts are paused by our team",
    explanation: "Our team paused your payouts. Your balance stays yours.",
    action: "Contact support to learn when they go on.",
  },
  paused_by_creator: {
    title: "You paused your payouts",
    explanation: "You asked us not to pay you for now. Your balance stays yours.",
    action: "Resume payouts in your payout settings.",
  },
  not_this_date: {
    title: "You are paid once a month",
    explanation: "You chose to be paid on the first payout date of each month; your next one is {{nextDay}}.",
    action: "Choose every payout date in your payout settings to be paid sooner.",
  },
  no_payout_account: {
    title: "No payout account yet",
    explanation: "We do not know yet where to send your money.",
    action: "Set up your payout account.",
  },
  transfers_inactive: {
    title: "Your payout account cannot receive money",
    explanation: "Stripe does not let your account receive transfers at present.",
    action: "Open your payout account and complete what Stripe asks for.",
  },
  transfers_inactive_because: {
    title: "Your payout account cannot receive money",
    explanation: "Stripe does not let your account receive transfers at present: {{because}}.",
    action: "Open your payout account and complete what Stripe asks for.",
  },
  requirements_past_due: {
    title: "Your payout account has overdue requirements",
    explanation: "Stripe still waits for: {{fields}}.",
    action: "Open your payout account and hand in what is overdue.",
  },
  country_not_supported: {
    title: "We cannot pay to your country yet",
    explanation: "Your payout account is in {{country}}, where we do not pay at present.",
    action: "Contact support to learn when your country is added.",
  },
  tax_form_missing: {
    title: "Your tax form is missing",
    explanation: "We may pay you only once your tax form is complete.",
    action: "Complete your tax form.",
  },
  destination_changed_recently: {
    title: "Your payout account changed recently",
    explanation:
      "It changed on {{changedAt}}. For your safety we pay to a new account after {{coolDown}}, from {{payableFrom}}.",
    action: "Contact support at once if it was not you who changed it.",
  },
  open_item_exists: {
    title: "An earlier payout is still on its way",
    explanation: "Your payout of {{amount}} from {{day}} is not finished yet.",
    action: "Nothing to do: once it is finished, your balance goes with the next payout.",
  },
  in_debt: {
    title: "Your balance is below zero",
    explanation: "Refunds or chargebacks after a payout left {{debt}} to be earned back.",
    action: "Nothing to do: your next earnings settle it first.",
  },
  nothing_available: {
    title: "Nothing to pay out",
    explanation: "You had no available balance.",
    action: "Nothing to do: what becomes available goes with the next payout.",
  },
  nothing_available_held: {
    title: "Nothing to pay out",
    explanation: "You had no available balance; {{held}} was still held against chargebacks.",
    action: "Nothing to do: what becomes available goes with the next payout.",
  },
  below_minimum_platform: {
    title: "Below the minimum",
    explanation: "You had {{available}}, {{missing}} less than the minimum of {{minimum}}.",
    action: "Nothing to do: your balance carries over to the next payout.",
  },
  below_minimum_creator: {
    title: "Below your own minimum",
    explanation: "You had {{available}}, {{missing}} less than your own minimum of {{minimum}}.",
    action: "Lower your own minimum in your payout settings to be paid sooner.",
  },
  below_minimum_stripe: {
    title: "Below Stripe’s minimum",
    explanation: "You had {{available}}, {{missing}} less than Stripe’s minimum of {{minimum}}.",
    action: "Nothing to do: your balance carries over to the next payout.",
  },
  unusual_amount: {
    title: "We look at this payout first",
    explanation:
      "{{amount}} is far more than the largest of your {{pastCount}} earlier payouts ({{largest}}), so a person checks it.",
    action: "Nothing to do: it is sent as soon as it is checked.",
  },
  destination_changed: {
    title: "Your payout account changed before we paid",
    explanation: "This payout was meant for another account than the one you have now, so it was canceled.",
    action: "Nothing to do: the money is back in your balance and goes to your new account.",
  },
  debt: {
    title: "A refund or chargeback came before we paid",
    explanation: "{{debt}} was taken back out of the planned {{planned}}.",
    action: "Nothing to do: what is left is paid, or carries over if it is below the minimum.",
  },
  account_negative: {
    title: "Your payout account is below zero",
    explanation: "Stripe would keep a payout to cover the negative balance of your account.",
    action: "Open your payout account and settle its balance.",
  },
  account_unreadable: {
    title: "We cannot reach your payout account",
    explanation: "Stripe does not let us see your account. It may be closed, or our access was revoked.",
    action: "Connect your payout account again.",
  },
  needs_review: {
    title: "Our team looks at this payout",
    explanation: "It was refused {{countedAttempts}} times, so it is not tried again by itself.",
    action: "Nothing to do: the money is in your balance, and our team contacts you if it needs something.",
  },
  refused_needs_funds: {
    title: "Sent as soon as we can",
    explanation: "We are moving money to Stripe for this payout. Its amount is set aside for you.",
    action: "Nothing to do: it is sent by itself.",
  },
  refused_needs_creator: {
    title: "Stripe did not accept the transfer to your account",
    explanation: "Something is missing at your payout account. The money is back in your balance.",
    action: "Open your payout account and complete what Stripe asks for.",
  },
  refused_terminal: {
    title: "This payout could not be made",
    explanation:
      "Stripe refused it for good. The money is back in your balance and goes with the next payout.",
    action: "Open your payout account and check that it is still the right one.",
  },
  refused_needs_admin: {
    title: "Our team looks at this payout",
    explanation: "Stripe refused it for a reason on our side. The money is back in your balance.",
    action: "Nothing to do: we pay you as soon as it is cured.",
  },
  refused_transient: {
    title: "This payout is tried again",
    explanation: "Stripe refused it for a passing reason. The money is back in your balance until then.",
    action: "Nothing to do: it is tried again by itself.",
  },
  not_known_yet: {
    title: "We are checking this payout with Stripe",
    explanation:
      "Stripe’s answer did not tell us whether your money left. It stays set aside until we know, and is never sent twice.",
    action: "Nothing to do: we ask Stripe again until it is clear.",
  },
  not_sent: {
    title: "This payout was not sent",
    explanation: "Stripe has no trace of it, so the money is back in your balance.",
    action: "Nothing to do: it goes with the next payout.",
  },
  other: {
    title: "Our team looks at this payout",
    explanation: "It could not be made this time. Your balance stays yours.",
    action: "Contact support if you want to know more.",
  },
  actions: {
    contact_support: "Contact support",
    set_up_account: "Set up payout account",
    complete_account: "Complete payout account",
    settle_account: "Open payout account",
    reconnect_account: "Connect payout account",
    finish_tax_form: "Complete tax form",
    lower_minimum: "Change minimum",
    change_cadence: "Change payout dates",
    resume_payouts: "Resume payouts",
  },
} as const;
