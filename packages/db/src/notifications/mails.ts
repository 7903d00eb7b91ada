import type { Sql } from "../database.ts";

/** A staged mail of a notification: to its person, or a copy to another address. */
export type MailRequest = {
  readonly notificationId: string;
  /** Null: to the person herself. */
  readonly alsoTo: string | null;
  /** Tells the copies of one notification apart. */
  readonly copyNo: number | null;
};

type Addressed = {
  /** The same mail has the same id, however often it is loaded. */
  readonly mailId: string;
  readonly notificationId: string;
  readonly isCopy: boolean;
  readonly to: string;
  readonly name: string;
  readonly createdAt: Date;
};

/** An admin's is written out; a creator's is a kind with its numbers, to be put into words. */
export type MailToSend =
  | (Addressed & { readonly form: "written"; readonly subject: string; readonly body: string })
  | (Addressed & {
      readonly form: "notification";
      readonly kind: string;
      readonly data: Readonly<Record<string, string | null>>;
      readonly locale: string;
      readonly timeZone: string;
    });

/**
 * The mails of these notifications, each to its person's present address: her user's, else the host's; for a creator
 * without a user in English and UTC. None for who has no address, and no copy to the address that she has.
 */
export async function loadMails(sql: Sql, requests: readonly MailRequest[]): Promise<readonly MailToSend[]> {
  return sql.query(
    `SELECT n.id || coalesce('-' || r.copy_no, '') AS "mailId", n.id AS "notificationId", r.also_to IS NOT NULL AS "isCopy",
            coalesce(r.also_to, a.email, u.email, c.email) AS "to", coalesce(a.name, c.display_name) AS name, n.created_at AS "createdAt",
            CASE WHEN n.admin_id IS NULL THEN 'notification' ELSE 'written' END AS form, n.subject, n.body, n.kind, n.data,
            coalesce(u.locale, 'en') AS locale, coalesce(u.time_zone, 'UTC') AS "timeZone"
       FROM unnest($1::uuid[], $2::text[], $3::int[]) AS r (notification_id, also_to, copy_no)
       JOIN notifications n ON n.id = r.notification_id
       LEFT JOIN admins a ON a.id = n.admin_id
       LEFT JOIN creators c ON c.id = n.creator_id
       LEFT JOIN users u ON u.creator_id = n.creator_id
      WHERE coalesce(r.also_to, a.email, u.email, c.email) IS NOT NULL
        AND (r.also_to IS NULL OR lower(r.also_to) IS DISTINCT FROM lower(coalesce(u.email, c.email)))`,
    [
      requests.map((request) => request.notificationId),
      requests.map((request) => request.alsoTo),
      requests.map((request) => request.copyNo),
    ],
  );
}

/** Remembers that these notifications were mailed to their person. */
export async function markMailed(sql: Sql, notificationIds: readonly string[]): Promise<void> {
  if (notificationIds.length === 0) return;
  await sql.query(
    "UPDATE notifications SET mailed_at = (SELECT operational_now()) WHERE id = ANY ($1::uuid[]) AND mailed_at IS NULL",
    [notificationIds],
  );
}
