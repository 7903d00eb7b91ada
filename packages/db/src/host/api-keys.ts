import type { Sql } from "../database.ts";
import { newId } from "../new-id.ts";

/** A key to `/v1`; only its SHA-256 (hex) is stored, and its first characters to recognise it by. */
export type NewApiKey = { readonly name: string; readonly keyHash: string; readonly prefix: string };

/** Stores a key. One that is stored already stays as it is: a revoked one stays revoked. */
export async function saveApiKey(
  sql: Sql,
  { name, keyHash, prefix }: NewApiKey,
): Promise<"stored" | "known" | "revoked"> {
  const inserted = await sql.query(
    `INSERT INTO api_keys (id, name, key_hash, prefix) VALUES ($1, $2, $3, $4) ON CONFLICT (key_hash) DO NOTHING RETURNING id`,
    [newId(), name, keyHash, prefix],
  );
  if (inserted.length > 0) return "stored";
  const [known] = await sql.query<{ revokedAt: Date | null }>(
    `SELECT revoked_at AS "revokedAt" FROM api_keys WHERE key_hash = $1`,
    [keyHash],
  );
  return known?.revokedAt ? "revoked" : "known";
}

/** Who a key belongs to; null when it is unknown or revoked. Notes its use, once a minute at most. */
export async function useApiKey(
  sql: Sql,
  keyHash: string,
): Promise<{ readonly id: string; readonly name: string } | null> {
  const [key] = await sql.query<{ id: string; name: string; isStale: boolean }>(
    `SELECT id, name, coalesce(last_used_at < clock_timestamp() - interval '1 minute', true) AS "isStale"
       FROM api_keys WHERE key_hash = $1 AND revoked_at IS NULL`,
    [keyHash],
  );
  if (!key) return null;
  if (key.isStale)
    await sql.query("UPDATE api_keys SET last_used_at = clock_timestamp() WHERE id = $1", [key.id]);
  return { id: key.id, name: key.name };
}
