import { stopOf, stoppedReason } from "./payout-stop.ts";
import { money } from "../money/money.ts";
import { roundDownToSendable } from "../money/round-down-to-sendable.ts";
import type { SkipReason } from "../reasons/reason-numbers.ts";
import { isPayoutDate, nextPayoutDate } from "../schedule/payout-cadence.ts";
import { scheduleDateOf } from "../schedule/payout-schedule.ts";
import {
  holdReason,
  pauseReason,
  requirementsReason,
  sanctionsReason,
  transfersReason,
} from "./account-vetoes.ts";
import { coolDownReason } from "./cool-down.ts";
import type { CreatorSnapshot } from "./creator-snapshot.ts";
import { type PayoutPolicy, effectiveMinimum } from "./payout-policy.ts";

export type PayoutDecision =
  | {
      readonly outcome: "eligible";
      /** What Stripe can send of the available balance. */
      readonly amountMinor: bigint;
      /** What it cannot, and stays available. */
      readonly roundedOffMinor: bigint;
      readonly reasons: readonly [];
    }
  | { readonly outcome: "skipped"; readonly reasons: readonly [SkipReason, ...SkipReason[]] };

type Rule = (creator: CreatorSnapshot, policy: PayoutPolicy, cutoffAt: Date) => SkipReason | null;

const notThisDate: Rule = ({ cadence }, { schedule, runs }, cutoffAt) => {
  if (cadence === "each_date" || isPayoutDate(cadence, cutoffAt, runs)) return null;
  const next = nextPayoutDate({ schedule, cadence, now: cutoffAt, runs });
  return {
    code: "not_this_date",
    cadence,
    periodKey: scheduleDateOf(cutoffAt).periodKey,
    nextPeriodKey: next.periodKey,
    nextAt: next.scheduledFor.toISOString(),
  };
};

const noAccount: Rule = ({ stripeAccountId }) =>
  stripeAccountId === null ? { code: "no_payout_account" } : null;

const country: Rule = ({ country: code }, { supportedCountries }) =>
  code === null || supportedCountries === null || supportedCountries.has(code)
    ? null
    : { code: "country_not_supported", country: code };

const taxForm: Rule = (creator) => (creator.taxForm === "missing" ? { code: "tax_form_missing" } : null);

const openItem: Rule = ({ openItem: item, currency }) => {
  if (item === null) return null;
  const { payoutItemId, periodKey, status, amountMinor } = item;
  return {
    code: "open_item_exists",
    payoutItemId,
    periodKey,
    status,
    amountMinor: String(amountMinor),
    currency,
  };
};

const balance: Rule = (creator, policy) => {
  const { availableMinor, heldMinor, currency } = creator;
  if (availableMinor < 0n) return { code: "in_debt", debtMinor: String(-availableMinor), currency };
  if (availableMinor === 0n) return { code: "nothing_available", heldMinor: String(heldMinor), currency };
  const { minimumMinor, minimumSetBy } = effectiveMinimum(creator, policy);
  if (availableMinor >= minimumMinor) return null;
  return {
    code: "below_minimum",
    availableMinor: String(availableMinor),
    minimumMinor: String(minimumMinor),
    minimumSetBy,
    missingMinor: String(minimumMinor - availableMinor),
    currency,
  };
};

/** Their order is the rank of the reasons. */
const RULES: readonly Rule[] = [
  (creator, { stops }) => stoppedReason(stopOf(stops, creator)),
  ({ activeHold }, _policy, cutoffAt) => holdReason(activeHold, cutoffAt),
  sanctionsReason,
  pauseReason,
  notThisDate,
  noAccount,
  transfersReason,
  requirementsReason,
  country,
  taxForm,
  ({ destinationChangedAt }, { destinationCoolDownHours }, cutoffAt) =>
    coolDownReason({ destinationChangedAt, destinationCoolDownHours }, cutoffAt),
  openItem,
  balance,
];

/**
 * Decides whether a creator is paid in a batch, and how much.
 *
 * A skip is a normal outcome that the creator gets to read, so it is returned with every reason that applies, the
 * highest rank first: whoever cures one sees at once what else is missing. Hold and cool-down are judged at the cutoff,
 * so a late or resumed plan decides the same.
 *
 * `payoutsEnabled` false is no veto: it stops only the bank leg. The transfer reaches the creator's Stripe balance and
 * Stripe pays it out once the bank details are cured; holding it back would only keep the money further from her.
 */
export function decideEligibility(
  creator: CreatorSnapshot,
  policy: PayoutPolicy,
  cutoffAt: Date,
): PayoutDecision {
  const [first, ...rest] = RULES.flatMap((rule) => rule(creator, policy, cutoffAt) ?? []);
  if (first !== undefined) return { outcome: "skipped", reasons: [first, ...rest] };
  const { availableMinor, currency } = creator;
  const { amountMinor } = roundDownToSendable(money(availableMinor, currency));
  return { outcome: "eligible", amountMinor, roundedOffMinor: availableMinor - amountMinor, reasons: [] };
}
