import {
  type AccountReading,
  type Vetoable,
  accountReason,
  holdReason,
  pauseReason,
  requirementsReason,
  sanctionsReason,
  transfersReason,
} from "../eligibility/account-vetoes.ts";
import { type DestinationFacts, coolDownReason } from "../eligibility/cool-down.ts";
import { type PayoutStop, stoppedReason } from "../eligibility/payout-stop.ts";
import type { CurrencyCode } from "../money/currencies.ts";
import { money } from "../money/money.ts";
import { roundDownToSendable, smallestSendableMinor } from "../money/round-down-to-sendable.ts";
import type { PayoutReason, ReasonOf } from "../reasons/reason-numbers.ts";

/** A planned item, and what is known about its creator just before the call. */
export type ClaimFacts = {
  readonly itemAmountMinor: bigint;
  readonly currency: CurrencyCode;
  /** Pinned at planning. */
  readonly destinationAccountId: string;
  readonly creator: Vetoable &
    AccountReading &
    DestinationFacts & {
      /** When the mirror last read the account; null: never. */
      readonly accountReadAt: Date | null;
    };
  /** After the reservation; negative is a debt that came since. */
  readonly availableMinor: bigint;
  /** The one that decides for this creator: see `effectiveMinimum`. */
  readonly minimumMinor: bigint;
  readonly stop: PayoutStop | null;
  readonly now: Date;
};

export type ClaimDecision =
  /** `readLive`: read the account at Stripe first, then decide by {@link decideAfterLiveRead}. */
  | { readonly kind: "send"; readonly readLive: boolean }
  | { readonly kind: "hold"; readonly reason: PayoutReason }
  | { readonly kind: "cancel"; readonly reason: PayoutReason }
  /** Return this attempt and reserve this amount under the next one. */
  | {
      readonly kind: "replan";
      readonly amountMinor: bigint;
      readonly reason: ReasonOf<"debt">;
      readonly readLive: boolean;
    };

const MIRROR_AGE_MAX_MS = 24 * 60 * 60 * 1000;

/**
 * Decides what a worker that takes an item does with it. Planning was hours ago, so everything that can veto is judged
 * again.
 *
 * Stop, hold, sanctions and pause come first: they keep the item. A changed destination comes before the account's
 * readiness, because the readiness in the mirror is the new account's. A bank that changed behind the same account holds
 * the item until the cool-down is over. Debt comes last: only a payout that could be
 * sent is made smaller.
 */
export function decideClaim(facts: ClaimFacts): ClaimDecision {
  const { creator, destinationAccountId: plannedAccountId } = facts;
  const veto =
    stoppedReason(facts.stop) ??
    holdReason(creator.activeHold, facts.now) ??
    sanctionsReason(creator) ??
    pauseReason(creator);
  if (veto !== null) return { kind: "hold", reason: veto };
  const { stripeAccountId: presentAccountId } = creator;
  if (presentAccountId !== plannedAccountId) {
    return { kind: "cancel", reason: { code: "destination_changed", plannedAccountId, presentAccountId } };
  }
  const unready =
    transfersReason(creator) ?? requirementsReason(creator) ?? coolDownReason(creator, facts.now);
  if (unready !== null) return { kind: "hold", reason: unready };
  return facts.availableMinor < 0n ? decideDebt(facts) : { kind: "send", readLive: mustReadLive(facts) };
}

/**
 * Decides again with what was just read at Stripe: never a second reading. An account that is still unreadable or
 * below zero holds the item.
 */
export function decideAfterLiveRead(facts: ClaimFacts): ClaimDecision {
  // What could not be read says nothing about capabilities and requirements.
  const unread =
    facts.creator.accountError === null ? {} : { transfersActive: true, requirementsPastDue: [] };
  const decision = decideClaim({ ...facts, creator: { ...facts.creator, ...unread } });
  if (decision.kind !== "send") return decision;
  const reason = accountReason(facts.destinationAccountId, facts.creator);
  if (reason !== null) return { kind: "hold", reason };
  return { kind: "send", readLive: false };
}

function mustReadLive({
  creator: { accountReadAt, accountError, accountNegative },
  now,
}: ClaimFacts): boolean {
  if (accountReadAt === null || accountError !== null || accountNegative) return true;
  return now.getTime() - accountReadAt.getTime() > MIRROR_AGE_MAX_MS;
}

/** Pays what is left of the item after the debt, if that is at least the minimum. */
function decideDebt(facts: ClaimFacts): ClaimDecision {
  const { itemAmountMinor, availableMinor, minimumMinor, currency } = facts;
  const leftMinor = itemAmountMinor + availableMinor;
  const reason = {
    code: "debt",
    debtMinor: String(-availableMinor),
    plannedMinor: String(itemAmountMinor),
    leftMinor: String(leftMinor),
    minimumMinor: String(minimumMinor),
    currency,
  } as const;
  if (leftMinor < minimumMinor || leftMinor < smallestSendableMinor(currency))
    return { kind: "cancel", reason };
  const { amountMinor } = roundDownToSendable(money(leftMinor, currency));
  return { kind: "replan", amountMinor, reason, readLive: mustReadLive(facts) };
}
