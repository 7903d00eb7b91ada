import { earningReleased, money, type CurrencyCode } from "@payrun/payouts-core";
import type { Database, Transaction } from "../database.ts";
import { postEntries } from "../ledger/post-entries.ts";

/**
 * Moves a page of earnings whose hold is over from held to available: the net, less what was reversed of it.
 *
 * @param until earnings available at or before this instant; the caller never passes a schedule date whose batch is not
 *   wholly planned (`releaseBound`).
 * @returns how many were released; 0 means: none are left.
 */
export async function releaseMaturedPage(
  db: Database,
  { until, limit }: { readonly until: Date; readonly limit: number },
): Promise<number> {
  return db.transaction((tx) => releasePage(tx, until, limit));
}

async function releasePage(tx: Transaction, until: Date, limit: number): Promise<number> {
  const released = await tx.query<{
    earningId: string;
    creatorId: string;
    currency: CurrencyCode;
    amountMinor: bigint;
    availableAt: Date;
  }>(
    `WITH due AS MATERIALIZED (
       SELECT id FROM earnings WHERE released_at IS NULL AND available_at <= $1
        ORDER BY available_at, id LIMIT $2 FOR NO KEY UPDATE
     )
     UPDATE earnings e SET released_at = e.available_at FROM due WHERE e.id = due.id
     RETURNING e.id AS "earningId", e.creator_id AS "creatorId", e.currency, e.net_minor - e.reversed_net_minor AS "amountMinor",
               e.available_at AS "availableAt"`,
    [until, limit],
  );
  await postEntries(
    tx,
    released
      .filter((earning) => earning.amountMinor > 0n)
      .map((earning) =>
        earningReleased({
          earningId: earning.earningId,
          creatorId: earning.creatorId,
          amount: money(earning.amountMinor, earning.currency),
          effectiveAt: earning.availableAt,
        }),
      ),
  );
  return released.length;
}

/**
 * The latest instant that a release may reach now: `now`, but never past a schedule date whose batch is not wholly
 * planned, so that a late or resumed plan reserves what it would have reserved in time.
 *
 * @param latest the latest schedule date not after now, when it is due; null when none is.
 */
export async function releaseBound(
  db: Database,
  {
    now,
    latest,
  }: {
    readonly now: Date;
    readonly latest: { readonly periodKey: string; readonly scheduledFor: Date } | null;
  },
): Promise<Date> {
  const [row] = await db.query<{ unplanned: Date | null; latestPlanned: boolean }>(
    `SELECT min(cutoff_at) FILTER (WHERE planned_at IS NULL AND status = 'planning') AS unplanned,
            coalesce(bool_or(period_key = $1 AND (planned_at IS NOT NULL OR status = 'canceled')), false) AS "latestPlanned"
       FROM payout_batches`,
    [latest?.periodKey ?? null],
  );
  const bounds = [now];
  if (row?.unplanned) bounds.push(row.unplanned);
  if (latest && !row?.latestPlanned) bounds.push(latest.scheduledFor);
  return new Date(Math.min(...bounds.map((bound) => bound.getTime())));
}
