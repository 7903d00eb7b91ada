import type { CurrencyCode } from "@payrun/payouts-core";
import type { Sql } from "../../database.ts";
import type { EarningType } from "../home/read-earnings-by-day.ts";
import { conditionsOf, type EarningFilter } from "./earning-filter.ts";

/** One earning as its creator sees it. Minor units; gross - fee - refunded + feeReturned = net. */
export type ListedEarning = {
  readonly earningId: string;
  readonly sourceType: EarningType;
  /** The host platform's id of the tip or call. */
  readonly sourceId: string;
  readonly currency: CurrencyCode;
  readonly grossMinor: bigint;
  /** The platform's, before refunds. */
  readonly feeMinor: bigint;
  /** Gross that the fan got back. */
  readonly refundedMinor: bigint;
  /** What the platform gave back of its fee for that. */
  readonly feeReturnedMinor: bigint;
  /** What is left to the creator. */
  readonly netMinor: bigint;
  readonly earnedAt: Date;
  /** When its hold is over. */
  readonly availableAt: Date;
  /** When it moved from held to available; null: it is held. */
  readonly releasedAt: Date | null;
  /** Set where the fan shows a name. */
  readonly fan: { readonly fanId: string; readonly displayName: string } | null;
  /** What the fan wrote with it; null: nothing. */
  readonly message: string | null;
};

/** The last row of a page; the next one begins below it. */
export type EarningPosition = { readonly earnedAt: Date; readonly earningId: string };

/**
 * A page of a creator's earnings, newest first: those below a position. The inner statement reads the index alone, so a
 * filter that few of a hundred thousand earnings pass costs the index and no row of the table but the page's.
 */
export async function listEarnings(
  sql: Sql,
  creatorId: string,
  filter: EarningFilter,
  { below, limit }: { readonly below: EarningPosition | null; readonly limit: number },
): Promise<readonly ListedEarning[]> {
  const values: unknown[] = [limit];
  const conditions = conditionsOf(creatorId, filter, values);
  const belowIt =
    below === null
      ? ""
      : ` AND (e.earned_at, e.id) < ($${values.push(below.earnedAt)}, $${values.push(below.earningId)}::uuid)`;
  const rows = await sql.query<EarningRow>(
    `WITH page AS MATERIALIZED (
       SELECT e.id FROM earnings e WHERE ${conditions}${belowIt} ORDER BY e.earned_at DESC, e.id DESC LIMIT $1
     )
     SELECT ${EARNING_COLUMNS} FROM page JOIN earnings e ON e.id = page.id ${FAN_OF_EARNING}
      ORDER BY e.earned_at DESC, e.id DESC`,
    values,
  );
  return rows.map(toListedEarning);
}

/**
 * All of a creator's earnings that pass a filter, newest first, a page at a time: for files. What the fields of one earning
 * say is of the moment at which its page was read; run it in a `consistentRead` where the file must equal its sums.
 */
export async function* earningsForFile(
  sql: Sql,
  creatorId: string,
  filter: EarningFilter,
  { pageSize = 1_000 }: { readonly pageSize?: number } = {},
): AsyncGenerator<readonly ListedEarning[], void, undefined> {
  let below: EarningPosition | null = null;
  for (;;) {
    const page: readonly ListedEarning[] = await listEarnings(sql, creatorId, filter, {
      below,
      limit: pageSize,
    });
    if (page.length > 0) yield page;
    if (page.length < pageSize) return;
    below = page.at(-1) ?? null;
  }
}

export type EarningRow = Omit<ListedEarning, "fan"> & {
  readonly fanId: string | null;
  readonly fanName: string | null;
};

/** The columns of one row, over `e` and `f` of `FAN_OF_EARNING`. */
export const EARNING_COLUMNS = `
  e.id AS "earningId", e.source_type AS "sourceType", e.source_id AS "sourceId", e.currency, e.gross_minor AS "grossMinor",
  e.fee_minor AS "feeMinor", e.reversed_minor AS "refundedMinor", e.reversed_minor - e.reversed_net_minor AS "feeReturnedMinor",
  e.net_minor - e.reversed_net_minor AS "netMinor", e.earned_at AS "earnedAt", e.available_at AS "availableAt",
  e.released_at AS "releasedAt", f.id AS "fanId", f.display_name AS "fanName", e.message`;

export const FAN_OF_EARNING = "LEFT JOIN fans f ON f.id = e.fan_id AND f.display_name IS NOT NULL";

export function toListedEarning({ fanId, fanName, ...row }: EarningRow): ListedEarning {
  return { ...row, fan: fanId === null || fanName === null ? null : { fanId, displayName: fanName } };
}
