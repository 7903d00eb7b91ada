/** The ways in which Payrun's books and Stripe can differ. What each means stands in docs/glossary.md. */
export const findingKinds = [
  "ours_without_theirs",
  "theirs_without_ours",
  "amount",
  "currency",
  "destination",
  "reversed",
  "wrong_mode",
  "duplicate",
  "fee",
  "status",
  "missing_metadata",
  "late",
] as const;

export type FindingKind = (typeof findingKinds)[number];

/** Who must act, until a finding is given to somebody by name. */
export type FindingOwner = "finance" | "engineering";

type FindingRule = {
  readonly owner: FindingOwner;
  /**
   * Whether a person may close it with a reason, because only a person can know why it is right. The others close when the
   * difference has gone, and in no other way.
   */
  readonly byHand: boolean;
  /** What to do about it, for the alarm. */
  readonly nextStep: string;
};

const RULES: Readonly<Record<FindingKind, FindingRule>> = {
  ours_without_theirs: {
    owner: "finance",
    byHand: false,
    nextStep: "ask Stripe for it by its id; until it is found, nobody was paid by it",
  },
  theirs_without_ours: {
    owner: "finance",
    byHand: true,
    nextStep: "find out who moved it at Stripe, then adjust the books or close it with the reason",
  },
  amount: {
    owner: "finance",
    byHand: false,
    nextStep: "compare both amounts with Stripe's dashboard and post the adjustment that two people approve",
  },
  currency: {
    owner: "finance",
    byHand: false,
    nextStep:
      "compare both currencies with Stripe's dashboard and post the adjustment that two people approve",
  },
  destination: {
    owner: "finance",
    byHand: true,
    nextStep: "ask who owns the account that Stripe paid; reverse the transfer, or close it with the reason",
  },
  reversed: {
    owner: "finance",
    byHand: false,
    nextStep:
      "compare the transfer's reversals with the item; the next comparison posts what Stripe then lists",
  },
  wrong_mode: {
    owner: "engineering",
    byHand: false,
    nextStep: "stop payouts: this database or this key belongs to another mode",
  },
  duplicate: {
    owner: "finance",
    byHand: true,
    nextStep: "reverse the second transfer at Stripe, or close it with the reason why it may stay",
  },
  fee: {
    owner: "finance",
    byHand: true,
    nextStep: "ask Stripe for the fee's reason, then adjust the books or close it with the reason",
  },
  status: {
    owner: "engineering",
    byHand: false,
    nextStep: "read the attempt and its log: its state is not what Stripe proves",
  },
  missing_metadata: {
    owner: "engineering",
    byHand: true,
    nextStep: "write the item, batch and attempt back into the transfer's metadata at Stripe",
  },
  late: {
    owner: "engineering",
    byHand: false,
    nextStep:
      "find out why the attempt is not settled: is a worker running, is the item waiting for two people?",
  },
};

export function findingOwner(kind: FindingKind): FindingOwner {
  return RULES[kind].owner;
}

export function mayCloseByHand(kind: FindingKind): boolean {
  return RULES[kind].byHand;
}

export function findingNextStep(kind: FindingKind): string {
  return RULES[kind].nextStep;
}
