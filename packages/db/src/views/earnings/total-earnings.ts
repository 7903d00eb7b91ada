import type { Sql } from "../../database.ts";
import { EARNING_SUMS, type EarningSums } from "../home/read-earnings-by-day.ts";
import { conditionsOf, type EarningFilter } from "./earning-filter.ts";

/** The sums of the earnings that pass a filter, by currency, her display currency first: of the same rows that
 * `listEarnings` lists. */
export async function totalEarnings(
  sql: Sql,
  creatorId: string,
  filter: EarningFilter,
): Promise<readonly EarningSums[]> {
  const values: unknown[] = [];
  const conditions = conditionsOf(creatorId, filter, values);
  return sql.query<EarningSums>(
    `SELECT e.currency, ${EARNING_SUMS} FROM earnings e WHERE ${conditions} GROUP BY e.currency
      ORDER BY e.currency = (SELECT currency FROM creators WHERE id = $1) DESC, e.currency`,
    values,
  );
}
