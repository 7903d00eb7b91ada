/** What an answer of Stripe's means and what happens next, for the finance team. */
export const nextSteps = {
  paid: {
    title: "Paid",
    explanation: "Stripe has the transfer. Stripe now pays it out to the creator’s bank.",
    action: "Nothing to do.",
  },
  refused_needs_funds: {
    title: "Waiting for funds",
    explanation:
      "The platform’s Stripe balance is too small for this payout. It is sent by itself once there is money.",
    action: "Top up the platform’s Stripe balance.",
  },
  refused_needs_creator: {
    title: "Held until the creator acts",
    explanation:
      "Stripe does not accept transfers to this account. The creator is told what is missing, and the payout is planned anew once the account is ready.",
    action: "Remind the creator to complete the payout account.",
  },
  refused_terminal: {
    title: "Failed for good",
    explanation:
      "Stripe will never accept this payout as it is. The money is back in the creator’s balance and goes with the next batch.",
    action: "Nothing to do, unless the creator needs help with the payout account.",
  },
  refused_needs_admin: {
    title: "Failed, needs an admin",
    explanation:
      "Stripe refused for a reason that the creator cannot cure. The money is back in the creator’s balance.",
    action: "Read Stripe’s message and retry the payout when its cause is gone.",
  },
  refused_transient: {
    title: "Failed, is tried again",
    explanation: "Stripe refused for a passing reason. The payout is tried again by itself, up to 3 times.",
    action: "Nothing to do.",
  },
  not_executed_hold: {
    title: "Held: the account cannot be reached",
    explanation:
      "Our Stripe key has no access to this account, or the account does not exist. Nothing was sent. The payout is planned anew once the account is ready.",
    action: "Ask the creator to connect the payout account again.",
  },
  not_executed_pause_batch: {
    title: "Batch paused: Stripe refuses our key",
    explanation: "Nothing was sent. No payout can succeed until the key is valid and has its permissions.",
    action: "Correct the Stripe key, then resume the batch.",
  },
  not_executed_back_off: {
    title: "Slowed down by Stripe",
    explanation: "Stripe’s rate limit answered before the request was looked at. It is sent again by itself.",
    action: "Nothing to do.",
  },
  unknown: {
    title: "Outcome not known yet",
    explanation:
      "No answer of Stripe’s proves whether the money moved. The same request is repeated under the same key, which can never pay twice, until there is one.",
    action: "Nothing to do.",
  },
  unknown_needs_admin: {
    title: "Outcome contradicts our books",
    explanation: "Stripe’s answer does not fit the payout as we wrote it down. It is never sent again.",
    action: "Settle it with a second person, as paid or as failed, by the evidence at Stripe.",
  },
} as const;
