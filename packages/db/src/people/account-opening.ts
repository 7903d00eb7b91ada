import type { Database } from "../database.ts";
import { appendAudit } from "../operations/audit-log.ts";
import { tellDestinationChanged } from "./tell-destination-changed.ts";

/** An account that is being opened at Stripe: every try sends the same order under the same key. */
export type AccountOpening = {
  /** Counts the creator's openings; part of the key. */
  readonly openingNo: number;
  readonly idempotencyKey: string;
  /** What Stripe is asked for, frozen: an e-mail address that changes meanwhile must not change the bytes. */
  readonly email: string;
  readonly displayName: string;
  readonly country: string;
  readonly currency: string;
  /** The API whose answer was lost; the next try asks only that one. */
  readonly unknownApi: 1 | 2 | null;
  /** Operational clock, ISO 8601: Stripe forgets a key after a day. */
  readonly startedAt: string;
  /** Whether an answer ended it: the next opening has a key of its own. */
  readonly ended: boolean;
};

export type BegunOpening =
  | { readonly kind: "has_account"; readonly stripeAccountId: string }
  | { readonly kind: "opening"; readonly opening: AccountOpening }
  /** Money is on its way to the account that is to be replaced. */
  | { readonly kind: "payout_in_flight"; readonly payoutItemId: string }
  /** Stripe opens accounts in a country, and nobody has said which is hers. */
  | { readonly kind: "country_needed" };

/** A key is used this long; Stripe keeps it for 24 hours. */
const KEY_HOURS_MAX = 23;

/**
 * Begins to open an account, or goes on where an answer was lost: two clicks get one key, so Stripe makes one account.
 *
 * @param replaces the account that Stripe does not show any more; null: only when she has none.
 * @param country of a creator of whom none is known.
 */
export async function beginAccountOpening(
  db: Database,
  asked: {
    readonly creatorId: string;
    readonly replaces: string | null;
    readonly email: string;
    readonly country: string | null;
    readonly keyOf: (openingNo: number) => string;
  },
): Promise<BegunOpening> {
  return db.transaction(async (tx) => {
    const [row] = await tx.query<OpeningRow>(
      `SELECT c.stripe_account_id AS "stripeAccountId", coalesce(c.email, $2) AS email, c.display_name AS "displayName",
              coalesce(c.country, $3) AS country, c.currency, c.account_opening AS opening,
              coalesce((c.account_opening ->> 'startedAt')::timestamptz > (SELECT operational_now()) - $4 * interval '1 hour', false) AS "isKeyGood",
              (SELECT id FROM payout_items i WHERE i.creator_id = c.id AND i.status IN ('sending', 'unknown') LIMIT 1) AS "itemInFlight",
              operational_now() AS now
         FROM creators c WHERE c.id = $1 FOR NO KEY UPDATE OF c`,
      [asked.creatorId, asked.email, asked.country, KEY_HOURS_MAX],
    );
    if (!row) throw new Error(`creator ${asked.creatorId} is not there`);
    const { stripeAccountId, itemInFlight, country, opening: last } = row;
    if (stripeAccountId !== null && stripeAccountId !== asked.replaces)
      return { kind: "has_account", stripeAccountId };
    if (itemInFlight !== null) return { kind: "payout_in_flight", payoutItemId: itemInFlight };
    if (last !== null && !last.ended && row.isKeyGood) return { kind: "opening", opening: last };
    if (country === null) return { kind: "country_needed" };
    const openingNo = (last?.openingNo ?? 0) + 1;
    const opening: AccountOpening = {
      openingNo,
      idempotencyKey: asked.keyOf(openingNo),
      email: row.email,
      displayName: row.displayName,
      country,
      currency: row.currency,
      unknownApi: null,
      startedAt: row.now.toISOString(),
      ended: false,
    };
    await tx.query("UPDATE creators SET account_opening = $2 WHERE id = $1", [
      asked.creatorId,
      JSON.stringify(opening),
    ]);
    return { kind: "opening", opening };
  });
}

type OpeningRow = {
  readonly stripeAccountId: string | null;
  readonly email: string;
  readonly displayName: string;
  readonly country: string | null;
  readonly currency: string;
  readonly opening: AccountOpening | null;
  readonly isKeyGood: boolean;
  readonly itemInFlight: string | null;
  readonly now: Date;
};

/**
 * Records the account that Stripe opened. Another one than before is a change of destination, from now on the business
 * clock; the first is none. Does nothing when the same click's twin was faster.
 */
export async function recordOpenedAccount(
  db: Database,
  opened: {
    readonly creatorId: string;
    readonly openingNo: number;
    readonly replaces: string | null;
    readonly stripeAccountId: string;
    readonly actor: string;
    readonly now: Date;
  },
): Promise<void> {
  const { creatorId, openingNo, replaces, stripeAccountId, actor, now } = opened;
  await db.transaction(async (tx) => {
    const [row] = await tx.query<{ hadOne: boolean }>(
      `UPDATE creators c
          SET stripe_account_id = $4, account_opening = jsonb_set(c.account_opening, '{ended}', 'true'),
              destination_changed_at = CASE WHEN had.one THEN $5::timestamptz ELSE c.destination_changed_at END,
              transfers_active = false, payouts_enabled = false, account_negative = false, requirements_past_due = '{}',
              disabled_reason = NULL, account_error = NULL, account_read_at = NULL, account_detail = NULL, bank_destination_ids = '{}'
         FROM creators old CROSS JOIN LATERAL (SELECT old.stripe_account_id IS NOT NULL OR old.destination_changed_at IS NOT NULL AS one) had
        WHERE c.id = $1 AND old.id = c.id AND c.stripe_account_id IS NOT DISTINCT FROM $3
          AND (c.account_opening ->> 'openingNo')::int = $2
       RETURNING had.one AS "hadOne"`,
      [creatorId, openingNo, replaces, stripeAccountId, now],
    );
    if (!row) return;
    await appendAudit(tx, {
      actor,
      action: "payout_account.opened",
      subjectType: "creator",
      subjectId: creatorId,
      detail: { stripeAccountId, replaced: replaces },
    });
    if (row.hadOne) await tellDestinationChanged(tx, [{ creatorId }]);
  });
}

/** Ends an opening that Stripe refused, so that the next has a key of its own; or remembers which API owes an answer. */
export async function noteOpening(
  db: Database,
  {
    creatorId,
    openingNo,
    outcome,
  }: {
    readonly creatorId: string;
    readonly openingNo: number;
    readonly outcome: { readonly ended: true } | { readonly unknownApi: 1 | 2 };
  },
): Promise<void> {
  await db.query(
    `UPDATE creators SET account_opening = account_opening || $3::jsonb
      WHERE id = $1 AND (account_opening ->> 'openingNo')::int = $2 AND NOT (account_opening ->> 'ended')::boolean`,
    [creatorId, openingNo, JSON.stringify(outcome)],
  );
}
