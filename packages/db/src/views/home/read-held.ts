import type { CurrencyCode } from "@payrun/payouts-core";
import type { Sql } from "../../database.ts";

/** What of the held money becomes available by an instant, itself included. Minor units by currency. */
export async function readMaturing(
  sql: Sql,
  { creatorId, until }: { readonly creatorId: string; readonly until: Date },
): Promise<ReadonlyMap<CurrencyCode, bigint>> {
  const rows = await sql.query<{ currency: CurrencyCode; amountMinor: bigint }>(
    `SELECT currency, sum(net_minor - reversed_net_minor)::bigint AS "amountMinor"
       FROM earnings WHERE creator_id = $1 AND released_at IS NULL AND available_at <= $2 GROUP BY currency`,
    [creatorId, until],
  );
  return new Map(rows.map((row) => [row.currency, row.amountMinor]));
}

/** Held earnings that become available on one day and make the same payout date. */
export type Release = {
  readonly currency: CurrencyCode;
  /** Into which of the given days it falls, from 0: one that is over already falls into the first. Null: after the last. */
  readonly dayIndex: number | null;
  /** Which of the given cutoffs is the first one that it makes, from 0. Null: none of them. */
  readonly cutoffIndex: number | null;
  /** What is left of the net, minor units. */
  readonly amountMinor: bigint;
  readonly earningCount: number;
};

export type Releases = {
  /** In order of time. */
  readonly releases: readonly Release[];
  /** All of a currency together: what is held of it. */
  readonly held: readonly Pick<Release, "currency" | "amountMinor" | "earningCount">[];
};

/**
 * When held money becomes available, and its sums, in one statement. Earnings of which nothing is left are left out.
 *
 * @param dayStarts where the days begin, and at the end where the last one ends; ascending.
 * @param cutoffs of payout dates, ascending.
 */
export async function readReleases(
  sql: Sql,
  {
    creatorId,
    dayStarts,
    cutoffs,
  }: {
    readonly creatorId: string;
    readonly dayStarts: readonly Date[];
    readonly cutoffs: readonly Date[];
  },
): Promise<Releases> {
  const rows = await sql.query<Release & { readonly isTotal: boolean }>(RELEASES, [
    creatorId,
    dayStarts,
    cutoffs,
  ]);
  return {
    releases: rows.flatMap(({ isTotal, ...release }) => (isTotal ? [] : [release])),
    held: rows.flatMap(({ isTotal, currency, amountMinor, earningCount }) =>
      isTotal ? [{ currency, amountMinor, earningCount }] : [],
    ),
  };
}

// An instant at a cutoff makes it; one at the start of a day falls into that day.
const RELEASES = `
SELECT currency, "dayIndex", "cutoffIndex", grouping("dayIndex") = 1 AS "isTotal", sum(left_minor)::bigint AS "amountMinor", count(*)::int AS "earningCount"
  FROM (SELECT currency, net_minor - reversed_net_minor AS left_minor,
               nullif(greatest(width_bucket(available_at, $2::timestamptz[]) - 1, 0), cardinality($2::timestamptz[]) - 1) AS "dayIndex",
               nullif(width_bucket(available_at - interval '1 microsecond', $3::timestamptz[]), cardinality($3::timestamptz[])) AS "cutoffIndex"
          FROM earnings
         WHERE creator_id = $1 AND released_at IS NULL AND net_minor > reversed_net_minor) held
 GROUP BY GROUPING SETS ((currency, "dayIndex", "cutoffIndex"), (currency))
 ORDER BY "dayIndex" NULLS LAST, "cutoffIndex" NULLS LAST, currency = (SELECT currency FROM creators WHERE id = $1) DESC, currency`;
