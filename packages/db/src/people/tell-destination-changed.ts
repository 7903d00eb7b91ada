import { payableFrom } from "@payrun/payouts-core";
import type { Transaction } from "../database.ts";
import { notifyCreators } from "../notifications/notify-creators.ts";

/** A creator whose money goes elsewhere from now on. */
export type ChangedDestination = {
  readonly creatorId: string;
  /** An address that the caller knows and the tables no longer do. */
  readonly formerEmail?: string | null;
};

type Told = {
  readonly creatorId: string;
  readonly changedAt: Date;
  readonly coolDownHours: number;
  readonly last4: string | null;
  readonly bankName: string | null;
  readonly email: string | null;
  readonly otherEmails: readonly string[];
};

/** An address that was hers this lately is told as well: whoever changed the one may have changed the other. */
const FORMER_EMAIL_DAYS = 30;

/**
 * Tells creators that their payout account, or the bank behind it, changed, and until when nothing is paid to it: at the
 * address in use, at the host's, and at the one before. In the transaction that writes the change, after it.
 */
export async function tellDestinationChanged(
  tx: Transaction,
  changed: readonly ChangedDestination[],
): Promise<void> {
  if (changed.length === 0) return;
  const rows = await tx.query<Told>(
    `SELECT c.id AS "creatorId", c.destination_changed_at AS "changedAt", bank ->> 'last4' AS "last4", bank ->> 'name' AS "bankName",
            coalesce((SELECT destination_cool_down_hours FROM operator_settings WHERE id = 1), 0) AS "coolDownHours",
            coalesce(u.email, c.email) AS email,
            array_remove(ARRAY[c.email, CASE WHEN u.email_changed_at > clock_timestamp() - $2 * interval '1 day' THEN u.previous_email END],
                         NULL) AS "otherEmails"
       FROM creators c LEFT JOIN users u ON u.creator_id = c.id
       LEFT JOIN LATERAL (
         SELECT b AS bank FROM jsonb_array_elements(
           CASE jsonb_typeof(c.account_detail -> 'banks') WHEN 'array' THEN c.account_detail -> 'banks' ELSE '[]' END) b
          ORDER BY (b ->> 'isDefaultForCurrency')::boolean DESC LIMIT 1) named ON true
      WHERE c.id = ANY ($1::uuid[]) AND c.destination_changed_at IS NOT NULL`,
    [changed.map((each) => each.creatorId), FORMER_EMAIL_DAYS],
  );
  const formerEmail = new Map(changed.map((each) => [each.creatorId, each.formerEmail ?? null]));
  await notifyCreators(
    tx,
    rows.map((row) => ({
      creatorId: row.creatorId,
      kind: "destination_changed",
      dedupeKey: `destination/${row.creatorId}/${row.changedAt.toISOString()}`,
      data: {
        changedAt: row.changedAt.toISOString(),
        payableFrom: payableFrom(row.changedAt, row.coolDownHours).toISOString(),
        last4: row.last4,
        bankName: row.bankName,
      },
      alsoTo: otherAddresses(row.email, [...row.otherEmails, formerEmail.get(row.creatorId) ?? null]),
    })),
  );
}

function otherAddresses(email: string | null, others: readonly (string | null)[]): readonly string[] {
  const known = new Set([email?.toLowerCase()]);
  return others.flatMap((other) => {
    const address = other?.toLowerCase();
    if (address === undefined || known.has(address)) return [];
    known.add(address);
    return [address];
  });
}
