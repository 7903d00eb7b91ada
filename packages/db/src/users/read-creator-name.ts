import type { Sql } from "../database.ts";

export type CreatorName = {
  readonly creatorId: string;
  readonly handle: string;
  readonly displayName: string;
  /** Display default, ISO 4217. */
  readonly currency: string;
};

/** How a creator is called, for the frame around her pages; null when there is none with this id. */
export async function readCreatorName(sql: Sql, creatorId: string): Promise<CreatorName | null> {
  const [row] = await sql.query<CreatorName>(
    `SELECT id AS "creatorId", handle, display_name AS "displayName", currency FROM creators WHERE id = $1`,
    [creatorId],
  );
  return row ?? null;
}
