import type { Sql } from "../database.ts";

/** A live session and its user, as they are now. */
export type SessionUser = {
  readonly userId: string;
  readonly sessionId: string;
  readonly signedInAt: Date;
  readonly role: "fan" | "creator" | "viewer" | "support" | "operator" | "approver" | "owner";
  readonly name: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly twoFactorEnabled: boolean;
  readonly bannedAt: Date | null;
  readonly creatorId: string | null;
  readonly fanId: string | null;
  readonly adminId: string | null;
  readonly locale: "en" | "de" | "ja";
  readonly timeZone: string;
};

/** The session with this token and its user, in one read; null when it has expired, was revoked or never was. */
export async function findSession(sql: Sql, token: string): Promise<SessionUser | null> {
  const [row] = await sql.query<SessionUser>(
    `SELECT u.id AS "userId", s.id AS "sessionId", s.created_at AS "signedInAt", u.role, u.name, u.email,
            u.email_verified AS "emailVerified", u.two_factor_enabled AS "twoFactorEnabled", u.banned_at AS "bannedAt",
            u.creator_id AS "creatorId", u.fan_id AS "fanId", u.admin_id AS "adminId", u.locale, u.time_zone AS "timeZone"
       FROM sessions s JOIN users u ON u.id = s.user_id
      WHERE s.token = $1 AND s.expires_at > clock_timestamp()`,
    [token],
  );
  return row ?? null;
}

export type OpenSession = {
  readonly sessionId: string;
  readonly signedInAt: Date;
  readonly expiresAt: Date;
  readonly address: string | null;
  readonly userAgent: string | null;
};

/** A user's live sessions, the newest first; the 100 newest. */
export async function listOpenSessions(sql: Sql, userId: string): Promise<readonly OpenSession[]> {
  return sql.query<OpenSession>(
    `SELECT id AS "sessionId", created_at AS "signedInAt", expires_at AS "expiresAt",
            nullif(ip_address, '') AS address, nullif(left(user_agent, 500), '') AS "userAgent"
       FROM sessions WHERE user_id = $1 AND expires_at > clock_timestamp()
      ORDER BY created_at DESC, id LIMIT 100`,
    [userId],
  );
}

/** Ends one session of this user; false when she has none with this id. */
export async function revokeSession(sql: Sql, userId: string, sessionId: string): Promise<boolean> {
  const rows = await sql.query("DELETE FROM sessions WHERE id = $2 AND user_id = $1 RETURNING id", [
    userId,
    sessionId,
  ]);
  return rows.length > 0;
}

/** Ends all sessions of this user but one; returns how many. */
export async function revokeOtherSessions(sql: Sql, userId: string, keptSessionId: string): Promise<number> {
  const rows = await sql.query("DELETE FROM sessions WHERE user_id = $1 AND id <> $2 RETURNING id", [
    userId,
    keptSessionId,
  ]);
  return rows.length;
}

/** Ends the session with this token, if there is one. */
export async function endSession(sql: Sql, token: string): Promise<void> {
  await sql.query("DELETE FROM sessions WHERE token = $1", [token]);
}
