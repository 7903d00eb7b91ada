import type { ReasonOf } from "../reasons/reason-numbers.ts";
import { type PayoutCadence, payoutDates } from "../schedule/payout-cadence.ts";
import type { PayoutSchedule, ScheduleDate } from "../schedule/payout-schedule.ts";

const HOUR_MS = 60 * 60 * 1000;

export type DestinationFacts = {
  /** When the payout account or its bank last changed. */
  readonly destinationChangedAt: Date | null;
  /** No payout for so long after the destination changed; 0 is off. */
  readonly destinationCoolDownHours: number;
};

/** The first instant at which a destination that changed then is paid again. */
export function payableFrom(changedAt: Date, coolDownHours: number): Date {
  return new Date(changedAt.getTime() + coolDownHours * HOUR_MS);
}

/** Whoever takes over an account sends its money elsewhere first: the owner gets this long to notice. */
export function coolDownReason(
  { destinationChangedAt: changedAt, destinationCoolDownHours: coolDownHours }: DestinationFacts,
  at: Date,
): ReasonOf<"destination_changed_recently"> | null {
  if (changedAt === null || coolDownHours === 0) return null;
  const from = payableFrom(changedAt, coolDownHours);
  if (from <= at) return null;
  return {
    code: "destination_changed_recently",
    changedAt: changedAt.toISOString(),
    coolDownHours,
    payableFrom: from.toISOString(),
  };
}

/** What a change of destination costs: until when nothing is paid, and which of her dates fall into that. */
export type CoolDown = {
  readonly changedAt: Date;
  readonly payableFrom: Date;
  /** Her payout dates that are skipped for it; often none. */
  readonly skipped: readonly ScheduleDate[];
  /** Her first date that pays again. */
  readonly firstPaid: ScheduleDate;
};

/** The cool-down after a change, as seen from now: told to a creator while it lasts, and before she changes anything. */
export function coolDownAfter(facts: {
  readonly changedAt: Date;
  readonly coolDownHours: number;
  readonly schedule: PayoutSchedule;
  readonly cadence: PayoutCadence;
  /** As for {@link payoutDates}. */
  readonly runs: readonly Date[];
  readonly now: Date;
}): CoolDown {
  const { changedAt, coolDownHours } = facts;
  const from = payableFrom(changedAt, coolDownHours);
  const dates = payoutDates(facts);
  const skipped: ScheduleDate[] = [];
  let date = dates.next().value;
  while (date.scheduledFor < from) {
    skipped.push(date);
    date = dates.next().value;
  }
  return { changedAt, payableFrom: from, skipped, firstPaid: date };
}
