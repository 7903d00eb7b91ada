import type { Sql } from "../database.ts";

export type PasskeyRow = {
  readonly passkeyId: string;
  readonly name: string | null;
  readonly createdAt: Date | null;
  /** Whether its owner's account elsewhere keeps a copy: it survives a lost device. */
  readonly backedUp: boolean;
};

/** A user's passkeys, the newest first; the 100 newest. */
export async function listPasskeys(sql: Sql, userId: string): Promise<readonly PasskeyRow[]> {
  return sql.query<PasskeyRow>(
    `SELECT id AS "passkeyId", name, created_at AS "createdAt", backed_up AS "backedUp"
       FROM passkeys WHERE user_id = $1 ORDER BY created_at DESC NULLS LAST, id LIMIT 100`,
    [userId],
  );
}

/** False when this user has no such passkey. */
export async function renamePasskey(
  sql: Sql,
  userId: string,
  passkeyId: string,
  name: string,
): Promise<boolean> {
  const rows = await sql.query("UPDATE passkeys SET name = $3 WHERE id = $2 AND user_id = $1 RETURNING id", [
    userId,
    passkeyId,
    name,
  ]);
  return rows.length > 0;
}

/** False when this user has no such passkey. */
export async function removePasskey(sql: Sql, userId: string, passkeyId: string): Promise<boolean> {
  const rows = await sql.query("DELETE FROM passkeys WHERE id = $2 AND user_id = $1 RETURNING id", [
    userId,
    passkeyId,
  ]);
  return rows.length > 0;
}
