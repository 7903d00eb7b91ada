import type { Sql } from "../database.ts";
import { AT_ONCE } from "../operations/outbox.ts";

export type AccountMailKind =
  | "verify_email"
  | "reset_password"
  | "confirm_email_change"
  | "email_in_use"
  | "password_changed"
  | "two_factor_enabled"
  | "two_factor_disabled"
  | "email_changed"
  | "new_sign_in";

/** A mail about somebody's account; the worker puts it into words and sends it. */
export type AccountMail = {
  readonly to: string;
  readonly name: string;
  readonly locale: "en" | "de" | "ja";
  readonly kind: AccountMailKind;
  /** Where its one button leads; null where there is nothing to press. */
  readonly url: string | null;
  /** Of `new_sign_in` alone. */
  readonly signIn?: SignInFacts;
};

/** When somebody signed in, and with what. */
export type SignInFacts = {
  /** ISO 8601. */
  readonly at: string;
  /** IANA name: the zone that the mail tells it in. */
  readonly timeZone: string;
  /** How the browser calls itself; null: it says nothing. */
  readonly userAgent: string | null;
};

/**
 * Stages one mail as an outbox row (`topic` mail, `name` account, `payload` the mail).
 * @param dedupeKey what makes it this mail: staged again before it is sent, it is still sent once.
 */
export async function stageAccountMail(sql: Sql, mail: AccountMail, dedupeKey: string): Promise<void> {
  const { to, name, locale, kind, url, signIn } = mail;
  await sql.query(
    `INSERT INTO outbox (topic, name, payload, dedupe_key, available_at) VALUES ('mail', 'account', $1::jsonb, $2, ${AT_ONCE})
     ON CONFLICT (dedupe_key) WHERE sent_at IS NULL DO NOTHING`,
    [JSON.stringify({ to, name, locale, kind, url, signIn }), dedupeKey],
  );
}

/** The same, to the user herself as she is written down now. */
export async function stageMailToUser(
  sql: Sql,
  userId: string,
  { kind, url }: Pick<AccountMail, "kind" | "url">,
  dedupeKey: string,
): Promise<void> {
  await sql.query(
    `INSERT INTO outbox (topic, name, payload, dedupe_key, available_at)
     SELECT 'mail', 'account', jsonb_build_object('to', email, 'name', name, 'locale', locale, 'kind', $2::text, 'url', $3::text), $4, ${AT_ONCE}
       FROM users WHERE id = $1
     ON CONFLICT (dedupe_key) WHERE sent_at IS NULL DO NOTHING`,
    [userId, kind, url, dedupeKey],
  );
}
