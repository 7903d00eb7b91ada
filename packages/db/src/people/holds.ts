import type { Database, Sql } from "../database.ts";
import { newId } from "../new-id.ts";
import { stageJobs } from "../operations/outbox.ts";

export type NewHold = {
  readonly creatorId: string;
  readonly reason: string;
  readonly placedBy: "person" | "rule";
  readonly placedById: string | null;
  readonly until: Date | null;
};

/** Places holds: from the commit on nothing more of these creators is claimed. Moves no money. */
export async function placeHolds(sql: Sql, holds: readonly NewHold[]): Promise<readonly string[]> {
  const rows = await sql.query<{ id: string }>(
    `INSERT INTO holds (id, creator_id, reason, placed_by, placed_by_id, until)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::hold_placer[], $5::text[], $6::timestamptz[]) RETURNING id`,
    [
      holds.map(() => newId()),
      holds.map((hold) => hold.creatorId),
      holds.map((hold) => hold.reason),
      holds.map((hold) => hold.placedBy),
      holds.map((hold) => hold.placedById),
      holds.map((hold) => hold.until),
    ],
  );
  return rows.map((row) => row.id);
}

export type HoldRelease =
  | { readonly kind: "released" }
  | { readonly kind: "hold_not_found" }
  | { readonly kind: "hold_already_released"; readonly releasedAt: Date };

/** Releases a hold and stages the retry of what it held, in one transaction. */
export async function releaseHold(db: Database, holdId: string, releaseReason: string): Promise<HoldRelease> {
  return db.transaction(async (tx) => {
    const [hold] = await tx.query<{ creatorId: string; releasedAt: Date | null }>(
      `SELECT creator_id AS "creatorId", released_at AS "releasedAt" FROM holds WHERE id = $1 FOR NO KEY UPDATE`,
      [holdId],
    );
    if (!hold) return { kind: "hold_not_found" };
    if (hold.releasedAt) return { kind: "hold_already_released", releasedAt: hold.releasedAt };
    await tx.query(
      "UPDATE holds SET released_at = (SELECT operational_now()), release_reason = $2 WHERE id = $1",
      [holdId, releaseReason],
    );
    await stageJobs(tx, [{ name: "retry-failed-payouts", payload: { creatorIds: [hold.creatorId] } }]);
    return { kind: "released" };
  });
}
