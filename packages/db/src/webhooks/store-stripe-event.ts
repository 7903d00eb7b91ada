import type { Database } from "../database.ts";
import { stageJobs } from "../operations/outbox.ts";

export type ReceivedStripeEvent = {
  /** `evt_…` */
  readonly id: string;
  readonly type: string;
  /** The connected account it speaks of; null: the platform's own. */
  readonly account: string | null;
  readonly livemode: boolean;
  readonly createdAt: Date;
  readonly payload: Readonly<Record<string, unknown>>;
};

/**
 * Puts a webhook into the inbox, once by its event id, with the job that applies it in the same transaction. A second
 * delivery changes nothing.
 */
export async function storeStripeEvent(
  db: Database,
  event: ReceivedStripeEvent,
): Promise<"stored" | "duplicate"> {
  return db.transaction(async (tx) => {
    const inserted = await tx.query(
      `INSERT INTO stripe_events (id, type, account, livemode, payload, created_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (id) DO NOTHING RETURNING id`,
      [event.id, event.type, event.account, event.livemode, jsonbText(event.payload), event.createdAt],
    );
    if (inserted.length === 0) return "duplicate";
    await stageJobs(tx, [
      { name: "apply-stripe-event", payload: { eventId: event.id }, dedupeKey: `stripe-event/${event.id}` },
    ]);
    return "stored";
  });
}

/**
 * JSON as PostgreSQL's jsonb takes it: NUL and half a surrogate pair are JSON, but no text of PostgreSQL's. They become
 * the replacement character, because a refused event would come back for days.
 */
function jsonbText(payload: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(payload).replaceAll(/\\(?:u0000|ud[89a-f][0-9a-f]{2}|.)/g, (escape) =>
    escape === "\\u0000" || escape.startsWith("\\ud") ? "\\ufffd" : escape,
  );
}
