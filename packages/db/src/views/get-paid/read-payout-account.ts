import type { AccountFacts, PayoutCadence } from "@payrun/payouts-core";
import type { Sql } from "../../database.ts";

/** Payrun's mirror of a creator's account, and what else decides whether she can be paid. */
export type PayoutAccount = AccountFacts & {
  /** ISO 3166-1 alpha-2; null while nobody has said. */
  readonly country: string | null;
  /** When Stripe was asked last, by the database's clock; null: never. */
  readonly readAt: Date | null;
  /** How long ago that was by the same clock; null: never. */
  readonly readAgeMs: number | null;
  readonly destinationChangedAt: Date | null;
  readonly coolDownHours: number;
  readonly cadence: PayoutCadence;
  readonly sanctions: "clear" | "blocked" | "not_reported";
  readonly taxForm: "complete" | "missing" | "not_reported";
};

/** Reads it; null when there is no such creator. */
export async function readPayoutAccount(sql: Sql, creatorId: string): Promise<PayoutAccount | null> {
  const [row] = await sql.query<PayoutAccount>(
    `SELECT stripe_account_id AS "stripeAccountId", account_error AS "accountError", account_negative AS "accountNegative",
            transfers_active AS "transfersActive", payouts_enabled AS "payoutsEnabled",
            requirements_past_due AS "requirementsPastDue", disabled_reason AS "disabledReason", account_detail AS detail,
            country, account_read_at AS "readAt",
            (extract(epoch FROM (SELECT operational_now()) - account_read_at) * 1000)::float8 AS "readAgeMs",
            destination_changed_at AS "destinationChangedAt", cadence, sanctions, tax_form AS "taxForm",
            coalesce((SELECT destination_cool_down_hours FROM operator_settings WHERE id = 1), 0) AS "coolDownHours"
       FROM creators WHERE id = $1`,
    [creatorId],
  );
  return row ?? null;
}
