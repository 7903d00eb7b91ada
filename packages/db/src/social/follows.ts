import type { Sql } from "../database.ts";
import type { ListPlace } from "../list-place.ts";
import { IS_SHOWN } from "./creator-profiles.ts";

/** Follows a creator; who follows her already still does. The database refuses a creator who follows herself. */
export async function follow(
  sql: Sql,
  { fanId, creatorId, at }: { readonly fanId: string; readonly creatorId: string; readonly at: Date },
): Promise<void> {
  await sql.query(
    "INSERT INTO follows (fan_id, creator_id, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
    [fanId, creatorId, at],
  );
}

export async function unfollow(
  sql: Sql,
  { fanId, creatorId }: { readonly fanId: string; readonly creatorId: string },
): Promise<void> {
  await sql.query("DELETE FROM follows WHERE fan_id = $1 AND creator_id = $2", [fanId, creatorId]);
}

export type Follower = {
  readonly fanId: string;
  /** Null: a fan whom only the host knows. */
  readonly displayName: string | null;
  /** Set where this follower is a creator herself. */
  readonly handle: string | null;
  readonly since: Date;
};

/** Who follows a creator, latest first. Never she herself. */
export async function listFollowers(
  sql: Sql,
  {
    creatorId,
    before,
    limit,
  }: { readonly creatorId: string; readonly before: ListPlace | null; readonly limit: number },
): Promise<readonly Follower[]> {
  return sql.query<Follower>(
    `SELECT o.fan_id AS "fanId", coalesce(c.display_name, f.display_name) AS "displayName", c.handle, o.created_at AS since
       FROM follows o JOIN fans f ON f.id = o.fan_id LEFT JOIN creators c ON c.id = f.creator_id
      WHERE o.creator_id = $1 AND ($2::timestamptz IS NULL OR (o.created_at, o.fan_id) < ($2, $3::uuid))
      ORDER BY o.created_at DESC, o.fan_id DESC LIMIT $4`,
    [creatorId, before?.[0] ?? null, before?.[1] ?? null, limit],
  );
}

export async function countFollowers(sql: Sql, creatorId: string): Promise<number> {
  const [row] = await sql.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM follows WHERE creator_id = $1",
    [creatorId],
  );
  return row?.count ?? 0;
}

export type Following = {
  readonly creatorId: string;
  readonly handle: string;
  readonly displayName: string;
  readonly since: Date;
};

/** Whom a fan follows, latest first; without those who are banned. */
export async function listFollowing(
  sql: Sql,
  {
    fanId,
    before,
    limit,
  }: { readonly fanId: string; readonly before: ListPlace | null; readonly limit: number },
): Promise<readonly Following[]> {
  return sql.query<Following>(
    `SELECT c.id AS "creatorId", c.handle, c.display_name AS "displayName", o.created_at AS since
       FROM follows o JOIN creators c ON c.id = o.creator_id
      WHERE o.fan_id = $1 AND ($2::timestamptz IS NULL OR (o.created_at, o.creator_id) < ($2, $3::uuid)) AND ${IS_SHOWN}
      ORDER BY o.created_at DESC, o.creator_id DESC LIMIT $4`,
    [fanId, before?.[0] ?? null, before?.[1] ?? null, limit],
  );
}

export type PublicFan = {
  readonly fanId: string;
  readonly displayName: string | null;
  /** Set where this fan is a creator: her profile is the page to show. */
  readonly handle: string | null;
  readonly since: Date;
  readonly followingCount: number;
  readonly isMe: boolean;
};

/** What everybody may know of a fan; null when there is none with this id. */
export async function findPublicFan(
  sql: Sql,
  { fanId, visitorFanId }: { readonly fanId: string; readonly visitorFanId: string },
): Promise<PublicFan | null> {
  const [row] = await sql.query<PublicFan>(
    `SELECT f.id AS "fanId", coalesce(c.display_name, f.display_name) AS "displayName", c.handle, f.created_at AS since,
            (SELECT count(*)::int FROM follows o JOIN creators c ON c.id = o.creator_id WHERE o.fan_id = f.id AND ${IS_SHOWN}) AS "followingCount", f.id = $2 AS "isMe"
       FROM fans f LEFT JOIN creators c ON c.id = f.creator_id WHERE f.id = $1`,
    [fanId, visitorFanId],
  );
  return row ?? null;
}
