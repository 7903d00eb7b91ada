/** "Why wasn't I paid?": what each payout date came to. */
export const decisions = {
  title: "Why wasn’t I paid?",
  lead: "What each payout date came to for you, and what to do about it.",
  show: { label: "Payout dates", unpaid: "Not paid", all: "All dates" },
  dateTitle: "{{day}}",
  dateTitleIn: "{{day}} · {{currency}}",
  verdicts: {
    skipped: "No payout",
    missed: "No payouts were made",
    delayed: "Delayed",
    on_its_way: "On its way",
    paid: "Paid",
    returned_by_bank: "Sent back by your bank",
    reversed: "Came back",
    held: "Held",
    failed: "Failed",
    canceled: "Canceled",
    replaced: "Replaced",
  },
  more_one: "{{count}} further reason",
  more_other: "{{count}} further reasons",
  moreLead: "These would have kept the payout back, too:",
  said: {
    missed: {
      title: "Nobody was paid on this date",
      explanation: "The platform made no payouts on this date. Your money is in the next payout.",
    },
    delayed_approval: {
      title: "Our team releases these payouts first",
      explanation:
        "Your payout of {{amount}} is set aside for you and is sent once our team has approved the payouts of this date.",
    },
    delayed_funds: {
      title: "We are moving money to Stripe first",
      explanation:
        "Your payout of {{amount}} is set aside for you and is sent by itself as soon as the money is there.",
    },
    delayed_team: {
      title: "Our team looks at the payouts of this date first",
      explanation:
        "Your payout of {{amount}} is set aside for you and is sent as soon as the payouts of this date go on.",
    },
    on_its_way: {
      title: "Your payout is on its way",
      explanation: "{{amount}} are being sent to your account at Stripe.",
    },
    paid: { title: "You were paid", explanation: "{{amount}} went to your account at Stripe." },
    returned_by_bank: {
      title: "Your bank sent the money back",
      explanation: "{{amount}} are in your account at Stripe again. Check your bank details there.",
    },
    reversed: {
      title: "The payout came back from Stripe",
      explanation: "{{amount}} are in your balance again and go with the next payout.",
    },
    replaced: {
      title: "A later payout replaced this one",
      explanation: "{{amount}} went into a later payout.",
    },
    unknown: {
      title: "No payout was made",
      explanation: "Your balance stays yours.",
    },
  },
  paidLater: "The money went with the payout of {{day}}.",
  paidSince: "The next payout to you was the one of {{day}}.",
  actions: {
    seePayout: "See this payout",
    seeOpenPayout: "See that payout",
    seeLater: "See the payout of {{day}}",
    seeEarnings: "See your earnings",
    seeNext: "See your next payout",
    checkBank: "Check your bank details",
  },
  support: {
    facts: "Payout date {{periodKey}}, reason {{code}}, account {{email}}",
    what: "the facts for support",
  },
  emptyTitle: "You were always paid",
  emptyText: "There is no payout date on which you were not paid.",
  noneTitle: "No payout date yet",
  noneText: "After the first one you read here what it came to for you.",
} as const;
