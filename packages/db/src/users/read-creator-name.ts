import type { Sql } from "../database.ts";

export type CreatorName = {
  readonly creatorId: string;
  readonly handle: string;
  readonly displayName: string;
  /** Display default, ISO 4217. */
  readonly currency: string;
  /** Whether the operator lets creators ask for an early payout. */
  readonly mayAskEarly: boolean;
};

/** How a creator is called and which pages she has, for the frame around them; null when there is none with this id. */
export async function readCreatorName(sql: Sql, creatorId: string): Promise<CreatorName | null> {
  const [row] = await sql.query<CreatorName>(
    `SELECT id AS "creatorId", handle, display_name AS "displayName", currency,
            coalesce((SELECT withdrawals_enabled FROM operator_settings WHERE id = 1), false) AS "mayAskEarly"
       FROM creators WHERE id = $1`,
    [creatorId],
  );
  return row ?? null;
}
