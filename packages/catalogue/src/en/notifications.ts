/** What creators are told, in the app and by mail, and where they say how. */
export const notifications = {
  title: "Notifications",
  lead: "What happened to your payouts, your balance, your payout account and your calls.",
  settings: "Notification settings",
  all: "All",
  unread: "Unread",
  filter: "Which notifications",
  markAllRead: "Mark all as read",
  allRead: "Everything is marked as read.",
  markRead: "Mark as read",
  isUnread: "Unread",
  emptyTitle: "Nothing to tell yet",
  emptyText: "When a payout is sent or something needs you, you read it here.",
  noUnreadTitle: "You have read everything",
  noUnreadText: "What is new appears here by itself.",
  bell: { newest: "Newest notifications", seeAll: "See all notifications", empty: "Nothing new." },
  live: { reconnecting: "Live updates are interrupted; connecting again …" },
  /** What each is about, with what it is called. */
  kinds: {
    payout_sent: { name: "Payout sent", about: "We sent a payout to your account." },
    payout_in_bank: { name: "In your bank", about: "A payout arrived at your bank." },
    payout_failed: { name: "Payout failed", about: "A payout could not be made, or your bank sent it back." },
    payout_held: { name: "Payout held", about: "A payout waits for you or for us." },
    action_needed: { name: "Action needed", about: "Something is missing at your payout account." },
    account_ready: { name: "Payout account ready", about: "Stripe has checked your payout account." },
    balance_corrected: {
      name: "Balance corrected",
      about: "A refund, a chargeback or a correction after an earning was released.",
    },
    call_requested: { name: "Call requested", about: "A fan asks you for a call." },
    call_accepted: { name: "Call accepted", about: "A creator accepted the call that you asked for." },
    call_declined: { name: "Call declined", about: "A creator declined the call that you asked for." },
    call_expired: {
      name: "Call expired",
      about: "A call that you asked for was not answered or completed in time.",
    },
    call_completed: { name: "Call completed", about: "You earned with a call." },
    destination_changed: {
      name: "Payout account changed",
      about: "Your money goes to another account from now on.",
    },
  },
  preferences: {
    title: "Notifications",
    lead: "What we tell you, and how.",
    kind: "What",
    inApp: "In the app",
    mail: "By e-mail",
    toggleInApp: "{{kind}}: in the app",
    toggleMail: "{{kind}}: by e-mail",
    alwaysOn: "Always on",
    locked: "Always on: whoever changed it must not be able to hide it from you.",
    mailGoesTo: "E-mails go to {{email}}.",
  },
  /** By kind and variant. */
  said: {
    payout_sent: {
      title: "Your payout of {{amount}} is on its way",
      text: "We sent your payout of {{day}} to your account at Stripe, which pays it to your bank. We tell you when it is there.",
    },
    payout_in_bank: {
      title: "{{amount}} is in your bank",
      text: "Your payout of {{day}} has arrived at your bank.",
    },
    payout_in_bank_traced: {
      title: "{{amount}} is in your bank",
      text: "Your payout of {{day}} has arrived at your bank. Should you not find it, your bank can search for the trace number {{trace}}.",
    },
    payout_failed: {
      title: "Your payout of {{amount}} could not be made",
      text: "{{explanation}} {{action}}",
    },
    payout_canceled: {
      title: "Your payout of {{amount}} was not sent",
      text: "{{explanation}} {{action}}",
    },
    payout_delayed: {
      title: "Your payout of {{amount}} is late",
      text: "{{explanation}} {{action}} We tell you when it is sent.",
    },
    payout_returned: {
      title: "Your bank sent {{amount}} back",
      text: "Your payout of {{day}} came back from your bank: {{because}}. The money is in your account at Stripe, and goes out again once your bank details are right. Check them in your payout account.",
    },
    payout_held: { title: "Your payout of {{amount}} is held", text: "{{explanation}} {{action}}" },
    requirements_past_due: {
      title: "Stripe needs something from you",
      text: "Overdue: {{fields}}. Until you hand it in, we cannot pay you. Complete it in your payout account.",
    },
    deadline_near: {
      title: "Stripe needs something from you soon",
      text: "Stripe needs this by {{deadline}}: {{fields}}. After that it may stop paying you. Complete it in your payout account.",
    },
    transfers_inactive: {
      title: "Your payout account cannot receive money",
      text: "Stripe does not let your account receive transfers at present, so we cannot pay you. Complete what it asks for in your payout account.",
    },
    payouts_disabled: {
      title: "Stripe does not pay to your bank at present",
      text: "Your money reaches Stripe and stays there until your payout account is complete. Complete it in your payout account.",
    },
    account_stopped: {
      title: "Stripe stopped your payout account",
      text: "Nothing that you can hand in changes it. Your balance stays yours. Contact support: we ask Stripe what is possible.",
    },
    account_ready: {
      title: "Your payout account is ready",
      text: "Stripe has what it needs, and your account can receive payouts. You need not do anything.",
    },
    account_unreachable: {
      title: "We cannot reach your payout account",
      text: "Stripe does not let us see it. It may be closed, or our access was revoked. Connect your payout account again.",
    },
    refund: {
      title: "{{amount}} was refunded to a fan",
      text: "An earning that had already been released was refunded, so {{amount}} left your balance. You need not do anything.",
    },
    chargeback: {
      title: "{{amount}} was charged back",
      text: "A fan’s bank took back the payment of an earning that had already been released, so {{amount}} left your balance. You need not do anything.",
    },
    reinstated: {
      title: "{{amount}} is yours again",
      text: "A refund or chargeback was undone, so {{amount}} is back in your balance and goes with your next payout.",
    },
    transfer_reversed: {
      title: "{{amount}} is back in your balance",
      text: "A payout was taken back at Stripe. The money is in your balance again and goes with your next payout.",
    },
    transfer_adopted: {
      title: "{{amount}} had been paid to you already",
      text: "Stripe has a payment to you that was missing from our books. It was taken out of your balance, and our team looks at it before you are paid again.",
    },
    adjustment_more: {
      title: "{{amount}} was added to your balance",
      text: "Our team corrected your balance. Contact support if you want to know more.",
    },
    adjustment_less: {
      title: "{{amount}} was taken out of your balance",
      text: "Our team corrected your balance. Contact support if you want to know more.",
    },
    destination_changed: {
      title: "Your payout account changed",
      text: "Since {{changedAt}} your money goes to {{account}}. For your safety we pay to it from {{payableFrom}}. If it was not you who changed it, change your password and contact support at once.",
    },
    call_requested: {
      title: "{{fan}} asks you for a call",
      text: "The call is worth {{amount}}. Accept or decline it under Calls.",
    },
    call_accepted: {
      title: "{{creator}} accepted your call",
      text: "You pay {{amount}} for it once it has taken place.",
    },
    call_declined: {
      title: "{{creator}} declined your call",
      text: "The {{amount}} that were set aside for it are yours to spend again.",
    },
    call_declined_because: {
      title: "{{creator}} declined your call",
      text: "The reason: “{{reason}}”. The {{amount}} that were set aside for it are yours to spend again.",
    },
    call_expired: {
      title: "Your call with {{creator}} has expired",
      text: "It was not answered or completed in time. The {{amount}} that were set aside for it are yours to spend again.",
    },
    call_completed: {
      title: "You earned {{amount}} with a call",
      text: "Your call with {{fan}} is completed. The earning is held for a few days and then becomes available.",
    },
    other: { title: "There is news for you", text: "Open Payrun to see what changed." },
  },
  account: {
    other: "another account",
    ending: "the account ending in {{last4}}",
    endingAt: "the account ending in {{last4}} at {{bank}}",
  },
  beside: "{{here}} ({{utc}})",
  somebody: "Somebody",
  fields: { several: "details that it shows you there" },
  links: {
    payout: "See this payout",
    account: "Open your payout account",
    earnings: "See your earnings",
    calls: "Open your calls",
    home: "Open Payrun",
  },
  /** Why a bank sent money back, by Stripe's code; within a sentence. */
  bank: {
    account_closed: "the bank account is closed",
    account_frozen: "the bank account is frozen",
    bank_account_restricted: "the bank account does not take this kind of payment",
    bank_ownership_changed: "the bank account belongs to another bank now",
    could_not_process: "the bank could not process it",
    declined: "the bank declined it",
    expired_card: "the card has expired",
    incorrect_account_holder_name: "the name of the account holder is not right",
    incorrect_account_type: "the type of the bank account is not right",
    invalid_account_number: "the account number is not right",
    invalid_card: "the card number is not right",
    invalid_currency: "the bank account does not take this currency",
    no_account: "there is no such bank account",
    unsupported_card: "the card cannot receive payouts",
    other: "the bank gave no reason that helps",
  },
} as const;
