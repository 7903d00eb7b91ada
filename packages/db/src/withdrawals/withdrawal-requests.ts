import type { CurrencyCode } from "@payrun/payouts-core";
import type { Sql } from "../database.ts";

export type WithdrawalStatus = "requested" | "approved" | "declined" | "canceled" | "paid";

/** A creator asks to be paid before the next date. It moves no money: the finance team decides. */
export type WithdrawalRequest = {
  readonly id: string;
  readonly currency: CurrencyCode;
  readonly amountMinor: bigint;
  readonly status: WithdrawalStatus;
  readonly requestedAt: Date;
  readonly decidedAt: Date | null;
};

const COLUMNS = `id, currency, amount_minor AS "amountMinor", status, requested_at AS "requestedAt", decided_at AS "decidedAt"`;

/** A creator's requests, latest first, at most `limit`. */
export async function listWithdrawals(
  sql: Sql,
  { creatorId, limit }: { readonly creatorId: string; readonly limit: number },
): Promise<readonly WithdrawalRequest[]> {
  return sql.query<WithdrawalRequest>(
    `SELECT ${COLUMNS} FROM withdrawal_requests WHERE creator_id = $1 ORDER BY requested_at DESC, id DESC LIMIT $2`,
    [creatorId, limit],
  );
}

export type AvailableBalance = { readonly currency: CurrencyCode; readonly availableMinor: bigint };

/** What is available, by currency; below zero is a debt. */
export async function availableBalances(sql: Sql, creatorId: string): Promise<readonly AvailableBalance[]> {
  return sql.query<AvailableBalance>(
    `SELECT currency, balance_minor AS "availableMinor" FROM ledger_accounts
      WHERE creator_id = $1 AND kind = 'creator_available' ORDER BY currency`,
    [creatorId],
  );
}

export async function findOpenWithdrawal(
  sql: Sql,
  { creatorId, currency }: { readonly creatorId: string; readonly currency: CurrencyCode },
): Promise<WithdrawalRequest | null> {
  const [row] = await sql.query<WithdrawalRequest>(
    `SELECT ${COLUMNS} FROM withdrawal_requests WHERE creator_id = $1 AND currency = $2 AND status = 'requested'`,
    [creatorId, currency],
  );
  return row ?? null;
}

/** Writes a request unless one is open in this currency. @returns null when one is. */
export async function insertWithdrawal(
  sql: Sql,
  request: {
    readonly id: string;
    readonly creatorId: string;
    readonly currency: CurrencyCode;
    readonly amountMinor: bigint;
    readonly at: Date;
  },
): Promise<WithdrawalRequest | null> {
  const [row] = await sql.query<WithdrawalRequest>(
    `INSERT INTO withdrawal_requests (id, creator_id, currency, amount_minor, requested_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (creator_id, currency) WHERE status = 'requested' DO NOTHING RETURNING ${COLUMNS}`,
    [request.id, request.creatorId, request.currency, request.amountMinor.toString(), request.at],
  );
  return row ?? null;
}

/** Takes a request back unless it was decided. @returns what it is now; null when it is not this creator's. */
export async function cancelWithdrawal(
  sql: Sql,
  {
    withdrawalId,
    creatorId,
    at,
  }: { readonly withdrawalId: string; readonly creatorId: string; readonly at: Date },
): Promise<{ readonly canceled: boolean; readonly status: WithdrawalStatus } | null> {
  const rows = await sql.query<{ id: string }>(
    `UPDATE withdrawal_requests SET status = 'canceled', decided_at = $3
      WHERE id = $1 AND creator_id = $2 AND status = 'requested' RETURNING id`,
    [withdrawalId, creatorId, at],
  );
  if (rows.length === 1) return { canceled: true, status: "canceled" };
  const [row] = await sql.query<{ status: WithdrawalStatus }>(
    "SELECT status FROM withdrawal_requests WHERE id = $1 AND creator_id = $2",
    [withdrawalId, creatorId],
  );
  return row ? { canceled: false, status: row.status } : null;
}
