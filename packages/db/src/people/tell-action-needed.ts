import { STOPPED_BY_STRIPE, type ActionCause } from "@payrun/payouts-core";
import type { Transaction } from "../database.ts";
import { newId } from "../new-id.ts";
import { notifyCreators } from "../notifications/notify-creators.ts";

/** A creator whose payout account has just begun to need her. */
export type ActionNeeded = {
  readonly creatorId: string;
  readonly cause: ActionCause;
  /** What Stripe waits for, by its names. */
  readonly fields: readonly string[];
  /** ISO 8601. */
  readonly deadlineAt: string | null;
};

/** A deadline is told of when it is this near. */
export const DEADLINE_NEAR_DAYS = 7;

const STOPPED = `'${STOPPED_BY_STRIPE.source}'`;

/**
 * What has just begun to need a creator, where account `b` became `c` in one statement: null where nothing did, or it did
 * before. Only the nearness of a deadline comes by itself; it is said at every reading, and told once a deadline.
 *
 * @param now the business clock's, as SQL.
 */
export function actionCause(now: string): string {
  return `CASE
    WHEN c.account_error IS NOT NULL THEN CASE WHEN b.account_error IS NULL THEN 'account_unreachable' END
    WHEN c.disabled_reason ~ ${STOPPED} THEN CASE WHEN b.disabled_reason ~ ${STOPPED} THEN NULL ELSE 'account_stopped' END
    WHEN c.requirements_past_due <> '{}' THEN CASE WHEN b.requirements_past_due = '{}' THEN 'requirements_past_due' END
    WHEN NOT c.transfers_active THEN CASE WHEN b.transfers_active THEN 'transfers_inactive' END
    WHEN NOT c.payouts_enabled THEN CASE WHEN b.payouts_enabled THEN 'payouts_disabled' END
    WHEN c.account_detail -> 'currentlyDue' <> '[]'
         AND (c.account_detail ->> 'deadlineAt')::timestamptz < ${now} + interval '${DEADLINE_NEAR_DAYS} days' THEN 'deadline_near' END`;
}

/** Tells creators what their payout account needs, in the transaction that found it out. */
export async function tellActionNeeded(tx: Transaction, needed: readonly ActionNeeded[]): Promise<void> {
  await notifyCreators(
    tx,
    needed.map(({ creatorId, cause, fields, deadlineAt }) => ({
      creatorId,
      kind: "action_needed",
      // Whatever else begins, begins once: the statement that saw it begin has written it down.
      dedupeKey: `action/${creatorId}/${cause}/${cause === "deadline_near" ? deadlineAt : newId()}`,
      data: { cause, fields: fields.join(" "), deadlineAt },
    })),
  );
}

/** Tells creators that their payout account can receive payouts now, in the transaction that found it out. */
export async function tellAccountReady(tx: Transaction, creatorIds: readonly string[]): Promise<void> {
  await notifyCreators(
    tx,
    creatorIds.map((creatorId) => ({
      creatorId,
      kind: "account_ready",
      dedupeKey: `account/${creatorId}/ready/${newId()}`,
      data: {},
    })),
  );
}
