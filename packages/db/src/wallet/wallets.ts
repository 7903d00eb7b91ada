import { readWallet, type CurrencyCode, type TokenWallet } from "@payrun/payouts-core";
import type { Sql } from "../database.ts";
import type { ListPlace } from "../list-place.ts";

/** A fan's tokens in one currency, in money and in tokens. */
export type FanWallet = TokenWallet & { readonly currency: CurrencyCode };

type WalletRow = {
  readonly currency: CurrencyCode;
  readonly balanceMinor: bigint;
  readonly spokenForMinor: bigint;
  readonly priceTokens: bigint | null;
  readonly priceMinor: bigint | null;
};

/**
 * A fan's tokens, by currency. Their price is that of the latest purchase that was not wholly given back. To decide by
 * it, hold `lockFans`.
 */
export async function loadWallets(sql: Sql, fanId: string): Promise<readonly FanWallet[]> {
  const rows = await sql.query<WalletRow>(
    `SELECT a.currency, a.balance_minor AS "balanceMinor", coalesce(s.minor, 0)::bigint AS "spokenForMinor",
            p.tokens AS "priceTokens", p.amount_minor AS "priceMinor"
       FROM ledger_accounts a
       LEFT JOIN LATERAL (SELECT sum(r.gross_minor) AS minor FROM call_requests r
                           WHERE r.fan_id = $1 AND r.currency = a.currency AND r.status IN ('asked', 'accepted')) s ON true
       LEFT JOIN LATERAL (SELECT p.tokens, p.amount_minor FROM token_purchases p
                           WHERE p.fan_id = $1 AND p.currency = a.currency AND p.reversed_minor < p.amount_minor
                           ORDER BY p.purchased_at DESC, p.id DESC LIMIT 1) p ON true
      WHERE a.code = 'fan:' || $1::text || ':tokens' ORDER BY a.currency`,
    [fanId],
  );
  return rows.map(({ currency, balanceMinor, spokenForMinor, priceTokens, priceMinor }) => ({
    currency,
    ...readWallet({
      balanceMinor,
      spokenForMinor,
      price:
        priceTokens === null || priceMinor === null ? null : { tokens: priceTokens, amountMinor: priceMinor },
    }),
  }));
}

export type FanPurchase = {
  readonly id: string;
  readonly tokens: bigint;
  /** What it cost, minor units. */
  readonly amountMinor: bigint;
  /** Given back since, minor units. */
  readonly reversedMinor: bigint;
  readonly currency: CurrencyCode;
  readonly purchasedAt: Date;
};

/** What a fan bought, latest first. */
export async function listPurchases(
  sql: Sql,
  { fanId, before, limit }: FanPage,
): Promise<readonly FanPurchase[]> {
  return sql.query<FanPurchase>(
    `SELECT id, tokens, amount_minor AS "amountMinor", reversed_minor AS "reversedMinor", currency, purchased_at AS "purchasedAt"
       FROM token_purchases
      WHERE fan_id = $1 AND ($2::timestamptz IS NULL OR (purchased_at, id) < ($2, $3::uuid))
      ORDER BY purchased_at DESC, id DESC LIMIT $4`,
    [fanId, before?.[0] ?? null, before?.[1] ?? null, limit],
  );
}

export type FanSpending = {
  readonly id: string;
  readonly sourceType: "tip" | "call";
  /** To whom. */
  readonly handle: string;
  readonly displayName: string;
  readonly tokens: bigint;
  /** What they were worth, minor units. */
  readonly grossMinor: bigint;
  /** Given back since, minor units. */
  readonly reversedMinor: bigint;
  readonly currency: CurrencyCode;
  readonly message: string | null;
  readonly spentAt: Date;
};

/** What a fan's tokens paid for, latest first, whoever reported it. */
export async function listSpending(
  sql: Sql,
  { fanId, before, limit }: FanPage,
): Promise<readonly FanSpending[]> {
  return sql.query<FanSpending>(
    `SELECT e.id, e.source_type AS "sourceType", c.handle, c.display_name AS "displayName", e.tokens, e.gross_minor AS "grossMinor",
            e.reversed_minor AS "reversedMinor", e.currency, e.message, e.earned_at AS "spentAt"
       FROM earnings e JOIN creators c ON c.id = e.creator_id
      WHERE e.fan_id = $1 AND ($2::timestamptz IS NULL OR (e.earned_at, e.id) < ($2, $3::uuid))
      ORDER BY e.earned_at DESC, e.id DESC LIMIT $4`,
    [fanId, before?.[0] ?? null, before?.[1] ?? null, limit],
  );
}

type FanPage = {
  readonly fanId: string;
  readonly before: ListPlace | null;
  readonly limit: number;
};

/** A tip or a completed call that Payrun's own app recorded; null: none under this source. */
export type InAppEarning = {
  readonly id: string;
  readonly handle: string;
  readonly tokens: bigint;
  readonly grossMinor: bigint;
  readonly currency: CurrencyCode;
};

export async function findFanEarning(
  sql: Sql,
  {
    fanId,
    sourceType,
    sourceId,
  }: { readonly fanId: string; readonly sourceType: string; readonly sourceId: string },
): Promise<InAppEarning | null> {
  const [row] = await sql.query<InAppEarning>(
    `SELECT e.id, c.handle, e.tokens, e.gross_minor AS "grossMinor", e.currency
       FROM earnings e JOIN creators c ON c.id = e.creator_id
      WHERE e.source_type = $2 AND e.source_id = $3 AND e.fan_id = $1`,
    [fanId, sourceType, sourceId],
  );
  return row ?? null;
}
