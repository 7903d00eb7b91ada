import type { CreatorSnapshot } from "@payrun/payouts-core";
import type { Sql, Transaction } from "../database.ts";

/** An item of an earlier batch that the new plan replaces; an `awaiting_funds` one still holds its money in transit. */
export type EarlierItem = {
  readonly payoutItemId: string;
  readonly status: "failed" | "held" | "awaiting_funds";
  readonly attemptNo: number;
  readonly amountMinor: bigint;
  readonly leftOut: boolean;
};

/** What core needs to decide about one creator in one currency, and what her plan replaces. */
export type Candidate = CreatorSnapshot & {
  readonly earlierItems: readonly EarlierItem[];
  readonly account: { readonly accountError: string | null; readonly accountNegative: boolean };
};

/**
 * The next page of creators after the cursor, in id order, with their available accounts locked in id order. A creator
 * with two currencies comes twice. `availableMinor` counts the money of items that wait for funds: the plan returns it.
 */
export async function loadCandidatePage(
  tx: Transaction,
  {
    after,
    creatorsMax,
    at,
  }: { readonly after: string | null; readonly creatorsMax: number; readonly at: Date },
): Promise<readonly Candidate[]> {
  const rows = await tx.query<CandidateRow>(CANDIDATE_PAGE, [after, creatorsMax, at]);
  return rows.map(toCandidate);
}

type CandidateRow = Omit<
  Candidate,
  "earlierItems" | "account" | "openItem" | "activeHold" | "pastPayouts" | "ownMinimumMinor"
> & {
  readonly ownMinimumMinor: string | null;
  readonly accountError: string | null;
  readonly accountNegative: boolean;
  readonly holdId: string | null;
  readonly holdReason: string | null;
  readonly holdPlacedBy: "person" | "rule" | null;
  readonly holdUntil: Date | null;
  readonly pastCount: number;
  readonly pastLargestMinor: bigint;
  readonly unfinished: readonly UnfinishedItem[] | null;
};

type UnfinishedItem = {
  readonly payoutItemId: string;
  readonly status: EarlierItem["status"] | "planned" | "sending" | "unknown";
  readonly attemptNo: number;
  readonly amountMinor: string;
  readonly leftOut: boolean;
  readonly periodKey: string;
};

function toCandidate(row: CandidateRow): Candidate {
  const {
    holdId,
    holdReason,
    holdPlacedBy,
    holdUntil,
    pastCount,
    pastLargestMinor,
    unfinished,
    accountError,
    accountNegative,
    ...facts
  } = row;
  const items = unfinished ?? [];
  const earlierItems = items.flatMap(({ payoutItemId, status, attemptNo, amountMinor, leftOut }) =>
    status === "failed" || status === "held" || status === "awaiting_funds"
      ? [{ payoutItemId, status, attemptNo, amountMinor: BigInt(amountMinor), leftOut }]
      : [],
  );
  const open = items.find(
    (item) => item.status === "planned" || item.status === "sending" || item.status === "unknown",
  );
  const waiting = earlierItems.filter((item) => item.status === "awaiting_funds");
  return {
    ...facts,
    availableMinor: waiting.reduce((sum, item) => sum + item.amountMinor, row.availableMinor),
    ownMinimumMinor: row.ownMinimumMinor === null ? null : BigInt(row.ownMinimumMinor),
    activeHold:
      holdId === null
        ? null
        : { holdId, reason: holdReason ?? "", placedBy: holdPlacedBy ?? "person", until: holdUntil },
    openItem: open
      ? {
          payoutItemId: open.payoutItemId,
          periodKey: open.periodKey,
          status: open.status,
          amountMinor: BigInt(open.amountMinor),
        }
      : null,
    pastPayouts: { count: pastCount, largestMinor: pastLargestMinor },
    earlierItems,
    account: { accountError, accountNegative },
  };
}

/** The columns of one candidate, from `c` (creators) and `a` (her locked available account in one currency). */
const CANDIDATE_COLUMNS = `
  c.id AS "creatorId", a.currency, a.balance_minor AS "availableMinor",
  coalesce((SELECT h.balance_minor FROM ledger_accounts h
    WHERE h.creator_id = c.id AND h.kind = 'creator_held' AND h.currency = a.currency), 0) AS "heldMinor",
  c.stripe_account_id AS "stripeAccountId", c.transfers_active AS "transfersActive", c.payouts_enabled AS "payoutsEnabled",
  c.requirements_past_due AS "requirementsPastDue", c.disabled_reason AS "disabledReason", c.country,
  c.destination_changed_at AS "destinationChangedAt", c.sanctions, c.tax_form AS "taxForm",
  CASE WHEN c.paused_by_admin_at IS NOT NULL THEN 'admin' WHEN c.paused_by_creator_at IS NOT NULL THEN 'creator' END AS "pausedBy",
  c.cadence, c.own_minimum_minor ->> a.currency AS "ownMinimumMinor",
  c.account_error AS "accountError", c.account_negative AS "accountNegative",
  hold.id AS "holdId", hold.reason AS "holdReason", hold.placed_by AS "holdPlacedBy", hold.until AS "holdUntil",
  past.count AS "pastCount", past.largest AS "pastLargestMinor", unfinished.items AS unfinished`;

/** $3: the instant at which a hold with an end is judged. */
const CANDIDATE_JOINS = `
  LEFT JOIN LATERAL (
    SELECT id, reason, placed_by, until FROM holds
     WHERE creator_id = c.id AND released_at IS NULL AND (until IS NULL OR until > $3)
     ORDER BY placed_by, placed_at LIMIT 1) hold ON true
  LEFT JOIN LATERAL (
    SELECT count(*) FILTER (WHERE i.status = 'paid')::int AS count,
           coalesce(max(i.amount_minor) FILTER (WHERE i.status = 'paid'), 0)::bigint AS largest
      FROM payout_items i WHERE i.creator_id = c.id AND i.currency = a.currency) past ON true
  LEFT JOIN LATERAL (
    SELECT json_agg(json_build_object('payoutItemId', i.id, 'status', i.status, 'attemptNo', i.attempt_no,
                                      'amountMinor', i.amount_minor::text, 'leftOut', i.left_out, 'periodKey', b.period_key)) AS items
      FROM payout_items i JOIN payout_batches b ON b.id = i.batch_id
     WHERE i.creator_id = c.id AND i.currency = a.currency
       AND i.status IN ('planned', 'awaiting_funds', 'sending', 'unknown', 'failed', 'held')) unfinished ON true`;

const CANDIDATE_PAGE = `
WITH page AS MATERIALIZED (
  SELECT * FROM creators WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT $2
), locked AS MATERIALIZED (
  SELECT id, creator_id, currency, balance_minor FROM ledger_accounts
   WHERE kind = 'creator_available' AND creator_id IN (SELECT id FROM page)
   ORDER BY id FOR NO KEY UPDATE
)
SELECT ${CANDIDATE_COLUMNS}
  FROM page c JOIN locked a ON a.creator_id = c.id ${CANDIDATE_JOINS}
 ORDER BY c.id, a.currency`;

/** The same facts for some creators outside a plan: $1 their ids, $2 unused. */
export async function loadCandidates(
  tx: Transaction,
  { creatorIds, at }: { readonly creatorIds: readonly string[]; readonly at: Date },
): Promise<readonly Candidate[]> {
  const rows = await tx.query<CandidateRow>(CANDIDATES_BY_ID, [creatorIds, null, at]);
  return rows.map(toCandidate);
}

const CANDIDATES_BY_ID = `
WITH locked AS MATERIALIZED (
  SELECT id, creator_id, currency, balance_minor FROM ledger_accounts
   WHERE kind = 'creator_available' AND creator_id = ANY ($1::uuid[]) AND $2::int IS NULL
   ORDER BY id FOR NO KEY UPDATE
)
SELECT ${CANDIDATE_COLUMNS}
  FROM creators c JOIN locked a ON a.creator_id = c.id ${CANDIDATE_JOINS}
 ORDER BY c.id, a.currency`;

/**
 * What a plan would load about one creator, and nothing is locked: for an estimate. One who has earned nothing yet comes
 * once, in her display currency. Her display currency comes first, then by code.
 */
export async function readCandidates(
  sql: Sql,
  { creatorId, at }: { readonly creatorId: string; readonly at: Date },
): Promise<readonly Candidate[]> {
  const rows = await sql.query<CandidateRow>(CANDIDATES_OF_ONE, [creatorId, null, at]);
  return rows.map(toCandidate);
}

const CANDIDATES_OF_ONE = `
WITH own AS (
  SELECT creator_id, currency, balance_minor FROM ledger_accounts
   WHERE kind = 'creator_available' AND creator_id = $1::uuid AND $2::int IS NULL
  UNION ALL
  SELECT id, currency, 0 FROM creators
   WHERE id = $1 AND NOT EXISTS (SELECT FROM ledger_accounts WHERE kind = 'creator_available' AND creator_id = $1)
)
SELECT ${CANDIDATE_COLUMNS}
  FROM creators c JOIN own a ON a.creator_id = c.id ${CANDIDATE_JOINS}
 ORDER BY a.currency = c.currency DESC, a.currency`;
