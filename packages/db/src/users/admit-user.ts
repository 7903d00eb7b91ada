import type { Database, Sql, Transaction } from "../database.ts";
import { newId } from "../new-id.ts";

export type Admission = "admitted" | "banned" | "not_verified" | "unknown";

type UserFacts = {
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly fanId: string | null;
  readonly banned: boolean;
  readonly emailVerified: boolean;
  /** The one creator with this address whom nobody stands for yet. */
  readonly claimableCreatorId: string | null;
};

/**
 * Decides whether a session may begin, and gives its user what she needs for it: the fan that she is, and the creator
 * whose address she has proved to be hers. Both happen here and not when she signs up, because an address that nobody has
 * verified must claim nothing, and because the host may report a creator after her.
 */
export async function admitUser(db: Database, userId: string): Promise<Admission> {
  const seen = await readUser(db, userId);
  if (seen === null) return "unknown";
  if (seen.banned) return "banned";
  if (!seen.emailVerified) return "not_verified";
  if (isSettled(seen)) return "admitted";
  return db.transaction(async (tx) => {
    await tx.query("SELECT FROM users WHERE id = $1 FOR NO KEY UPDATE", [userId]);
    const user = await readUser(tx, userId);
    if (user !== null && !isSettled(user)) await settle(tx, userId, user);
    return user === null ? "unknown" : "admitted";
  });
}

function isSettled({ role, fanId, claimableCreatorId }: UserFacts): boolean {
  if (role === "fan") return fanId !== null && claimableCreatorId === null;
  return role !== "creator" || fanId !== null;
}

async function readUser(sql: Sql, userId: string): Promise<UserFacts | null> {
  const [user] = await sql.query<UserFacts>(
    `SELECT u.name, u.email, u.role, u.fan_id AS "fanId", u.banned_at IS NOT NULL AS banned,
            u.email_verified AS "emailVerified", c.id AS "claimableCreatorId"
       FROM users u LEFT JOIN LATERAL (
              SELECT min(c.id::text) AS id FROM creators c WHERE lower(c.email) = u.email
              HAVING count(*) = 1 AND NOT EXISTS (SELECT FROM users o WHERE o.creator_id = min(c.id::text)::uuid)
            ) c ON u.role = 'fan' AND u.email_verified
      WHERE u.id = $1`,
    [userId],
  );
  return user ?? null;
}

async function settle(tx: Transaction, userId: string, user: UserFacts): Promise<void> {
  const fanId = user.fanId ?? (await openFan(tx, userId, user));
  await tx.query("UPDATE users SET fan_id = $2 WHERE id = $1", [userId, fanId]);
  if (user.claimableCreatorId === null) return;
  // Should the host's records know her as another fan as well, the one with this account is she from now on.
  await tx.query("UPDATE fans SET creator_id = NULL WHERE creator_id = $1 AND id <> $2", [
    user.claimableCreatorId,
    fanId,
  ]);
  await tx.query("UPDATE fans SET creator_id = $1 WHERE id = $2", [user.claimableCreatorId, fanId]);
  await tx.query("UPDATE users SET role = 'creator', creator_id = $2 WHERE id = $1", [
    userId,
    user.claimableCreatorId,
  ]);
}

/** A fan whom the creator is already, or a new one. */
async function openFan(tx: Transaction, userId: string, user: UserFacts): Promise<string> {
  const [known] = await tx.query<{ id: string }>(
    `SELECT f.id FROM fans f
      WHERE f.creator_id = coalesce($2::uuid, (SELECT creator_id FROM users WHERE id = $1))
        AND NOT EXISTS (SELECT FROM users o WHERE o.fan_id = f.id)`,
    [userId, user.claimableCreatorId],
  );
  if (known !== undefined) return known.id;
  const id = newId();
  await tx.query(
    `INSERT INTO fans (id, source_id, display_name, creator_id)
     SELECT $1, 'user-' || u.id, u.name, u.creator_id FROM users u WHERE u.id = $2`,
    [id, userId],
  );
  return id;
}
