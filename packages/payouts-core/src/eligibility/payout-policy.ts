import type { CurrencyCode } from "../money/currencies.ts";
import { smallestSendableMinor } from "../money/round-down-to-sendable.ts";
import type { PayoutStop } from "./payout-stop.ts";
import type { PayoutSchedule } from "../schedule/payout-schedule.ts";

/** What the operator decided. Amounts are minor units of their currency. */
export type PayoutPolicy = {
  /** Below it nothing is paid. A currency without an entry: 1 minor unit. */
  readonly minimumMinor: Readonly<Record<CurrencyCode, bigint>>;
  /** Which of its dates a creator is paid on is her cadence. */
  readonly schedule: PayoutSchedule;
  /** The dates that ran, those of the last month at least; who is paid monthly is paid on the first one of a month. */
  readonly runs: readonly Date[];
  /** No payout for so long after the destination changed; 0 is off. */
  readonly destinationCoolDownHours: number;
  /** ISO 3166 alpha-2; null is every country. */
  readonly supportedCountries: ReadonlySet<string> | null;
  /** An unusual amount at or below it is not worth a person's time. Without an entry: 0. */
  readonly unusualAmountFloorMinor: Readonly<Record<CurrencyCode, bigint>>;
  /** Those in force, the oldest first. */
  readonly stops: readonly PayoutStop[];
};

/** The minimum that decides, and whose it is. */
export type EffectiveMinimum = {
  readonly minimumMinor: bigint;
  readonly minimumSetBy: "platform" | "creator" | "stripe";
};

/** The largest of the platform's minimum, the creator's own, and the smallest amount that Stripe can send. */
export function effectiveMinimum(
  creator: { readonly currency: CurrencyCode; readonly ownMinimumMinor: bigint | null },
  { minimumMinor }: Pick<PayoutPolicy, "minimumMinor">,
): EffectiveMinimum {
  const platform: EffectiveMinimum = {
    minimumMinor: minimumMinor[creator.currency] ?? 1n,
    minimumSetBy: "platform",
  };
  const own: EffectiveMinimum = { minimumMinor: creator.ownMinimumMinor ?? 0n, minimumSetBy: "creator" };
  const stripe: EffectiveMinimum = {
    minimumMinor: smallestSendableMinor(creator.currency),
    minimumSetBy: "stripe",
  };
  return [own, stripe].reduce(
    (largest, each) => (each.minimumMinor > largest.minimumMinor ? each : largest),
    platform,
  );
}
