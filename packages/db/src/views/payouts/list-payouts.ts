import type { CurrencyCode, PayoutState } from "@payrun/payouts-core";
import type { Sql } from "../../database.ts";
import { BANK_PAYOUT, PAYOUT_STATE, SETTLED } from "./payout-state.ts";

export type PayoutRow = {
  readonly payoutItemId: string;
  readonly periodKey: string;
  readonly scheduledFor: Date;
  /** Minor units. */
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
  readonly state: PayoutState;
  /** When Stripe had the transfer; null while it has not. */
  readonly paidAt: Date | null;
  /** What came back from Stripe to her balance, minor units. */
  readonly reversedMinor: bigint;
  /** When the bank has or will have it, as Stripe says; null while Stripe has not said. */
  readonly arrivalAt: Date | null;
};

export type PayoutPosition = { readonly scheduledFor: Date; readonly payoutItemId: string };

export type PayoutFilter = {
  readonly currency: CurrencyCode | null;
  readonly state: PayoutState | null;
  /** When it was paid, or else planned for: from this instant on, and before that one. */
  readonly between: { readonly from: Date; readonly until: Date } | null;
};

/** A creator's payouts, newest first, by keyset. */
export async function listPayouts(
  sql: Sql,
  creatorId: string,
  page: {
    readonly filter: PayoutFilter;
    readonly after: PayoutPosition | null;
    readonly limit: number;
  },
): Promise<readonly PayoutRow[]> {
  const { filter, after, limit } = page;
  return sql.query<PayoutRow>(
    `SELECT * FROM (
       SELECT i.id AS "payoutItemId", batch.period_key AS "periodKey", batch.scheduled_for AS "scheduledFor",
              i.amount_minor AS "amountMinor", i.currency, ${PAYOUT_STATE} AS state, settled.effective_at AS "paidAt",
              i.reversed_minor AS "reversedMinor", CASE WHEN b.status IN ('in_transit', 'in_bank') THEN b.arrival_date END AS "arrivalAt"
         FROM payout_items i JOIN payout_batches batch ON batch.id = i.batch_id ${SETTLED} ${BANK_PAYOUT}
        WHERE i.creator_id = $1) AS payout
      WHERE ($2::text IS NULL OR currency = $2) AND ($3::text IS NULL OR state = $3)
        AND ($4::timestamptz IS NULL OR coalesce("paidAt", "scheduledFor") >= $4 AND coalesce("paidAt", "scheduledFor") < $5)
        AND ($6::timestamptz IS NULL OR ("scheduledFor", "payoutItemId") < ($6, $7::uuid))
      ORDER BY "scheduledFor" DESC, "payoutItemId" DESC LIMIT $8`,
    [
      creatorId,
      filter.currency,
      filter.state,
      filter.between?.from ?? null,
      filter.between?.until ?? null,
      after?.scheduledFor ?? null,
      after?.payoutItemId ?? null,
      limit,
    ],
  );
}
