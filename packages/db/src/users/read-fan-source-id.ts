import type { Sql } from "../database.ts";

/** What the host platform calls a fan. One who opened her account here has an id of ours, which the host is told. */
export async function readFanSourceId(sql: Sql, fanId: string): Promise<string> {
  const [fan] = await sql.query<{ sourceId: string }>(
    `SELECT source_id AS "sourceId" FROM fans WHERE id = $1`,
    [fanId],
  );
  if (fan === undefined) throw new Error(`fan ${fanId} is not there`);
  return fan.sourceId;
}
