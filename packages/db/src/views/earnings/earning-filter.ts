import type { CurrencyCode } from "@payrun/payouts-core";
import type { EarningType } from "../home/read-earnings-by-day.ts";

/** `held` and `available` are every earning once; `reversed` are those of both of which a fan got something back. */
export const earningStates = ["held", "available", "reversed"] as const;
export type EarningState = (typeof earningStates)[number];

/** Which of a creator's earnings; null: any. */
export type EarningFilter = {
  readonly sourceType: EarningType | null;
  readonly state: EarningState | null;
  readonly currency: CurrencyCode | null;
  /** Earned at or after. */
  readonly earnedFrom: Date | null;
  /** Earned before, strictly. */
  readonly earnedBefore: Date | null;
};

export const everyEarning: EarningFilter = {
  sourceType: null,
  state: null,
  currency: null,
  earnedFrom: null,
  earnedBefore: null,
};

const CONDITION_OF_STATE = {
  held: "e.released_at IS NULL",
  available: "e.released_at IS NOT NULL",
  reversed: "e.reversed_minor > 0",
} as const satisfies Record<EarningState, string>;

/**
 * The filter as SQL over `e` (earnings). Only what is asked for is a condition: so each is one that the index
 * `earnings_of_creator` answers by itself.
 *
 * @param values what the statement has already; the filter's own are appended.
 */
export function conditionsOf(creatorId: string, filter: EarningFilter, values: unknown[]): string {
  const put = (value: unknown) => `$${values.push(value)}`;
  const conditions = [`e.creator_id = ${put(creatorId)}`];
  if (filter.sourceType !== null) conditions.push(`e.source_type = ${put(filter.sourceType)}`);
  if (filter.currency !== null) conditions.push(`e.currency = ${put(filter.currency)}`);
  if (filter.earnedFrom !== null) conditions.push(`e.earned_at >= ${put(filter.earnedFrom)}`);
  if (filter.earnedBefore !== null) conditions.push(`e.earned_at < ${put(filter.earnedBefore)}`);
  if (filter.state !== null) conditions.push(CONDITION_OF_STATE[filter.state]);
  return conditions.join(" AND ");
}
