import type { CurrencyCode } from "@payrun/payouts-core";
import type { Sql } from "../../database.ts";

/** Sums of earnings, minor units: gross - fee - refunded + feeReturned = net. */
export type EarningSums = {
  readonly currency: CurrencyCode;
  readonly count: number;
  readonly grossMinor: bigint;
  /** The platform's, before refunds. */
  readonly feeMinor: bigint;
  /** Gross that fans got back. */
  readonly refundedMinor: bigint;
  /** What the platform gave back of its fee for that. */
  readonly feeReturnedMinor: bigint;
  /** What is left to the creator. */
  readonly netMinor: bigint;
};

/** What was paid for. */
export type EarningType = "tip" | "call";

export type EarningsByDay = {
  /** One for each day, source and currency in which something was earned, in that order. `dayIndex` from 0. */
  readonly days: readonly (EarningSums & {
    readonly dayIndex: number;
    readonly sourceType: EarningType;
  })[];
  /** All days together. */
  readonly sources: readonly (EarningSums & { readonly sourceType: EarningType })[];
  /** All days and both sources together. */
  readonly totals: readonly EarningSums[];
};

/** The columns of `EarningSums` but the currency, over rows of `earnings`. */
export const EARNING_SUMS = `count(*)::int AS count,
       coalesce(sum(gross_minor), 0)::bigint AS "grossMinor", coalesce(sum(fee_minor), 0)::bigint AS "feeMinor",
       coalesce(sum(reversed_minor), 0)::bigint AS "refundedMinor",
       coalesce(sum(reversed_minor - reversed_net_minor), 0)::bigint AS "feeReturnedMinor",
       coalesce(sum(net_minor - reversed_net_minor), 0)::bigint AS "netMinor"`;

/**
 * What a creator earned by day, source and currency, with its sums, in one statement. A refund counts on the day on which
 * the earning was earned.
 *
 * @param dayStarts where the days begin, and at the end where the last one ends; ascending, at least two.
 */
export async function readEarningsByDay(
  sql: Sql,
  { creatorId, dayStarts }: { readonly creatorId: string; readonly dayStarts: readonly Date[] },
): Promise<EarningsByDay> {
  const rows = await sql.query<
    EarningSums & { readonly dayIndex: number | null; readonly sourceType: EarningType | null }
  >(BY_DAY, [creatorId, dayStarts, dayStarts[0], dayStarts.at(-1)]);
  return {
    days: rows.flatMap(({ dayIndex, sourceType, ...sums }) =>
      dayIndex !== null && sourceType !== null ? [{ dayIndex, sourceType, ...sums }] : [],
    ),
    sources: rows.flatMap(({ dayIndex, sourceType, ...sums }) =>
      dayIndex === null && sourceType !== null ? [{ sourceType, ...sums }] : [],
    ),
    totals: rows.flatMap(({ dayIndex, sourceType, ...sums }) =>
      dayIndex === null && sourceType === null ? [sums] : [],
    ),
  };
}

const BY_DAY = `
SELECT day - 1 AS "dayIndex", source_type AS "sourceType", currency, ${EARNING_SUMS}
  FROM (SELECT width_bucket(earned_at, $2::timestamptz[]) AS day, source_type, currency,
               gross_minor, fee_minor, net_minor, reversed_minor, reversed_net_minor
          FROM earnings WHERE creator_id = $1 AND earned_at >= $3 AND earned_at < $4) e
 GROUP BY GROUPING SETS ((day, source_type, currency), (source_type, currency), (currency))
 ORDER BY day, source_type DESC, currency = (SELECT currency FROM creators WHERE id = $1) DESC, currency`;
