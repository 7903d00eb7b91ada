import {
  findingOwner,
  mayCloseByHand,
  type Difference,
  type FindingKind,
  type FindingOwner,
} from "@payrun/payouts-core";
import type { Database, Sql, Transaction } from "../database.ts";
import { newId } from "../new-id.ts";
import { appendAudit } from "../operations/audit-log.ts";

/** Among which of Stripe's lists it was found, and so which comparison can find it gone. */
export type FindingScope = "transfers" | "balance";

/** A difference, and what it belongs to here. */
export type NewFinding = Difference & {
  readonly scope: FindingScope;
  readonly batchId: string | null;
  readonly payoutItemId: string | null;
  /** The attempt. */
  readonly transferId: string | null;
  readonly stripeTransferId: string | null;
  /** When it happened: by Stripe, or by the first send. Null: now. */
  readonly occurredAt: Date | null;
};

/**
 * Opens findings. One that is open is seen again, with the evidence of now; one that a person has explained stays closed while its
 * evidence is what the person saw.
 */
export async function openFindings(sql: Sql, findings: readonly NewFinding[]): Promise<void> {
  if (findings.length === 0) return;
  await sql.query(OPEN, [
    findings.map(() => newId()),
    findings.map((finding) => finding.kind),
    findings.map((finding) => finding.subject),
    findings.map((finding) => finding.scope),
    findings.map((finding) => finding.batchId),
    findings.map((finding) => finding.payoutItemId),
    findings.map((finding) => finding.transferId),
    findings.map((finding) => finding.stripeTransferId),
    findings.map((finding) => (finding.ours === null ? null : JSON.stringify(finding.ours))),
    findings.map((finding) => (finding.theirs === null ? null : JSON.stringify(finding.theirs))),
    findings.map((finding) => finding.occurredAt?.toISOString() ?? null),
    findings.map((finding) => findingOwner(finding.kind)),
  ]);
}

const OPEN = `
INSERT INTO reconciliation_findings AS f
       (id, kind, subject, scope, batch_id, payout_item_id, transfer_id, stripe_transfer_id, ours, theirs, occurred_at, owner)
SELECT DISTINCT ON (n.kind, n.subject)
       n.id, n.kind, n.subject, n.scope, n.batch_id, n.item_id, n.transfer_id, n.stripe_id, n.ours, n.theirs,
       coalesce(n.occurred_at, operational_now()), n.owner
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::uuid[], $7::uuid[], $8::text[], $9::jsonb[], $10::jsonb[],
              $11::timestamptz[], $12::text[])
       AS n (id, kind, subject, scope, batch_id, item_id, transfer_id, stripe_id, ours, theirs, occurred_at, owner)
 WHERE NOT EXISTS (SELECT FROM reconciliation_findings e
                    WHERE e.kind = n.kind AND e.subject = n.subject AND e.resolved_by <> 'comparison'
                      AND (e.ours, e.theirs) IS NOT DISTINCT FROM (n.ours, n.theirs))
 ORDER BY n.kind, n.subject
ON CONFLICT (kind, subject) WHERE resolved_at IS NULL
DO UPDATE SET last_seen_at = operational_now(), ours = excluded.ours, theirs = excluded.theirs, scope = excluded.scope,
              batch_id = coalesce(excluded.batch_id, f.batch_id)`;

/**
 * Closes what a complete comparison no longer found: of its scope, of the time that it looked at, and not seen since it
 * began.
 */
export async function closeGone(
  sql: Sql,
  comparison: {
    readonly comparisonId: string;
    readonly scope: FindingScope;
    /** What Stripe made since then was looked at, and what was sent here since `sentFrom`; null: everything was. */
    readonly since: { readonly createdFrom: Date; readonly sentFrom: Date } | null;
    readonly startedAt: Date;
    /** What it did not look at: subjects that begin so. */
    readonly except?: string;
  },
): Promise<void> {
  const { comparisonId, scope, since, startedAt, except = "" } = comparison;
  await sql.query(
    `UPDATE reconciliation_findings
        SET resolved_at = operational_now(), resolved_by = 'comparison',
            resolution = jsonb_build_object('comparisonId', $1::text, 'notFoundBy', $5::text)
      WHERE resolved_at IS NULL AND scope = $2 AND last_seen_at < $5::timestamptz
        AND ($3::timestamptz IS NULL OR occurred_at >= CASE WHEN theirs IS NULL THEN $4 ELSE $3 END)
        AND ($6 = '' OR NOT starts_with(subject, $6))`,
    [
      comparisonId,
      scope,
      since?.createdFrom.toISOString() ?? null,
      since?.sentFrom.toISOString() ?? null,
      startedAt.toISOString(),
      except,
    ],
  );
}

/** Of these transfers, those that a finding is about, open or explained by a person. */
export async function transfersFound(
  sql: Sql,
  stripeTransferIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await sql.query<{ id: string }>(
    `SELECT stripe_transfer_id AS id FROM reconciliation_findings
      WHERE stripe_transfer_id = ANY ($1) AND scope = 'transfers' AND resolved_by IS DISTINCT FROM 'comparison'`,
    [stripeTransferIds],
  );
  return new Set(rows.map(({ id }) => id));
}

export type CloseRefusal =
  | { readonly code: "finding_not_found" }
  | { readonly code: "finding_already_closed"; readonly resolvedAt: Date; readonly resolvedBy: string }
  /** Only a comparison that no longer finds it closes this kind. */
  | { readonly code: "finding_closes_by_itself"; readonly kind: FindingKind };

/**
 * Closes a finding by hand, with a reason and its line in the audit log. Moves no money: what differs in cash goes on to
 * differ until an adjustment is posted.
 *
 * @returns why not, or null.
 */
export function closeFinding(
  db: Database,
  closing: { readonly findingId: string; readonly actor: `admin/${string}`; readonly reason: string },
): Promise<CloseRefusal | null> {
  const { findingId, actor, reason } = closing;
  return db.transaction(async (tx) => {
    const finding = await lockFinding(tx, findingId);
    if (finding === null) return { code: "finding_not_found" };
    const { kind, subject, resolvedAt, resolvedBy } = finding;
    if (resolvedAt !== null)
      return { code: "finding_already_closed", resolvedAt, resolvedBy: resolvedBy ?? "comparison" };
    if (!mayCloseByHand(kind)) return { code: "finding_closes_by_itself", kind };
    await tx.query(
      `UPDATE reconciliation_findings SET resolved_at = operational_now(), resolved_by = $2, resolution = jsonb_build_object('reason', $3::text)
        WHERE id = $1`,
      [findingId, actor, reason],
    );
    await audit(tx, { actor, action: "finding.close", findingId, detail: { kind, subject, reason } });
    return null;
  });
}

/** Gives an open finding to somebody: a team, or one admin by name. */
export function assignFinding(
  db: Database,
  assignment: {
    readonly findingId: string;
    readonly owner: FindingOwner | `admin/${string}`;
    readonly actor: `admin/${string}`;
  },
): Promise<CloseRefusal | null> {
  const { findingId, owner, actor } = assignment;
  return db.transaction(async (tx) => {
    const finding = await lockFinding(tx, findingId);
    if (finding === null) return { code: "finding_not_found" };
    const { resolvedAt, resolvedBy, owner: before } = finding;
    if (resolvedAt !== null)
      return { code: "finding_already_closed", resolvedAt, resolvedBy: resolvedBy ?? "comparison" };
    await tx.query("UPDATE reconciliation_findings SET owner = $2 WHERE id = $1", [findingId, owner]);
    await audit(tx, { actor, action: "finding.assign", findingId, detail: { before, after: owner } });
    return null;
  });
}

async function lockFinding(tx: Transaction, findingId: string) {
  const [row] = await tx.query<{
    kind: FindingKind;
    subject: string;
    owner: string;
    resolvedAt: Date | null;
    resolvedBy: string | null;
  }>(
    `SELECT kind, subject, owner, resolved_at AS "resolvedAt", resolved_by AS "resolvedBy"
       FROM reconciliation_findings WHERE id = $1 FOR UPDATE`,
    [findingId],
  );
  return row ?? null;
}

function audit(
  tx: Transaction,
  { actor, action, findingId, detail }: { actor: string; action: string; findingId: string; detail: object },
): Promise<void> {
  return appendAudit(tx, {
    actor,
    action,
    subjectType: "reconciliation_finding",
    subjectId: findingId,
    detail: { ...detail },
  });
}

/** The open findings, by kind and batch, with the age of the oldest. */
export function openFindingGroups(sql: Sql): Promise<
  readonly {
    readonly kind: FindingKind;
    /** Null: of no batch. */
    readonly periodKey: string | null;
    readonly count: number;
    readonly subjects: readonly string[];
  }[]
> {
  return sql.query(
    `SELECT f.kind, b.period_key AS "periodKey", count(*)::int AS count,
            (array_agg(f.subject ORDER BY f.opened_at, f.subject))[1:5] AS subjects
       FROM reconciliation_findings f LEFT JOIN payout_batches b ON b.id = f.batch_id
      WHERE f.resolved_at IS NULL GROUP BY 1, 2 ORDER BY 1, 2`,
  );
}

/** How many findings are open. */
export async function countOpenFindings(sql: Sql): Promise<number> {
  const [row] = await sql.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM reconciliation_findings WHERE resolved_at IS NULL",
  );
  return row?.count ?? 0;
}

/** Writes down that batches were compared with Stripe, each with the number of its open findings. */
export async function markReconciled(sql: Sql, batchIds: readonly string[]): Promise<void> {
  await sql.query(
    `UPDATE payout_batches b
        SET reconciled_at = operational_now(),
            difference_count = (SELECT count(*) FROM reconciliation_findings f WHERE f.batch_id = b.id AND f.resolved_at IS NULL)
      WHERE id = ANY ($1::uuid[])`,
    [batchIds],
  );
}
