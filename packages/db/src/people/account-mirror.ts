import type { AccountDetail, ActionCause } from "@payrun/payouts-core";
import type { Database, Transaction } from "../database.ts";
import { stageJobs } from "../operations/outbox.ts";
import { actionCause, tellAccountReady, tellActionNeeded } from "./tell-action-needed.ts";
import { tellDestinationChanged } from "./tell-destination-changed.ts";

/** What Stripe says of a connected account, as far as paying its creator depends on it, and what she is shown of it. */
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
  /** Left out when it was not read: what was known stays. */
  readonly detail?: AccountDetail;
};

/** What writing readings found out. */
export type MirrorChanges = {
  /** Accounts behind which the bank changed. */
  readonly newBankAt: ReadonlySet<string>;
};

type Written = {
  readonly creatorId: string;
  readonly accountId: string;
  /** It was read as unable to receive, and is able now. */
  readonly hasBecomeReady: boolean;
  /** Something is held for just that. */
  readonly isAwaited: boolean;
  readonly hasNewBank: boolean;
  /** What has just begun to need her. */
  readonly cause: ActionCause | null;
  readonly fields: readonly string[];
  readonly deadlineAt: string | null;
};

/**
 * Writes readings into the mirror, one statement for any number. An account that is known to be below zero counts as read
 * only when its balance was. Creators whose account became able to receive get a retry of what is held for it, staged
 * with the readings.
 *
 * Another bank behind an account that had one is a change of destination, from now on the business clock: the cool-down
 * begins, and she is told. The first bank is none. She is told as well when her account begins to need her, and when it
 * becomes able to receive: not at the first reading, which is when she comes back from Stripe.
 */
export async function saveAccountReadings(
  db: Database,
  readings: readonly AccountReading[],
  now: Date,
): Promise<MirrorChanges> {
  if (readings.length === 0) return { newBankAt: new Set() };
  return db.transaction(async (tx) => {
    const written = await writeReadings(tx, readings, now);
    const ready = written.filter((row) => row.isAwaited);
    if (ready.length > 0) {
      await stageJobs(tx, [
        { name: "retry-failed-payouts", payload: { creatorIds: ready.map((row) => row.creatorId) } },
      ]);
    }
    const moved = written.filter((row) => row.hasNewBank);
    await tellDestinationChanged(
      tx,
      moved.map(({ creatorId }) => ({ creatorId })),
    );
    await tellAccountReady(
      tx,
      written.filter((row) => row.hasBecomeReady).map((row) => row.creatorId),
    );
    await tellActionNeeded(
      tx,
      written.flatMap(({ cause, ...row }) => (cause === null ? [] : [{ ...row, cause }])),
    );
    return { newBankAt: new Set(moved.map((row) => row.accountId)) };
  });
}

/** The rows about which something is to be done. */
function writeReadings(
  tx: Transaction,
  readings: readonly AccountReading[],
  now: Date,
): Promise<readonly Written[]> {
  return tx.query<Written>(WRITE_READINGS, [
    readings.map((reading) => reading.accountId),
    readings.map((reading) => reading.transfersActive),
    readings.map((reading) => reading.payoutsEnabled),
    readings.map((reading) => JSON.stringify(reading.requirementsPastDue)),
    readings.map((reading) => reading.disabledReason),
    readings.map((reading) => reading.country),
    readings.map((reading) => reading.error),
    readings.map((reading) => reading.negative),
    readings.map((reading) => (reading.detail === undefined ? null : JSON.stringify(reading.detail))),
    now,
  ]);
}

const READY = `c.transfers_active AND c.account_error IS NULL AND c.requirements_past_due = '{}' AND NOT c.account_negative`;

// A bank that was taken away stays in `bank_destination_ids`: whoever takes the old one away and names a new one an hour
// later has changed it all the same. That it is gone is told once, when the detail stops showing it.
const WRITE_READINGS = `
WITH before AS (
  SELECT c.id, c.stripe_account_id, ${READY} AS ready, c.bank_destination_ids AS banks,
         c.account_detail -> 'banks' AS shown, c.account_error, c.requirements_past_due, c.transfers_active, c.payouts_enabled, c.disabled_reason,
         c.account_read_at IS NOT NULL AS was_read
    FROM creators c WHERE c.stripe_account_id = ANY ($1::text[]) ORDER BY c.id FOR NO KEY UPDATE
), reading AS (
  SELECT r.*, ARRAY(SELECT b ->> 'id' FROM jsonb_array_elements(
                      CASE jsonb_typeof(r.detail -> 'banks') WHEN 'array' THEN r.detail -> 'banks' ELSE '[]' END) b ORDER BY 1) AS banks
    FROM unnest($1::text[], $2::boolean[], $3::boolean[], $4::jsonb[], $5::text[], $6::text[], $7::text[], $8::boolean[], $9::jsonb[])
         AS r (account_id, transfers_active, payouts_enabled, past_due, disabled_reason, country, error, negative, detail)
), written AS (
  UPDATE creators c
     SET transfers_active = r.transfers_active, payouts_enabled = r.payouts_enabled, disabled_reason = r.disabled_reason,
         requirements_past_due = ARRAY(SELECT jsonb_array_elements_text(r.past_due)), country = coalesce(r.country, c.country),
         account_error = r.error, account_negative = coalesce(r.negative, c.account_negative),
         account_read_at = CASE WHEN r.negative IS NULL AND c.account_negative THEN c.account_read_at ELSE (SELECT operational_now()) END,
         account_detail = coalesce(r.detail, c.account_detail),
         bank_destination_ids = CASE WHEN r.banks = '{}' THEN c.bank_destination_ids ELSE r.banks END,
         destination_changed_at = CASE WHEN m.new_bank THEN $10::timestamptz ELSE c.destination_changed_at END
    FROM reading r
    JOIN before b ON b.stripe_account_id = r.account_id -- so it is read before it is written
   CROSS JOIN LATERAL (
     SELECT b.banks <> '{}' AND CASE WHEN r.banks <> '{}' THEN r.banks <> b.banks
                                     ELSE r.detail -> 'banks' = '[]' AND b.shown <> '[]' END AS new_bank) m
   WHERE c.id = b.id
  RETURNING c.id, c.stripe_account_id, ${READY} AS ready, b.ready AS was_ready, coalesce(m.new_bank, false) AS new_bank, b.was_read,
            c.requirements_past_due, c.account_detail, ${actionCause("$10::timestamptz")} AS cause
), found AS (
  SELECT w.*,
         w.ready AND NOT w.was_ready
           AND EXISTS (SELECT FROM payout_items i WHERE i.creator_id = w.id AND i.status = 'held') AS awaited,
         w.ready AND NOT w.was_ready AND w.was_read AS become_ready
    FROM written w
)
SELECT id AS "creatorId", stripe_account_id AS "accountId", awaited AS "isAwaited", become_ready AS "hasBecomeReady", new_bank AS "hasNewBank", cause,
       CASE cause WHEN 'requirements_past_due' THEN requirements_past_due
                  ELSE ARRAY(SELECT jsonb_array_elements_text(account_detail -> 'currentlyDue')) END AS fields,
       account_detail ->> 'deadlineAt' AS "deadlineAt"
  FROM found WHERE awaited OR become_ready OR new_bank OR cause IS NOT NULL`;
