import type { CurrencyCode } from "../money/currencies.ts";

/** What a batch amounts to. */
export type BatchSize = {
  readonly count: number;
  /** Minor units for each currency. */
  readonly totalsMinor: Readonly<Record<CurrencyCode, bigint>>;
};

/** Why a batch pauses before a person has looked at it. JSON-serialisable. */
export type BrakeReason =
  | {
      readonly code: "count_too_high" | "count_too_low";
      readonly numbers: { readonly count: number; readonly median: number; readonly pastBatches: number };
    }
  | {
      readonly code: "total_too_high" | "total_too_low";
      readonly numbers: {
        readonly currency: CurrencyCode;
        readonly totalMinor: string;
        /** Rounded down to a minor unit; the decision is exact. */
        readonly medianMinor: string;
        readonly pastBatches: number;
      };
    }
  | {
      readonly code: "too_many_refusals";
      readonly numbers: { readonly finished: number; readonly refused: number };
    };

const PAST_BATCHES_MIN = 3;

/**
 * Pauses a batch whose count, or total in a currency, is over 2 times or under half the median of the last batches.
 *
 * Fewer than 3 past batches prove nothing, and neither do fewer than 3 with a currency: its first payouts pass. A
 * currency that the past had and this batch lacks counts as zero ("0 of 310" looked like a quiet month).
 *
 * @param facts.past the last 6 batches at most, this one not among them.
 */
export function decideBrake(facts: BatchSize & { readonly past: readonly BatchSize[] }): BrakeReason | null {
  const { count, totalsMinor, past } = facts;
  if (past.length < PAST_BATCHES_MIN) return null;
  const twiceMedianCount = twiceMedian(past.map((batch) => BigInt(batch.count)));
  const countSide = sideOf(BigInt(count), twiceMedianCount);
  if (countSide !== null) {
    const median = Number(twiceMedianCount) / 2;
    return { code: `count_${countSide}`, numbers: { count, median, pastBatches: past.length } };
  }
  const currencies = new Set([totalsMinor, ...past.map((batch) => batch.totalsMinor)].flatMap(Object.keys));
  for (const currency of [...currencies].toSorted()) {
    const pastTotals = past.flatMap((batch) => batch.totalsMinor[currency] ?? []);
    if (pastTotals.length < PAST_BATCHES_MIN) continue;
    const totalMinor = totalsMinor[currency] ?? 0n;
    const twice = twiceMedian(pastTotals);
    const side = sideOf(totalMinor, twice);
    if (side === null) continue;
    const numbers = {
      currency,
      totalMinor: String(totalMinor),
      medianMinor: String(twice / 2n),
      pastBatches: pastTotals.length,
    };
    return { code: `total_${side}`, numbers };
  }
  return null;
}

const FINISHED_MIN = 100;
const REFUSED_PERCENT_MAX = 5;

/** Pauses a running batch when over 5 % of at least 100 finished items were refused for anything but funds. */
export function decideRefusalBrake(facts: {
  readonly finished: number;
  readonly refusedOtherThanFunds: number;
}): BrakeReason | null {
  const { finished, refusedOtherThanFunds: refused } = facts;
  if (finished < FINISHED_MIN || refused * 100 <= finished * REFUSED_PERCENT_MAX) return null;
  return { code: "too_many_refusals", numbers: { finished, refused } };
}

/** Twice, because the median of an even count may lie between two integers. `values` has at least 3. */
function twiceMedian(values: readonly bigint[]): bigint {
  const sorted = values.toSorted((a, b) => (a < b ? -1 : 1));
  const middle = Math.floor(sorted.length / 2);
  const pair =
    sorted.length % 2 === 0 ? sorted.slice(middle - 1, middle + 1) : sorted.slice(middle, middle + 1);
  return (pair.reduce((sum, value) => sum + value, 0n) * 2n) / BigInt(pair.length);
}

function sideOf(value: bigint, twiceMedianValue: bigint): "too_high" | "too_low" | null {
  if (value > twiceMedianValue) return "too_high";
  return value * 4n < twiceMedianValue ? "too_low" : null;
}
