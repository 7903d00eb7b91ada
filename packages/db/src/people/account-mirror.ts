import type { Database, Sql } from "../database.ts";
import { stageJobs } from "../operations/outbox.ts";

/** What Stripe says of a connected account, as far as paying its creator depends on it. */
export type AccountReading = {
  readonly accountId: string;
  readonly transfersActive: boolean;
  readonly payoutsEnabled: boolean;
  readonly requirementsPastDue: readonly string[];
  readonly disabledReason: string | null;
  readonly country: string | null;
  /** Why the account could not be read; null when it was. */
  readonly error: string | null;
  /** Its balance at Stripe is below zero in some currency; null: the balance was not read. */
  readonly negative: boolean | null;
};

/**
 * Writes readings into the mirror, one statement for any number. An account that is known to be below zero counts as read
 * only when its balance was. Creators whose account became able to receive get a
 * retry of what is held for it, staged with the readings.
 */
export async function saveAccountReadings(db: Database, readings: readonly AccountReading[]): Promise<void> {
  if (readings.length === 0) return;
  await db.transaction(async (tx) => {
    const ready = await tx.query<{ creatorId: string }>(
      `WITH before AS (
         SELECT c.id, c.stripe_account_id, c.transfers_active AND c.account_error IS NULL AND c.requirements_past_due = '{}' AND NOT c.account_negative AS ready
           FROM creators c WHERE c.stripe_account_id = ANY ($1::text[]) ORDER BY c.id FOR NO KEY UPDATE
       ), written AS (
         UPDATE creators c
            SET transfers_active = r.transfers_active, payouts_enabled = r.payouts_enabled, disabled_reason = r.disabled_reason,
                requirements_past_due = ARRAY(SELECT jsonb_array_elements_text(r.past_due)), country = coalesce(r.country, c.country),
                account_error = r.error, account_negative = coalesce(r.negative, c.account_negative),
                account_read_at = CASE WHEN r.negative IS NULL AND c.account_negative THEN c.account_read_at ELSE clock_timestamp() END
           FROM unnest($1::text[], $2::boolean[], $3::boolean[], $4::jsonb[], $5::text[], $6::text[], $7::text[], $8::boolean[])
                AS r (account_id, transfers_active, payouts_enabled, past_due, disabled_reason, country, error, negative)
           JOIN before b ON b.stripe_account_id = r.account_id -- so it is read before it is written
          WHERE c.id = b.id
         RETURNING c.id, c.transfers_active AND c.account_error IS NULL AND c.requirements_past_due = '{}' AND NOT c.account_negative AS ready,
                   b.ready AS was_ready
       )
       SELECT w.id AS "creatorId" FROM written w
        WHERE w.ready AND NOT w.was_ready
          AND EXISTS (SELECT FROM payout_items i WHERE i.creator_id = w.id AND i.status = 'held')`,
      [
        readings.map((reading) => reading.accountId),
        readings.map((reading) => reading.transfersActive),
        readings.map((reading) => reading.payoutsEnabled),
        readings.map((reading) => JSON.stringify(reading.requirementsPastDue)),
        readings.map((reading) => reading.disabledReason),
        readings.map((reading) => reading.country),
        readings.map((reading) => reading.error),
        readings.map((reading) => reading.negative),
      ],
    );
    if (ready.length > 0) {
      await stageJobs(tx, [
        { name: "retry-failed-payouts", payload: { creatorIds: ready.map((row) => row.creatorId) } },
      ]);
    }
  });
}

/** Connected accounts that a refresh has not read yet. */
export const accountsToRead = {
  /** The instant, by the database's clock, at which this refresh began. */
  async startedAt(sql: Sql): Promise<Date> {
    const [row] = await sql.query<{ now: Date }>("SELECT clock_timestamp() AS now");
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
               OR NOT transfers_active AND account_read_at < clock_timestamp() - interval '24 hours')
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
