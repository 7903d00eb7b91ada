import {
  alwaysToldKinds,
  creatorNotificationKinds,
  type CreatorNotificationKind,
} from "@payrun/payouts-core";
import type { Sql } from "../database.ts";

/** A notification as its creator sees it in the app. */
export type CreatorNotification = {
  readonly notificationId: string;
  readonly kind: string;
  readonly data: Readonly<Record<string, string | null>>;
  readonly createdAt: Date;
  /** Null: not read yet. */
  readonly readAt: Date | null;
};

/** One page of a creator's notifications, the newest first. */
export async function listCreatorNotifications(
  sql: Sql,
  {
    creatorId,
    unreadOnly,
    after,
    limit,
  }: {
    readonly creatorId: string;
    readonly unreadOnly: boolean;
    /** The last row of the page before: its instant, as ISO 8601, and its id. */
    readonly after: readonly [string, string] | null;
    readonly limit: number;
  },
): Promise<readonly CreatorNotification[]> {
  return sql.query(
    `SELECT id AS "notificationId", kind, data, created_at AS "createdAt", read_at AS "readAt" FROM notifications
      WHERE creator_id = $1 AND in_app AND ($2::timestamptz IS NULL OR (created_at, id) < ($2, $3::uuid))
        AND (read_at IS NULL OR NOT $4)
      ORDER BY created_at DESC, id DESC LIMIT $5`,
    [creatorId, after?.[0] ?? null, after?.[1] ?? null, unreadOnly, limit],
  );
}

/** How many notifications a creator has not read. */
export async function countUnreadNotifications(sql: Sql, creatorId: string): Promise<number> {
  const [row] = await sql.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM notifications WHERE creator_id = $1 AND in_app AND read_at IS NULL",
    [creatorId],
  );
  return row?.count ?? 0;
}

/**
 * Marks a creator's notifications as read; null: all of them. Those that were read stay read since then.
 *
 * @returns false, and nothing is marked, when one of them is not hers.
 */
export async function markNotificationsRead(
  sql: Sql,
  creatorId: string,
  notificationIds: readonly string[] | null,
): Promise<boolean> {
  const wanted = notificationIds === null ? null : [...new Set(notificationIds)];
  const [row] = await sql.query<{ allHers: boolean }>(
    `WITH hers AS (
       SELECT id FROM notifications WHERE creator_id = $1 AND in_app AND ($2::uuid[] IS NULL AND read_at IS NULL OR id = ANY ($2))
     ), checked AS (
       SELECT $2::uuid[] IS NULL OR count(*) = cardinality($2::uuid[]) AS all_hers FROM hers
     ), marked AS (
       UPDATE notifications SET read_at = (SELECT operational_now())
        WHERE id IN (SELECT id FROM hers) AND read_at IS NULL AND (SELECT all_hers FROM checked)
     )
     SELECT all_hers AS "allHers" FROM checked`,
    [creatorId, wanted],
  );
  return row?.allHers ?? false;
}

export type NotificationPreference = {
  readonly kind: CreatorNotificationKind;
  readonly inApp: boolean;
  readonly mail: boolean;
  /** Both are on, and neither can be switched off. */
  readonly isLocked: boolean;
};

/** How a creator wants to hear of each kind, in the order of the settings page. */
export async function readNotificationPreferences(
  sql: Sql,
  creatorId: string,
): Promise<readonly NotificationPreference[]> {
  const rows = await sql.query<{ kind: string; inApp: boolean; mail: boolean }>(
    `SELECT kind, in_app AS "inApp", mail FROM notification_preferences WHERE creator_id = $1`,
    [creatorId],
  );
  const byKind = new Map(rows.map((row) => [row.kind, row]));
  return creatorNotificationKinds.map((kind) => {
    const isLocked = alwaysToldKinds.includes(kind);
    const wants = isLocked ? undefined : byKind.get(kind);
    return { kind, inApp: wants?.inApp ?? true, mail: wants?.mail ?? true, isLocked };
  });
}

/** Remembers how a creator wants to hear of one kind from now on. */
export async function saveNotificationPreference(
  sql: Sql,
  creatorId: string,
  { kind, inApp, mail }: Pick<NotificationPreference, "kind" | "inApp" | "mail">,
): Promise<void> {
  await sql.query(
    `INSERT INTO notification_preferences (creator_id, kind, in_app, mail) VALUES ($1, $2, $3, $4)
     ON CONFLICT (creator_id, kind) DO UPDATE SET in_app = excluded.in_app, mail = excluded.mail`,
    [creatorId, kind, inApp, mail],
  );
}
