import type { Sql } from "../database.ts";

/** Connected accounts that a refresh has not read yet. */
export const accountsToRead = {
  /** The instant, by the database's clock, at which this refresh began. */
  async startedAt(sql: Sql): Promise<Date> {
    const [row] = await sql.query<{ now: Date }>("SELECT operational_now() AS now");
    if (!row) throw new Error("the database did not say what time it is");
    return row.now;
  },

  /**
   * Accounts that a plan would skip although nobody has looked lately: never read, or read as unable to receive more
   * than a day ago.
   */
  async unsure(sql: Sql, limit: number): Promise<readonly string[]> {
    const rows = await sql.query<{ accountId: string }>(
      `SELECT stripe_account_id AS "accountId" FROM creators
        WHERE stripe_account_id IS NOT NULL
          AND (account_read_at IS NULL
               OR NOT transfers_active AND account_read_at < (SELECT operational_now()) - interval '24 hours')
        ORDER BY id LIMIT $1`,
      [limit],
    );
    return rows.map((row) => row.accountId);
  },

  /** Accounts of creators that were not read since then. */
  async notReadSince(sql: Sql, since: Date, limit: number): Promise<readonly string[]> {
    const rows = await sql.query<{ accountId: string }>(
      `SELECT stripe_account_id AS "accountId" FROM creators
        WHERE stripe_account_id IS NOT NULL AND (account_read_at IS NULL OR account_read_at < $1)
        ORDER BY id LIMIT $2`,
      [since, limit],
    );
    return rows.map((row) => row.accountId);
  },
};
