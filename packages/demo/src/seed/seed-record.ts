import type { Database } from "@payrun/db";
import { demoSourcePrefix } from "../generate/demo-people.ts";

/** What a database was seeded with; written before the first row, so that a seed that was killed goes on as it began. */
export type SeedRecord = {
  readonly creators: number;
  readonly seed: string;
  readonly dueAt: Date;
  readonly previousAt: Date;
  readonly holdDays: number;
};

export type SeedState =
  | { readonly kind: "none" }
  | { readonly kind: "unfinished" | "finished"; readonly record: SeedRecord };

const started = "demo_seed_started";
const finished = "demo_seed_finished";

export async function readSeedState(db: Database): Promise<SeedState> {
  const rows = await db.query<{ action: string; detail: StoredRecord }>(
    "SELECT action, detail FROM audit_log WHERE subject_type = 'database' AND action IN ($1, $2) ORDER BY id",
    [started, finished],
  );
  const first = rows.find((row) => row.action === started);
  if (first === undefined) return { kind: "none" };
  const { creators, seed, dueAt, previousAt, holdDays } = first.detail;
  const record = { creators, seed, dueAt: new Date(dueAt), previousAt: new Date(previousAt), holdDays };
  return { kind: rows.some((row) => row.action === finished) ? "finished" : "unfinished", record };
}

export async function markSeedStarted(db: Database, record: SeedRecord): Promise<void> {
  await mark(db, started, record);
}

export async function markSeedFinished(db: Database): Promise<void> {
  await mark(db, finished, {});
}

/** The source id of somebody who is not of the demo, or null: demo money must never mix with theirs. */
export async function findRealCreator(db: Database): Promise<string | null> {
  const [row] = await db.query<{ sourceId: string }>(
    `SELECT source_id AS "sourceId" FROM creators WHERE NOT starts_with(source_id, $1) LIMIT 1`,
    [demoSourcePrefix],
  );
  return row?.sourceId ?? null;
}

/** Of these creators, those who have no hold yet: an interrupted seed comes by again. */
export async function creatorsToHold(db: Database, sourceIds: readonly string[]): Promise<readonly string[]> {
  if (sourceIds.length === 0) return [];
  const rows = await db.query<{ creatorId: string }>(
    `SELECT id AS "creatorId" FROM creators c
      WHERE source_id = ANY ($1::text[]) AND NOT EXISTS (SELECT FROM holds h WHERE h.creator_id = c.id)`,
    [sourceIds],
  );
  return rows.map((row) => row.creatorId);
}

type StoredRecord = Omit<SeedRecord, "dueAt" | "previousAt"> & {
  readonly dueAt: string;
  readonly previousAt: string;
};

async function mark(db: Database, action: string, detail: object): Promise<void> {
  await db.query(
    "INSERT INTO audit_log (actor, action, subject_type, subject_id, detail) VALUES ('seed', $1, 'database', 'demo', $2)",
    [action, JSON.stringify(detail)],
  );
}
