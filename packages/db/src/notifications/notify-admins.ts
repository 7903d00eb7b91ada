import type { Sql, Transaction } from "../database.ts";
import { AT_ONCE } from "../operations/outbox.ts";
import { newId } from "../new-id.ts";

export type Admin = { readonly adminId: string; readonly email: string; readonly name: string };

/** Everybody who is told about batches. */
export async function listAdmins(sql: Sql): Promise<readonly Admin[]> {
  return sql.query(`SELECT id AS "adminId", email, name FROM admins ORDER BY email`);
}

/** Adds admins; an address that is known stays as it is. */
export async function addAdmins(
  sql: Sql,
  admins: readonly { readonly email: string; readonly name: string }[],
): Promise<void> {
  await sql.query(
    `INSERT INTO admins (id, email, name) SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[]) ON CONFLICT (email) DO NOTHING`,
    [admins.map(() => newId()), admins.map((admin) => admin.email), admins.map((admin) => admin.name)],
  );
}

export type NewNotification = {
  readonly adminId: string;
  /** One per event and person; a second one with the same key is not written. */
  readonly dedupeKey: string;
  readonly kind: string;
  readonly subject: string;
  readonly body: string;
};

/** Writes in-app notifications and stages their mails, in one transaction; what exists already is left alone. */
export async function notify(tx: Transaction, notifications: readonly NewNotification[]): Promise<void> {
  if (notifications.length === 0) return;
  await tx.query(
    `WITH written AS (
       INSERT INTO notifications (id, dedupe_key, admin_id, kind, subject, body)
       SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::text[])
       ON CONFLICT (dedupe_key) DO NOTHING RETURNING id
     )
     INSERT INTO outbox (topic, name, payload, dedupe_key, available_at)
     SELECT 'mail', 'notification', jsonb_build_object('notificationId', id), 'mail/' || id, ${AT_ONCE} FROM written`,
    [
      notifications.map(() => newId()),
      notifications.map((notification) => notification.dedupeKey),
      notifications.map((notification) => notification.adminId),
      notifications.map((notification) => notification.kind),
      notifications.map((notification) => notification.subject),
      notifications.map((notification) => notification.body),
    ],
  );
}
