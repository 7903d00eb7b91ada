import { formatMoney } from "../money/format-money.ts";
import { money } from "../money/money.ts";
import type { MinorText, ReasonCode, ReasonOf } from "./reason-numbers.ts";

/** A reason in words. The action is what the creator does next: always exactly one. */
export type ReasonText = {
  readonly title: string;
  readonly explanation: string;
  readonly action: string;
};

type ReasonCatalogue = { readonly [Code in ReasonCode]: (reason: ReasonOf<Code>) => ReasonText };

/** Every reason in English. A code without its text does not compile. */
const CATALOGUE = {
  payouts_stopped: ({ reason, since }) => ({
    title: "Payouts are stopped",
    explanation: `The platform stopped all payouts on ${instant(since)}: ${reason}`,
    action: "Nothing to do: your balance stays yours and is paid once payouts run again.",
  }),
  on_hold: ({ reason, placedBy, until }) => ({
    title: "Your payouts are on hold",
    explanation:
      `${placedBy === "person" ? "Our team" : "An automatic check"} put your payouts on hold: ${reason}` +
      (until === null ? "" : ` The hold ends on ${instant(until)}.`),
    action: "Contact support if you have questions about this hold.",
  }),
  sanctions_blocked: () => ({
    title: "We may not pay you",
    explanation: "A legal check does not allow us to send you money at present.",
    action: "Contact support to have the check reviewed.",
  }),
  paused_by_admin: () => ({
    title: "Your payouts are paused by our team",
    explanation: "Our team paused your payouts. Your balance stays yours.",
    action: "Contact support to learn when they go on.",
  }),
  paused_by_creator: () => ({
    title: "You paused your payouts",
    explanation: "You asked us not to pay you for now. Your balance stays yours.",
    action: "Resume payouts in your payout settings.",
  }),
  not_this_date: ({ nextPeriodKey }) => ({
    title: "You are paid once a month",
    explanation: `You chose to be paid on the first payout date of each month; the next one is ${nextPeriodKey}.`,
    action: "Choose every payout date in your payout settings to be paid sooner.",
  }),
  no_payout_account: () => ({
    title: "No payout account yet",
    explanation: "We do not know yet where to send your money.",
    action: "Set up your payout account.",
  }),
  transfers_inactive: ({ disabledReason }) => ({
    title: "Your payout account cannot receive money",
    explanation:
      "Stripe does not let your account receive transfers at present" +
      (disabledReason === null ? "." : ` (${disabledReason}).`),
    action: "Open your payout account and complete what Stripe asks for.",
  }),
  requirements_past_due: ({ fields }) => ({
    title: "Your payout account has overdue requirements",
    explanation: `Stripe still waits for: ${fields.join(", ")}.`,
    action: "Open your payout account and hand in what is overdue.",
  }),
  country_not_supported: ({ country }) => ({
    title: "We cannot pay to your country yet",
    explanation: `Your payout account is in ${country}, where we do not pay at present.`,
    action: "Contact support to learn when your country is added.",
  }),
  tax_form_missing: () => ({
    title: "Your tax form is missing",
    explanation: "We may pay you only once your tax form is complete.",
    action: "Complete your tax form.",
  }),
  destination_changed_recently: ({ changedAt, coolDownHours, payableFrom }) => ({
    title: "Your payout account changed recently",
    explanation:
      `It changed on ${instant(changedAt)}. For your safety we pay to a new account after ` +
      `${coolDownHours} hours, from ${instant(payableFrom)}.`,
    action: "Contact support at once if it was not you who changed it.",
  }),
  open_item_exists: ({ periodKey, amountMinor, currency }) => ({
    title: "An earlier payout is still on its way",
    explanation: `Your payout of ${text(amountMinor, currency)} from ${periodKey} is not finished yet.`,
    action: "Nothing to do: once it is finished, your balance goes with the next payout.",
  }),
  in_debt: ({ debtMinor, currency }) => ({
    title: "Your balance is below zero",
    explanation: `Refunds or chargebacks after a payout left ${text(debtMinor, currency)} to be earned back.`,
    action: "Nothing to do: your next earnings settle it first.",
  }),
  nothing_available: ({ heldMinor, currency }) => ({
    title: "Nothing to pay out",
    explanation:
      BigInt(heldMinor) === 0n
        ? "You had no available balance."
        : `You had no available balance; ${text(heldMinor, currency)} was still held against chargebacks.`,
    action: "Nothing to do: what becomes available goes with the next payout.",
  }),
  below_minimum: ({ availableMinor, minimumMinor, minimumSetBy, missingMinor, currency }) => ({
    title: `Below ${MINIMUM_OWNER[minimumSetBy]} minimum`,
    explanation:
      `You had ${text(availableMinor, currency)}, ${text(missingMinor, currency)} less than ` +
      `${MINIMUM_OWNER[minimumSetBy]} minimum of ${text(minimumMinor, currency)}.`,
    action:
      minimumSetBy === "creator"
        ? "Lower your own minimum in your payout settings to be paid sooner."
        : "Nothing to do: your balance carries over to the next payout.",
  }),
  unusual_amount: ({ amountMinor, largestMinor, pastCount, currency }) => ({
    title: "We look at this payout first",
    explanation:
      `${text(amountMinor, currency)} is far more than the largest of your ${pastCount} earlier payouts ` +
      `(${text(largestMinor, currency)}), so a person checks it.`,
    action: "Nothing to do: it is sent as soon as it is checked.",
  }),
  destination_changed: () => ({
    title: "Your payout account changed before we paid",
    explanation: "This payout was meant for another account than the one you have now, so it was canceled.",
    action: "Nothing to do: the money is back in your balance and goes to your new account.",
  }),
  debt: ({ debtMinor, plannedMinor, currency }) => ({
    title: "A refund or chargeback came before we paid",
    explanation: `${text(debtMinor, currency)} was taken back out of the planned ${text(plannedMinor, currency)}.`,
    action: "Nothing to do: what is left is paid, or carries over if it is below the minimum.",
  }),
  account_negative: () => ({
    title: "Your payout account is below zero",
    explanation: "Stripe would keep a payout to cover the negative balance of your account.",
    action: "Open your payout account and settle its balance.",
  }),
  account_unreadable: () => ({
    title: "We cannot reach your payout account",
    explanation: "Stripe does not let us see your account. It may be closed, or our access was revoked.",
    action: "Connect your payout account again.",
  }),
  needs_review: ({ countedAttempts }) => ({
    title: "Our team looks at this payout",
    explanation: `It was refused ${countedAttempts} times, so it is not tried again by itself.`,
    action: "Nothing to do: the money is in your balance, and our team contacts you if it needs something.",
  }),
} as const satisfies ReasonCatalogue;

const MINIMUM_OWNER = { platform: "the", creator: "your own", stripe: "Stripe's" } as const;

/** What a reason means and what to do about it, in English, with its numbers. */
export function reasonText<Code extends ReasonCode>(reason: ReasonOf<Code>): ReasonText {
  const catalogue: ReasonCatalogue = CATALOGUE;
  return catalogue[reason.code](reason);
}

function text(amountMinor: MinorText, currency: string): string {
  return formatMoney(money(BigInt(amountMinor), currency));
}

/** `2026-12-01 02:00 UTC`: one zone everywhere, and said. */
function instant(iso: string): string {
  return `${iso.slice(0, "yyyy-mm-dd".length)} ${iso.slice("yyyy-mm-ddT".length, "yyyy-mm-ddThh:mm".length)} UTC`;
}
