import type { Sql } from "../database.ts";
import { newId } from "../new-id.ts";

export type NewUser = {
  readonly name: string;
  /** Any case; kept in lower case. */
  readonly email: string;
  readonly role: "fan" | "creator" | "viewer" | "support" | "operator" | "approver" | "owner";
  /** Set exactly for the role `creator`. */
  readonly creatorId: string | null;
  /** Set for fans and creators. */
  readonly fanId: string | null;
  /** Set exactly for the finance team's roles. */
  readonly adminId: string | null;
  /** As better-auth's `hashPassword` writes it. */
  readonly passwordHash: string;
  readonly emailVerified: boolean;
  readonly locale: "en" | "de" | "ja";
  /** IANA name. */
  readonly timeZone: string;
};

/**
 * Writes users who sign in by password, in one statement. Whoever is there already, by address or by the creator, fan or
 * admin that she stands for, stays as she is. Returns the addresses that are new.
 */
export async function insertUsers(sql: Sql, users: readonly NewUser[]): Promise<readonly string[]> {
  if (users.length === 0) return [];
  const rows = await sql.query<{ email: string }>(
    `WITH given AS (
       SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::user_role[], $5::uuid[], $6::uuid[], $7::uuid[],
                            $8::boolean[], $9::text[], $10::text[], $11::uuid[], $12::text[])
         AS g (id, name, email, role, creator_id, fan_id, admin_id, email_verified, locale, time_zone, credential_id, password)
     ), inserted AS (
       INSERT INTO users (id, name, email, role, creator_id, fan_id, admin_id, email_verified, locale, time_zone)
       SELECT id, name, lower(email), role, creator_id, fan_id, admin_id, email_verified, locale, time_zone FROM given
       ON CONFLICT DO NOTHING RETURNING id, email
     ), opened AS (
       INSERT INTO credentials (id, user_id, account_id, provider_id, password)
       SELECT g.credential_id, i.id, i.id::text, 'credential', g.password FROM inserted i JOIN given g USING (id)
     )
     SELECT email FROM inserted`,
    [
      users.map(() => newId()),
      users.map((user) => user.name),
      users.map((user) => user.email),
      users.map((user) => user.role),
      users.map((user) => user.creatorId),
      users.map((user) => user.fanId),
      users.map((user) => user.adminId),
      users.map((user) => user.emailVerified),
      users.map((user) => user.locale),
      users.map((user) => user.timeZone),
      users.map(() => newId()),
      users.map((user) => user.passwordHash),
    ],
  );
  return rows.map((row) => row.email);
}
