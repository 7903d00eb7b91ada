import type { Sql } from "../../database.ts";

/** Whose name stands on a statement. */
export async function payeeOf(
  sql: Sql,
  creatorId: string,
): Promise<{ readonly creatorName: string; readonly handle: string }> {
  const [payee] = await sql.query<{ creatorName: string; handle: string }>(
    `SELECT display_name AS "creatorName", handle FROM creators WHERE id = $1`,
    [creatorId],
  );
  if (!payee) throw new Error(`no creator ${creatorId}`);
  return payee;
}
