import type { CurrencyCode } from "@payrun/payouts-core";
import type { Sql } from "../database.ts";

/** What everybody may know of a creator. Nothing of her money, and no address. */
export type PublicCreator = {
  readonly handle: string;
  readonly displayName: string;
  readonly biography: string;
  /** Tokens for one call; null: takes no calls. */
  readonly callPriceTokens: bigint | null;
  readonly isFollowedByMe: boolean;
  /** Whether the fan who looks is this creator. */
  readonly isMe: boolean;
};

const PUBLIC = `c.handle, c.display_name AS "displayName", c.biography, c.call_price_tokens AS "callPriceTokens",
       EXISTS (SELECT FROM follows o WHERE o.creator_id = c.id AND o.fan_id = $1::uuid) AS "isFollowedByMe",
       EXISTS (SELECT FROM fans m WHERE m.id = $1::uuid AND m.creator_id = c.id) AS "isMe"`;

/** A creator whose user is banned is shown to nobody, and nobody follows, tips or calls her. */
export const IS_SHOWN =
  "NOT EXISTS (SELECT FROM users u WHERE u.creator_id = c.id AND u.banned_at IS NOT NULL)";

/**
 * Creators in order of their handles, at most `limit`.
 *
 * @param fanId who looks; null: somebody who is not signed in.
 * @param begins how the handle or the display name begins, in any case; null: all.
 * @param after the handle of the last one before; null: from the start.
 */
export async function listCreators(
  sql: Sql,
  {
    fanId,
    begins,
    after,
    limit,
  }: {
    readonly fanId: string | null;
    readonly begins: string | null;
    readonly after: string | null;
    readonly limit: number;
  },
): Promise<readonly PublicCreator[]> {
  return sql.query<PublicCreator>(
    `SELECT ${PUBLIC} FROM creators c
      WHERE ($2::text IS NULL OR lower(c.handle) LIKE lower($2) OR lower(c.display_name) LIKE lower($2))
        AND ($3::text IS NULL OR c.handle > $3) AND ${IS_SHOWN}
      ORDER BY c.handle LIMIT $4`,
    [fanId, begins === null ? null : `${escapeLike(begins)}%`, after, limit],
  );
}

/** One creator's public profile, for anybody; null for a handle that nobody has, or whoever is banned. */
export async function findPublicCreator(
  sql: Sql,
  { fanId, handle }: { readonly fanId: string | null; readonly handle: string },
): Promise<(PublicCreator & { readonly followerCount: number; readonly currency: CurrencyCode }) | null> {
  const [row] = await sql.query<PublicCreator & { followerCount: number; currency: CurrencyCode }>(
    `SELECT ${PUBLIC}, c.currency, (SELECT count(*)::int FROM follows f WHERE f.creator_id = c.id) AS "followerCount"
       FROM creators c WHERE c.handle = $2 AND ${IS_SHOWN}`,
    [fanId, handle],
  );
  return row ?? null;
}

/** Whom a tip, a call request or a follow is for. */
export type SpendingTarget = {
  readonly creatorId: string;
  readonly handle: string;
  readonly displayName: string;
  readonly currency: CurrencyCode;
  readonly callPriceTokens: bigint | null;
  /** Whether she is the fan who asks. */
  readonly isMe: boolean;
};

/** Null for a handle that nobody has, or whoever is banned. */
export async function findSpendingTarget(
  sql: Sql,
  { fanId, handle }: { readonly fanId: string; readonly handle: string },
): Promise<SpendingTarget | null> {
  const [row] = await sql.query<SpendingTarget>(
    `SELECT c.id AS "creatorId", c.handle, c.display_name AS "displayName", c.currency,
            c.call_price_tokens AS "callPriceTokens",
            EXISTS (SELECT FROM fans m WHERE m.id = $1 AND m.creator_id = c.id) AS "isMe"
       FROM creators c WHERE c.handle = $2 AND ${IS_SHOWN}`,
    [fanId, handle],
  );
  return row ?? null;
}

/** `%` and `_` stand for themselves. */
function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, String.raw`\$&`);
}
