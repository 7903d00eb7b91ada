import type { Sql } from "../database.ts";

export type ServiceFigures = {
  readonly batchesByStatus: readonly { readonly status: string; readonly count: number }[];
  /** From the counts that triggers keep on the batches, so that a million items cost nothing to count. */
  readonly itemsByStatus: readonly { readonly status: string; readonly count: number }[];
  readonly openAlarmsByKind: readonly { readonly kind: string; readonly count: number }[];
  readonly openFindingsByKind: readonly { readonly kind: string; readonly count: number }[];
  /** `platform:cash` less Stripe's balance at the last comparison, minor units as decimal strings: 0 unless in flight or found. */
  readonly cashDifferences: readonly { readonly currency: string; readonly differenceMinor: string }[];
  /** Staged and not relayed yet. */
  readonly outboxUnsent: number;
  /** How long the oldest row that is due has been waiting; 0 when none is. */
  readonly outboxLagSeconds: number;
  /** How long ago the laws of the books were proved, of what changed and of everything, and how many breaches that found. */
  readonly invariantChecks: readonly {
    readonly scope: "changed" | "all";
    readonly ageSeconds: number;
    readonly breaches: number;
  }[];
};

/** The figures that an operator's dashboard shows, in one round trip. Reads a handful of rows, whatever the history. */
export async function readServiceFigures(sql: Sql): Promise<ServiceFigures> {
  const [figures] = await sql.query<ServiceFigures>(`
    SELECT coalesce((SELECT jsonb_agg(jsonb_build_object('status', status, 'count', count))
                       FROM (SELECT status, count(*) AS count FROM payout_batches GROUP BY status) b), '[]') AS "batchesByStatus",
           (SELECT jsonb_agg(jsonb_build_object('status', status, 'count', count))
              FROM (SELECT coalesce(sum(planned_count), 0) AS planned, coalesce(sum(sending_count), 0) AS sending,
                           coalesce(sum(awaiting_funds_count), 0) AS awaiting_funds, coalesce(sum(unknown_count), 0) AS unknown,
                           coalesce(sum(paid_count), 0) AS paid, coalesce(sum(failed_count), 0) AS failed,
                           coalesce(sum(held_count), 0) AS held, coalesce(sum(canceled_count), 0) AS canceled,
                           coalesce(sum(superseded_count), 0) AS superseded
                      FROM payout_batches) i
             CROSS JOIN LATERAL (VALUES ('planned', planned), ('sending', sending), ('awaiting_funds', awaiting_funds),
                                        ('unknown', unknown), ('paid', paid), ('failed', failed), ('held', held),
                                        ('canceled', canceled), ('superseded', superseded)) AS s (status, count)) AS "itemsByStatus",
           coalesce((SELECT jsonb_agg(jsonb_build_object('kind', kind, 'count', count))
                       FROM (SELECT kind, count(*) AS count FROM alarms WHERE cleared_at IS NULL GROUP BY kind) a), '[]') AS "openAlarmsByKind",
           coalesce((SELECT jsonb_agg(jsonb_build_object('kind', kind, 'count', count))
                       FROM (SELECT kind, count(*) AS count FROM reconciliation_findings WHERE resolved_at IS NULL GROUP BY kind) f), '[]') AS "openFindingsByKind",
           coalesce((SELECT jsonb_agg(jsonb_build_object('currency', currency, 'differenceMinor', (ledger_minor - stripe_minor)::text))
                       FROM cash_comparisons), '[]') AS "cashDifferences",
           (SELECT count(*)::int FROM outbox WHERE sent_at IS NULL) AS "outboxUnsent",
           coalesce((SELECT extract(epoch FROM (SELECT operational_now()) - min(greatest(created_at, available_at)))::float8 FROM outbox
                      WHERE sent_at IS NULL AND available_at <= (SELECT operational_now())), 0) AS "outboxLagSeconds",
           coalesce((SELECT jsonb_agg(jsonb_build_object('scope', scope, 'breaches', breaches,
                                      'ageSeconds', extract(epoch FROM (SELECT operational_now()) - checked_at)))
                       FROM invariant_checks), '[]') AS "invariantChecks"`);
  if (!figures) throw new Error("the figures gave no row");
  return figures;
}
