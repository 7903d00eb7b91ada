import type { Sql } from "../../database.ts";
import { signed, type PayoutWindow } from "./payout-window.ts";

export type PayoutLineKind =
  | "earning_released"
  | "earning_reversed"
  | "reversal_undone"
  | "payout_returned"
  | "transfer_reversed"
  | "transfer_adopted"
  | "adjustment"
  | "debt_written_off";

/** One posting to her available balance, and what it was for. Amounts in minor units of the payout's currency. */
export type PayoutLine = {
  /** Order on the account, without gaps but for the payout's own earlier attempts. */
  readonly seq: bigint;
  /** Number of the journal entry: the reference in files. */
  readonly entryId: bigint;
  readonly kind: PayoutLineKind;
  readonly at: Date;
  /** Above zero where her balance grew. */
  readonly amountMinor: bigint;
  /** Of an earning, or of what was reversed of it. */
  readonly earningId: string | null;
  /** `tip` or `call`. */
  readonly sourceType: string | null;
  /** The host platform's id of the tip or call. */
  readonly sourceId: string | null;
  readonly earnedAt: Date | null;
  readonly grossMinor: bigint | null;
  readonly feeMinor: bigint | null;
  readonly netMinor: bigint | null;
  readonly reversalKind: "refund" | "chargeback" | "reinstated" | null;
  /** Of a payout that came back. */
  readonly returnedPayoutItemId: string | null;
  readonly returnedPeriodKey: string | null;
};

/** Where a payout's lines are on her account. */
export type LineBounds = Pick<PayoutWindow, "accountId" | "afterSeq" | "untilSeq" | "ownSeqs">;

/** A page of a payout's lines, in the order of the account. @param afterSeq the last line's; null from the first. */
export async function payoutLines(
  sql: Sql,
  window: LineBounds,
  page: { readonly afterSeq: bigint | null; readonly limit: number },
): Promise<readonly PayoutLine[]> {
  if (window.untilSeq === 0n) return [];
  return sql.query<PayoutLine>(LINES, [
    ownOf(window),
    window.accountId.toString(),
    (page.afterSeq ?? window.afterSeq).toString(),
    window.untilSeq.toString(),
    page.limit,
  ]);
}

/** What the lines up to and with this one come to: where the running balance of the next page starts. */
export async function linesUpTo(
  sql: Sql,
  window: Pick<LineBounds, "accountId" | "afterSeq" | "ownSeqs">,
  seq: bigint,
): Promise<bigint> {
  const [row] = await sql.query<{ amountMinor: bigint }>(
    `SELECT coalesce(sum(${signed("p")}), 0)::bigint AS "amountMinor"
       FROM postings p
      WHERE p.account_id = $2 AND p.account_seq > $3 AND p.account_seq <= $4 AND p.account_seq <> ALL ($1::bigint[])`,
    [ownOf(window), window.accountId.toString(), window.afterSeq.toString(), seq.toString()],
  );
  return row?.amountMinor ?? 0n;
}

/** The lines of one kind together. */
export type LineTotal = {
  readonly kind: PayoutLineKind;
  readonly count: number;
  readonly amountMinor: bigint;
};

/** A payout's lines by kind. */
export async function payoutLineTotals(sql: Sql, window: LineBounds): Promise<readonly LineTotal[]> {
  return sql.query<LineTotal>(
    `SELECT e.kind, count(*)::int AS count, sum(${signed("p")})::bigint AS "amountMinor"
       FROM postings p JOIN journal_entries e ON e.id = p.journal_entry_id
      WHERE p.account_id = $2 AND p.account_seq > $3 AND p.account_seq < $4
        AND p.account_seq <> ALL ($1::bigint[])
      GROUP BY e.kind ORDER BY min(p.account_seq)`,
    [ownOf(window), window.accountId.toString(), window.afterSeq.toString(), window.untilSeq.toString()],
  );
}

function ownOf({ ownSeqs }: Pick<LineBounds, "ownSeqs">): readonly string[] {
  return ownSeqs.map(String);
}

/** SQL: the id in an entry's key, `earning/{id}/released`. */
const ID_IN_KEY = "split_part(e.idempotency_key, '/', 2)::uuid";

// A page of postings first, then each of its rows by id (`OFFSET 0`): the planner would read all earnings for every page.
const LINES = `
WITH line AS MATERIALIZED (
  SELECT p.account_seq, p.journal_entry_id, ${signed("p")} AS minor FROM postings p
   WHERE p.account_id = $2 AND p.account_seq > $3 AND p.account_seq < $4 AND p.account_seq <> ALL ($1::bigint[])
   ORDER BY p.account_seq LIMIT $5
)
SELECT line.account_seq AS seq, line.journal_entry_id AS "entryId", e.kind, e.effective_at AS at, line.minor AS "amountMinor",
       earning.id AS "earningId", earning.source_type AS "sourceType", earning.source_id AS "sourceId", earning.earned_at AS "earnedAt",
       coalesce(r.gross_minor, earning.gross_minor) AS "grossMinor", coalesce(r.fee_minor, earning.fee_minor) AS "feeMinor",
       coalesce(r.net_minor, earning.net_minor) AS "netMinor", r.kind AS "reversalKind",
       returned.id AS "returnedPayoutItemId", returned.period_key AS "returnedPeriodKey"
  FROM line
 CROSS JOIN LATERAL (
   SELECT e.kind, e.effective_at, e.idempotency_key FROM journal_entries e WHERE e.id = line.journal_entry_id OFFSET 0) e
  LEFT JOIN LATERAL (
    SELECT r.* FROM earning_reversals r
     WHERE r.id = CASE WHEN e.kind IN ('earning_reversed', 'reversal_undone') THEN ${ID_IN_KEY} END OFFSET 0) r ON true
  LEFT JOIN LATERAL (
    SELECT n.* FROM earnings n WHERE n.id = CASE WHEN e.kind = 'earning_released' THEN ${ID_IN_KEY} ELSE r.earning_id END OFFSET 0) earning ON true
  LEFT JOIN LATERAL (
    SELECT i.id, b.period_key FROM payout_items i JOIN payout_batches b ON b.id = i.batch_id
     WHERE i.id = CASE WHEN e.kind = 'payout_returned' THEN ${ID_IN_KEY} END OFFSET 0) returned ON true
 ORDER BY line.account_seq`;
