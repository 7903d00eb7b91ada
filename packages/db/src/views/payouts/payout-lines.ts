import type { Sql } from "../../database.ts";
import { notOwn, signed, type PayoutWindow } from "./payout-window.ts";

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

/** A page of a payout's lines, in the order of the account. @param afterSeq the last line's; null from the first. */
export async function payoutLines(
  sql: Sql,
  window: Pick<PayoutWindow, "payoutItemId" | "accountId" | "afterSeq" | "untilSeq">,
  page: { readonly afterSeq: bigint | null; readonly limit: number },
): Promise<readonly PayoutLine[]> {
  if (window.untilSeq === 0n) return [];
  return sql.query<PayoutLine>(LINES, [
    window.payoutItemId,
    window.accountId.toString(),
    (page.afterSeq ?? window.afterSeq).toString(),
    window.untilSeq.toString(),
    page.limit,
  ]);
}

/** What the lines up to and with this one come to: where the running balance of the next page starts. */
export async function linesUpTo(
  sql: Sql,
  window: Pick<PayoutWindow, "payoutItemId" | "accountId" | "afterSeq">,
  seq: bigint,
): Promise<bigint> {
  const [row] = await sql.query<{ amountMinor: bigint }>(
    `SELECT coalesce(sum(${signed("p")}), 0)::bigint AS "amountMinor"
       FROM postings p JOIN journal_entries e ON e.id = p.journal_entry_id
      WHERE p.account_id = $2 AND p.account_seq > $3 AND p.account_seq <= $4 AND ${notOwn("$1")}`,
    [window.payoutItemId, window.accountId.toString(), window.afterSeq.toString(), seq.toString()],
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
export async function payoutLineTotals(
  sql: Sql,
  window: Pick<PayoutWindow, "payoutItemId" | "accountId" | "afterSeq" | "untilSeq">,
): Promise<readonly LineTotal[]> {
  return sql.query<LineTotal>(
    `SELECT e.kind, count(*)::int AS count, sum(${signed("p")})::bigint AS "amountMinor"
       FROM postings p JOIN journal_entries e ON e.id = p.journal_entry_id
      WHERE p.account_id = $2 AND p.account_seq > $3 AND p.account_seq < $4 AND ${notOwn("$1")}
      GROUP BY e.kind ORDER BY min(p.account_seq)`,
    [
      window.payoutItemId,
      window.accountId.toString(),
      window.afterSeq.toString(),
      window.untilSeq.toString(),
    ],
  );
}

/** SQL: the id in an entry's key, `earning/{id}/released`. */
const ID_IN_KEY = "split_part(line.idempotency_key, '/', 2)::uuid";

const LINES = `
WITH line AS MATERIALIZED (
  SELECT p.account_seq, p.direction, p.amount_minor, e.id AS entry_id, e.kind, e.effective_at, e.idempotency_key
    FROM postings p JOIN journal_entries e ON e.id = p.journal_entry_id
   WHERE p.account_id = $2 AND p.account_seq > $3 AND p.account_seq < $4 AND ${notOwn("$1")}
   ORDER BY p.account_seq LIMIT $5
)
SELECT line.account_seq AS seq, line.entry_id AS "entryId", line.kind, line.effective_at AS at,
       ${signed("line")} AS "amountMinor",
       e.id AS "earningId", e.source_type AS "sourceType", e.source_id AS "sourceId", e.earned_at AS "earnedAt",
       coalesce(r.gross_minor, e.gross_minor) AS "grossMinor", coalesce(r.fee_minor, e.fee_minor) AS "feeMinor",
       coalesce(r.net_minor, e.net_minor) AS "netMinor", r.kind AS "reversalKind",
       returned.id AS "returnedPayoutItemId", batch.period_key AS "returnedPeriodKey"
  FROM line
  LEFT JOIN earning_reversals r ON r.id = CASE WHEN line.kind IN ('earning_reversed', 'reversal_undone') THEN ${ID_IN_KEY} END
  LEFT JOIN earnings e ON e.id = CASE WHEN line.kind = 'earning_released' THEN ${ID_IN_KEY} ELSE r.earning_id END
  LEFT JOIN payout_items returned ON returned.id = CASE WHEN line.kind = 'payout_returned' THEN ${ID_IN_KEY} END
  LEFT JOIN payout_batches batch ON batch.id = returned.batch_id
 ORDER BY line.account_seq`;
