/** Where a fault at a money call leads: one state, and one next step. */
export type NamedState = {
  /** As the tables say it; `{n}` is the attempt, `{next}` the one after, `{code}` what the fault is called there. */
  readonly state: string;
  readonly nextStep: string;
  /** Once the fault is gone. */
  readonly end: "paid" | "failed: absent" | "failed: {code}" | "unknown: needs_two_people";
};

const sentAgain =
  "The same key and bytes are sent again after 1, 5, 15 minutes, then hourly. The money stays in transit.";

export const namedStates = {
  "balance not read": {
    state: "batch planning",
    nextStep: "All is reserved, nothing is sent. The job comes again and reads the balance.",
    end: "paid",
  },
  "believed short": {
    state: "batch awaiting_funds: platform_balance_short",
    nextStep: "The sweeper reads the balance every 10 seconds and lets go what it covers.",
    end: "paid",
  },
  "account not read": {
    state: "item planned, attempt {n} not_sent: account_not_read",
    nextStep: "Nothing was sent. The account is read again after a pause, and the same attempt goes on.",
    end: "paid",
  },
  "account unreadable": {
    state: "item held, attempt {n} not_sent: account_unreadable",
    nextStep:
      "Her money is back in her balance. Planned anew once the refresh of the accounts can read hers.",
    end: "paid",
  },
  "not affected": {
    state: "item paid, attempt {n} paid",
    nextStep:
      "Nothing to do: what is wrong in the answer decides nothing, or was settled by a look-up at once.",
    end: "paid",
  },
  unknown: { state: "item unknown, attempt {n} unknown: {code}", nextStep: sentAgain, end: "paid" },
  "unknown, replayed": {
    state: "item unknown, attempt {n} unknown: {code}",
    nextStep:
      "Stripe replays what it saved. Two complete look-ups past 23 hours find nothing: failed, the money is back, an admin retries it.",
    end: "failed: absent",
  },
  "used key": {
    state: "item unknown, attempt {n} unknown: {code}",
    nextStep: "Never sent again. Stripe's list does not have it, so two people settle it as paid or failed.",
    end: "unknown: needs_two_people",
  },
  "two people": {
    state: "item unknown, attempt {n} unknown: needs_two_people",
    nextStep: "Never sent again. Two people settle it as paid or failed, by the evidence at Stripe.",
    end: "unknown: needs_two_people",
  },
  contradiction: {
    state: "item unknown, attempt {n} unknown: answer_mismatch",
    nextStep: "Never sent again. Stripe's list is asked at once: it has what was asked for, so it is paid.",
    end: "paid",
  },
  "slowed down": {
    state: "item planned, attempt {n} not_sent: {code}",
    nextStep: "Nothing was executed. The same attempt and key go again after a back-off.",
    end: "paid",
  },
  "key refused": {
    state: "item planned, attempt {n} not_sent: {code}, batch paused",
    nextStep:
      "Nothing was executed. An admin corrects the Stripe key and resumes the batch; the same attempt goes on.",
    end: "paid",
  },
  "waits for funds": {
    state: "item awaiting_funds, attempt {next} not made yet: platform_balance_short",
    nextStep: "Reserved anew under a new key. Sent when the balance covers it: an admin tops it up.",
    end: "paid",
  },
  "held by a refusal": {
    state: "item held, attempt {n} refused: {code}",
    nextStep:
      "Her money is back in her balance. She completes her account; then it is planned anew under a new key.",
    end: "paid",
  },
  "account out of reach": {
    state: "item held, attempt {n} not_sent: {code}",
    nextStep:
      "Nothing was executed; her money is back. She connects her account again; then it is planned anew.",
    end: "paid",
  },
  "failed for an admin": {
    state: "item failed, attempt {n} refused: {code}",
    nextStep: "Her money is back and an alarm names the code. An admin retries it when its cause is gone.",
    end: "failed: {code}",
  },
  "looked up again": {
    state: "item unknown, attempt {n} unknown: no_answer",
    nextStep:
      "A look-up that is not complete proves nothing. It is repeated after a minute; nothing is sent.",
    end: "paid",
  },
} as const satisfies Readonly<Record<string, NamedState>>;

export type StateName = keyof typeof namedStates;
