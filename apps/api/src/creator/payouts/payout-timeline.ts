import type { PayoutDetail } from "@payrun/db";

/** What happens to a payout, in this order; after `planned` a payout may leave the way. */
export const timelineSteps = [
  "planned",
  "held",
  "failed",
  "canceled",
  "replaced",
  "sent",
  "at_stripe",
  "in_bank",
  "returned_by_bank",
  "back_in_balance",
  "reversed",
] as const;

export type TimelineStep = {
  readonly step: (typeof timelineSteps)[number];
  /** `now`: it is here. `expected`: not yet. `stopped`: here the way ended, or waits for somebody. */
  readonly status: "done" | "now" | "expected" | "stopped";
  /** When it was, or when Stripe expects it; null: not known. */
  readonly at: Date | null;
  /** Minor units that came back; null where nothing did. */
  readonly amountMinor: bigint | null;
};

/** Where a payout has been, is, and goes. */
export function payoutTimeline(payout: PayoutDetail): readonly TimelineStep[] {
  const { state, scheduledFor, reservedAt, returnedAt, reversedMinor } = payout;
  const planned = done("planned", reservedAt ?? scheduledFor);
  switch (state) {
    case "held":
    case "failed":
    case "canceled":
    case "replaced":
      return [
        planned,
        ...(payout.sentAt === null ? [] : [done("sent", payout.sentAt)]),
        { step: state, status: "stopped", at: returnedAt ?? scheduledFor, amountMinor: null },
        ...(returnedAt === null
          ? []
          : [{ ...done("back_in_balance", returnedAt), amountMinor: payout.amountMinor }]),
      ];
    case "planned":
    case "waiting_for_funds":
      return [{ ...planned, status: "now" }, expected("sent"), expected("at_stripe"), expected("in_bank")];
    case "sending":
    case "confirming":
      return [
        planned,
        { step: "sent", status: "now", at: payout.sentAt, amountMinor: null },
        expected("at_stripe"),
        expected("in_bank"),
      ];
    case "at_stripe":
    case "to_bank":
    case "in_bank":
    case "returned_by_bank":
    case "reversed":
      return [
        planned,
        done("sent", payout.sentAt),
        ...afterStripe(payout),
        ...(reversedMinor === 0n
          ? []
          : [{ ...done("reversed", payout.reversedAt), amountMinor: reversedMinor }]),
      ];
  }
}

function afterStripe({ state, paidAt, bankLegs }: PayoutDetail): readonly TimelineStep[] {
  const leg = bankLegs[0];
  const atStripe = done("at_stripe", paidAt);
  switch (leg?.status) {
    case "in_bank":
      return [atStripe, done("in_bank", leg.arrivalAt)];
    case "in_transit":
      return [
        { ...atStripe, status: "now" },
        { ...expected("in_bank"), at: leg.arrivalAt },
      ];
    case "failed":
      return [
        atStripe,
        { step: "returned_by_bank", status: "stopped", at: leg.arrivalAt, amountMinor: null },
      ];
    case "canceled":
    case undefined:
      return state === "reversed" ? [atStripe] : [{ ...atStripe, status: "now" }, expected("in_bank")];
  }
}

function done(step: TimelineStep["step"], at: Date | null): TimelineStep {
  return { step, status: "done", at, amountMinor: null };
}

function expected(step: TimelineStep["step"]): TimelineStep {
  return { step, status: "expected", at: null, amountMinor: null };
}
