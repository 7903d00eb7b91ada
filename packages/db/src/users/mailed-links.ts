import type { Sql } from "../database.ts";
import { newId } from "../new-id.ts";
import { AT_ONCE } from "../operations/outbox.ts";

/** Ends what a user was mailed or asked before: links to a new password, and half-done sign-ins. */
export async function endMailedLinks(sql: Sql, userId: string): Promise<void> {
  await sql.query("DELETE FROM verifications WHERE value = $1", [userId]);
}

/** After a change of address: links to the old one open nothing any more, and whoever reads it is told. */
export async function leaveOldAddress(
  sql: Sql,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  await sql.query(
    `WITH changed AS (
       SELECT id, name, locale FROM users WHERE email = $2 AND previous_email = $1
     ), ended AS (
       DELETE FROM verifications v USING changed c WHERE v.value = c.id::text
     )
     INSERT INTO outbox (topic, name, payload, dedupe_key, available_at)
     SELECT 'mail', 'account', jsonb_build_object('to', $1::text, 'name', name, 'locale', locale, 'kind', 'email_changed', 'url', null),
            'account/email_changed/' || id || '/' || $3, ${AT_ONCE} FROM changed`,
    [from, to, newId()],
  );
}
