import type { Sql } from "../database.ts";

export type AuditEntry = {
  /** `user/{id}`, `admin/{id}`, `host`, a job's name. */
  readonly actor: string;
  /** What was done, e.g. `settings.cadence`. */
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  /** What it was before and is now; amounts as decimal strings of minor units. No secrets. */
  readonly detail: Readonly<Record<string, unknown>>;
};

/** Writes down who did what, in the transaction that does it. */
export async function appendAudit(tx: Sql, entry: AuditEntry): Promise<void> {
  await tx.query(
    "INSERT INTO audit_log (actor, action, subject_type, subject_id, detail) VALUES ($1, $2, $3, $4, $5)",
    [entry.actor, entry.action, entry.subjectType, entry.subjectId, JSON.stringify(entry.detail)],
  );
}
