import type { CurrencyCode } from "@payrun/payouts-core";
import type { Sql, Transaction } from "../database.ts";
import { asLostRace, assertAllInserted } from "./lost-race.ts";

/** A creator as far as the host reports one. */
export type HostCreator = {
  readonly id: string;
  readonly sourceId: string;
  readonly handle: string;
  readonly displayName: string;
  readonly email: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
  readonly currency: CurrencyCode;
  readonly stripeAccountId: string | null;
  readonly destinationChangedAt: Date | null;
  readonly sanctions: "clear" | "blocked" | "not_reported";
  readonly taxForm: "complete" | "missing" | "not_reported";
  /** The creator's own minimum by currency, minor units as decimal strings. */
  readonly ownMinimumMinor: Readonly<Record<string, string>>;
  readonly pausedAt: Date | null;
  /** When the mirror of the Stripe account was last read; null: never since the account was set. */
  readonly accountReadAt: Date | null;
};

/** The ids of the creators that Payrun knows, by the host's id. */
export async function findCreatorIds(
  sql: Sql,
  sourceIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await sql.query<{ id: string; sourceId: string }>(
    `SELECT id, source_id AS "sourceId" FROM creators WHERE source_id = ANY ($1::text[])`,
    [[...new Set(sourceIds)]],
  );
  return new Map(rows.map((row) => [row.sourceId, row.id]));
}

/** Reads creators by the host's ids and keeps others from changing them until the transaction ends. */
export async function lockHostCreators(
  tx: Transaction,
  sourceIds: readonly string[],
): Promise<readonly HostCreator[]> {
  return tx.query<HostCreator>(
    `SELECT id, source_id AS "sourceId", handle, display_name AS "displayName", email, country, currency,
            stripe_account_id AS "stripeAccountId", destination_changed_at AS "destinationChangedAt", sanctions, tax_form AS "taxForm",
            own_minimum_minor AS "ownMinimumMinor", paused_by_creator_at AS "pausedAt", account_read_at AS "accountReadAt"
       FROM creators WHERE source_id = ANY ($1::text[]) ORDER BY id FOR NO KEY UPDATE`,
    [[...new Set(sourceIds)]],
  );
}

export type UniqueHolder = {
  readonly sourceId: string;
  readonly handle: string;
  readonly stripeAccountId: string | null;
};

/** Who has these handles or Stripe accounts now. */
export async function findHolders(
  sql: Sql,
  {
    handles,
    stripeAccountIds,
  }: { readonly handles: readonly string[]; readonly stripeAccountIds: readonly string[] },
): Promise<readonly UniqueHolder[]> {
  return sql.query<UniqueHolder>(
    `SELECT source_id AS "sourceId", handle, stripe_account_id AS "stripeAccountId" FROM creators WHERE handle = ANY ($1::text[])
     UNION
     SELECT source_id, handle, stripe_account_id FROM creators WHERE stripe_account_id = ANY ($2::text[])`,
    [handles, stripeAccountIds],
  );
}

/** The item, by creator, that is on its way to Stripe right now (`sending`) or may have arrived there (`unknown`). */
export async function findItemsInFlight(
  sql: Sql,
  creatorIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (creatorIds.length === 0) return new Map();
  const rows = await sql.query<{ creatorId: string; itemId: string }>(
    `SELECT creator_id AS "creatorId", id AS "itemId" FROM payout_items
      WHERE creator_id = ANY ($1::uuid[]) AND status IN ('sending', 'unknown')`,
    [creatorIds],
  );
  return new Map(rows.map((row) => [row.creatorId, row.itemId]));
}

/** Writes new creators. Their Stripe accounts count as unable to receive until the worker has read them. */
export async function insertCreators(tx: Transaction, creators: readonly HostCreator[]): Promise<void> {
  if (creators.length === 0) return;
  const rows = await tx.query<{ id: string }>(
    `INSERT INTO creators (id, source_id, handle, display_name, email, country, currency, stripe_account_id, destination_changed_at,
                           sanctions, tax_form, own_minimum_minor, paused_by_creator_at)
     SELECT * FROM unnest(${COLUMNS}) ON CONFLICT DO NOTHING RETURNING id`,
    values(creators.toSorted(bySourceId)),
  );
  assertAllInserted("creators", creators.length, rows.length);
}

/**
 * Writes what the host changed. A new Stripe account is unread: its mirror starts afresh, so nothing is paid to it before
 * the worker has looked.
 */
export async function updateCreators(tx: Transaction, creators: readonly HostCreator[]): Promise<void> {
  if (creators.length === 0) return;
  await asLostRace(
    tx.query(
      `UPDATE creators c SET handle = n.handle, display_name = n.display_name, email = n.email, country = n.country, currency = n.currency,
              stripe_account_id = n.account, destination_changed_at = n.changed_at, sanctions = n.sanctions, tax_form = n.tax_form,
              own_minimum_minor = n.minimum, paused_by_creator_at = n.paused_at,
              transfers_active = c.transfers_active AND NOT moved.account,
              payouts_enabled = c.payouts_enabled AND NOT moved.account,
              account_negative = c.account_negative AND NOT moved.account,
              requirements_past_due = CASE WHEN moved.account THEN '{}' ELSE c.requirements_past_due END,
              disabled_reason = CASE WHEN NOT moved.account THEN c.disabled_reason END,
              account_error = CASE WHEN NOT moved.account THEN c.account_error END,
              account_read_at = CASE WHEN NOT moved.account THEN c.account_read_at END,
              account_detail = CASE WHEN NOT moved.account THEN c.account_detail END,
              bank_destination_ids = CASE WHEN moved.account THEN '{}' ELSE c.bank_destination_ids END
         FROM unnest(${COLUMNS}) AS n (id, source_id, handle, display_name, email, country, currency, account, changed_at,
                                      sanctions, tax_form, minimum, paused_at)
         JOIN creators old ON old.id = n.id
        CROSS JOIN LATERAL (SELECT old.stripe_account_id IS DISTINCT FROM n.account AS account) moved
        WHERE c.id = n.id`,
      values(creators),
    ),
  );
}

const COLUMNS = `$1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::timestamptz[],
                 $10::sanctions_status[], $11::tax_form_status[], $12::jsonb[], $13::timestamptz[]`;

function values(creators: readonly HostCreator[]): readonly unknown[] {
  return [
    creators.map((creator) => creator.id),
    creators.map((creator) => creator.sourceId),
    creators.map((creator) => creator.handle),
    creators.map((creator) => creator.displayName),
    creators.map((creator) => creator.email),
    creators.map((creator) => creator.country),
    creators.map((creator) => creator.currency),
    creators.map((creator) => creator.stripeAccountId),
    creators.map((creator) => creator.destinationChangedAt?.toISOString() ?? null),
    creators.map((creator) => creator.sanctions),
    creators.map((creator) => creator.taxForm),
    creators.map((creator) => JSON.stringify(creator.ownMinimumMinor)),
    creators.map((creator) => creator.pausedAt?.toISOString() ?? null),
  ];
}

/** Two calls with the same creators insert them in one order, so neither waits for the other in a circle. */
function bySourceId(a: HostCreator, b: HostCreator): number {
  return a.sourceId < b.sourceId ? -1 : 1;
}
