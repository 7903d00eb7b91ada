import type { Sql } from "../database.ts";

/** What somebody may change of how others see her. The last three are a creator's; null for a fan. */
export type OwnProfile = {
  /** Null: a fan without a name. */
  readonly displayName: string | null;
  readonly handle: string | null;
  readonly biography: string | null;
  readonly callPriceTokens: bigint | null;
};

/** @throws when there is no such fan: every user of the web app stands for one. */
export async function readOwnProfile(sql: Sql, fanId: string): Promise<OwnProfile> {
  const [row] = await sql.query<OwnProfile>(
    `SELECT coalesce(c.display_name, f.display_name) AS "displayName", c.handle, c.biography,
            c.call_price_tokens AS "callPriceTokens"
       FROM fans f LEFT JOIN creators c ON c.id = f.creator_id WHERE f.id = $1`,
    [fanId],
  );
  if (!row) throw new Error(`no fan ${fanId}`);
  return row;
}

export type ProfileChange = {
  readonly displayName?: string | undefined;
  readonly biography?: string | undefined;
  /** Null: takes no calls from now on; requests that were made before stay. */
  readonly callPriceTokens?: bigint | null | undefined;
};

/** Changes what the change names, and leaves the rest. */
export async function updateProfile(sql: Sql, creatorId: string, change: ProfileChange): Promise<void> {
  const { displayName, biography, callPriceTokens } = change;
  await sql.query(
    `UPDATE creators SET display_name = coalesce($2, display_name), biography = coalesce($3, biography),
            call_price_tokens = CASE WHEN $4 THEN $5::bigint ELSE call_price_tokens END
      WHERE id = $1`,
    [
      creatorId,
      displayName ?? null,
      biography ?? null,
      callPriceTokens !== undefined,
      callPriceTokens?.toString() ?? null,
    ],
  );
}

/** Changes what others call this fan: a creator's own display name where she is one. */
export async function renameFan(sql: Sql, fanId: string, displayName: string): Promise<void> {
  await sql.query(
    `WITH creator AS (
       UPDATE creators c SET display_name = $2 FROM fans f WHERE f.id = $1 AND c.id = f.creator_id
     )
     UPDATE fans SET display_name = $2 WHERE id = $1`,
    [fanId, displayName],
  );
}
