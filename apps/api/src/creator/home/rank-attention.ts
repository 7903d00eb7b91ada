import type { Candidate, Troubles } from "@payrun/db";
import {
  accountReason,
  accountStanding,
  decideEligibility,
  type AccountStanding,
  type PayoutPolicy,
  type PayoutReason,
} from "@payrun/payouts-core";

/** One thing that a creator should know or do, with its numbers; amounts are minor units. */
export type AttentionItem =
  /** It keeps her from being paid, or will: one of core's reasons. */
  | { readonly code: "reason"; readonly reason: PayoutReason }
  /** Stripe waits for something; it still pays meanwhile. */
  | {
      readonly code: "requirements_due";
      readonly fields: readonly string[];
      readonly deadlineAt: Date | null;
    }
  /** Her bank refused money: Stripe sends it none until she names another. */
  | { readonly code: "bank_stopped" }
  | { readonly code: "account_in_review" }
  | { readonly code: "account_restricted" }
  | ({ readonly code: "bank_returned" } & Troubles["returnedByBank"][number])
  | ({ readonly code: "payout_stuck" } & Troubles["stuck"][number])
  | { readonly code: "email_not_verified"; readonly email: string }
  | { readonly code: "calls_asked"; readonly count: number };

/** Reasons that the next payout's card tells better: they are about one date, and nobody needs to do anything. */
const OF_THE_NEXT_PAYOUT: ReadonlySet<string> = new Set([
  "below_minimum",
  "nothing_available",
  "open_item_exists",
  "not_this_date",
]);

/** Of these only the standing of the account is told. */
const OF_THE_ACCOUNT: ReadonlySet<string> = new Set([
  "no_payout_account",
  "transfers_inactive",
  "requirements_past_due",
]);

/** What comes first: what stops her money and she can cure, what stops it, what will, what is good to know. */
const RANK = [
  "requirements_past_due",
  "no_payout_account",
  "transfers_inactive",
  "account_unreadable",
  "account_negative",
  "bank_returned",
  "bank_stopped",
  "tax_form_missing",
  "on_hold",
  "sanctions_blocked",
  "account_restricted",
  "paused_by_admin",
  "paused_by_creator",
  "country_not_supported",
  "requirements_due",
  "account_in_review",
  "payout_stuck",
  "destination_changed_recently",
  "payouts_stopped",
  "in_debt",
  "email_not_verified",
  "calls_asked",
];

/**
 * Everything that needs a creator's attention now, the most pressing first, each thing once.
 *
 * @param candidates what a plan would know of her, by currency; at least one.
 */
export function rankAttention(facts: {
  readonly candidates: readonly Candidate[];
  readonly policy: PayoutPolicy;
  readonly troubles: Troubles;
  /** Null: verified. */
  readonly unverifiedEmail: string | null;
  readonly now: Date;
}): readonly AttentionItem[] {
  const { candidates, policy, troubles, unverifiedEmail, now } = facts;
  const reasons = vetoes(candidates, policy, now);
  const told = new Set(reasons.map(({ code }) => code));
  const items: AttentionItem[] = [
    ...reasons.map((reason) => ({ code: "reason", reason }) as const),
    ...accountItems(candidates[0], troubles),
    ...troubles.returnedByBank.map((returned) => ({
      code: "bank_returned" as const,
      ...returned,
    })),
    ...troubles.stuck
      .filter(({ reason }) => !told.has(reason.code as PayoutReason["code"]))
      .map((payout) => ({ code: "payout_stuck" as const, ...payout })),
    ...(unverifiedEmail === null ? [] : [{ code: "email_not_verified" as const, email: unverifiedEmail }]),
    ...(troubles.callsAsked === 0 ? [] : [{ code: "calls_asked" as const, count: troubles.callsAsked }]),
  ];
  return items.toSorted((a, b) => rankOf(a) - rankOf(b));
}

function rankOf(item: AttentionItem): number {
  const rank = RANK.indexOf(item.code === "reason" ? item.reason.code : item.code);
  return rank < 0 ? RANK.length : rank;
}

/** What of core's reasons holds at this instant, each once; a debt once for each currency. */
function vetoes(candidates: readonly Candidate[], policy: PayoutPolicy, now: Date): readonly PayoutReason[] {
  const found = new Map<string, PayoutReason>();
  for (const candidate of candidates) {
    for (const reason of decideEligibility(candidate, policy, now).reasons) {
      if (OF_THE_NEXT_PAYOUT.has(reason.code) || OF_THE_ACCOUNT.has(reason.code)) continue;
      found.set("currency" in reason ? `${reason.code} ${reason.currency}` : reason.code, reason);
    }
  }
  return [...found.values()];
}

/** One line about the account: where it stands, and what is next. */
function accountItems(
  candidate: Candidate | undefined,
  { accountDetail: detail }: Troubles,
): AttentionItem[] {
  if (candidate === undefined) return [];
  const { stripeAccountId, account, requirementsPastDue, disabledReason, transfersActive } = candidate;
  const { standing } = accountStanding({ ...candidate, ...account, detail });
  if (stripeAccountId === null) return [{ code: "reason", reason: { code: "no_payout_account" } }];
  const unready = accountReason(stripeAccountId, account);
  if (unready !== null) return [{ code: "reason", reason: unready }];
  const pastDue = { code: "requirements_past_due", fields: requirementsPastDue, disabledReason } as const;
  if (requirementsPastDue.length > 0) return [{ code: "reason", reason: pastDue }];
  const inactive = { code: "transfers_inactive", stripeAccountId, disabledReason } as const;
  const needsHer: AccountStanding[] = ["incomplete", "action_needed"];
  if (!transfersActive && needsHer.includes(standing)) return [{ code: "reason", reason: inactive }];
  if (standing === "in_review") return [{ code: "account_in_review" }];
  if (standing === "restricted") return [{ code: "account_restricted" }];
  if (standing !== "action_needed" || detail === null) return [];
  const fields = [
    ...new Set([...detail.currentlyDue, ...detail.errors.map(({ requirement }) => requirement)]),
  ];
  if (fields.length === 0) return [{ code: "bank_stopped" }];
  const deadlineAt = detail.deadlineAt === null ? null : new Date(detail.deadlineAt);
  return [{ code: "requirements_due", fields, deadlineAt }];
}
