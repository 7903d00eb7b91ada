import type { EntryKind } from "@payrun/payouts-core";
import type { Sql } from "../../database.ts";
import type { ReversalKind } from "../../host/reversals.ts";
import {
  EARNING_COLUMNS,
  FAN_OF_EARNING,
  toListedEarning,
  type EarningRow,
  type ListedEarning,
} from "./list-earnings.ts";

/** Something that was taken back of an earning, or given again. Minor units of its currency; gross = net + fee. */
export type EarningReversal = {
  readonly reversalId: string;
  readonly kind: ReversalKind;
  readonly grossMinor: bigint;
  /** The creator's part. */
  readonly netMinor: bigint;
  /** The platform's part. */
  readonly feeMinor: bigint;
  /** Whether the fan got money or tokens back. */
  readonly paidAs: "money" | "tokens";
  readonly occurredAt: Date;
};

/** The kinds of accounts that an earning moves between. */
export type EarningAccount =
  | "fan_tokens"
  | "platform_clearing"
  | "platform_fees"
  | "platform_losses"
  | "creator_held"
  | "creator_available";

/** One side of an entry that an earning made in the books. Minor units, positive. */
export type EarningPosting = {
  readonly key: string;
  readonly kind: EntryKind;
  readonly effectiveAt: Date;
  readonly lineNo: number;
  readonly account: EarningAccount;
  readonly direction: "debit" | "credit";
  readonly amountMinor: bigint;
};

export type EarningDetail = {
  readonly earning: ListedEarning;
  /** In the order in which they were recorded. */
  readonly reversals: readonly EarningReversal[];
  /** Every side of every entry that moved it, in the order of the books. */
  readonly postings: readonly EarningPosting[];
};

/** One earning with all that happened to it; null: it does not exist, or is another creator's. */
export async function readEarning(
  sql: Sql,
  { creatorId, earningId }: { readonly creatorId: string; readonly earningId: string },
): Promise<EarningDetail | null> {
  const [row] = await sql.query<EarningRow>(
    `SELECT ${EARNING_COLUMNS} FROM earnings e ${FAN_OF_EARNING} WHERE e.id = $1 AND e.creator_id = $2`,
    [earningId, creatorId],
  );
  if (row === undefined) return null;
  const reversals = await sql.query<EarningReversal>(
    `SELECT id AS "reversalId", kind, gross_minor AS "grossMinor", net_minor AS "netMinor", fee_minor AS "feeMinor",
            paid_as AS "paidAs", occurred_at AS "occurredAt"
       FROM earning_reversals WHERE earning_id = $1 ORDER BY recorded_at, id`,
    [earningId],
  );
  const keys = [
    ...["recorded", "released"].map((event) => `earning/${earningId}/${event}`),
    ...reversals.flatMap(({ reversalId }) =>
      ["reversed", "undone"].map((event) => `reversal/${reversalId}/${event}`),
    ),
  ];
  const postings = await sql.query<EarningPosting>(
    `SELECT e.idempotency_key AS key, e.kind, e.effective_at AS "effectiveAt", p.line_no AS "lineNo", a.kind AS account,
            p.direction, p.amount_minor AS "amountMinor"
       FROM journal_entries e JOIN postings p ON p.journal_entry_id = e.id JOIN ledger_accounts a ON a.id = p.account_id
      WHERE e.idempotency_key = ANY ($1::text[]) ORDER BY e.id, p.line_no`,
    [keys],
  );
  return { earning: toListedEarning(row), reversals, postings };
}
