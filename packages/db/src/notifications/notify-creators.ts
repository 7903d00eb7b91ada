import { alwaysToldKinds, type NotificationContent } from "@payrun/payouts-core";
import type { Transaction } from "../database.ts";
import { AT_ONCE } from "../operations/outbox.ts";

/** One thing that one creator is told. */
export type CreatorNews = NotificationContent & {
  readonly creatorId: string;
  /** One per event and person, e.g. `payout/{itemId}/sent`: what was told is never told again. */
  readonly dedupeKey: string;
  /** Other addresses that get the mail as well, such as the one she had before. */
  readonly alsoTo?: readonly string[];
};

const always = alwaysToldKinds.map((kind) => `'${kind}'`).join();

/**
 * The end of a statement that tells creators: give it a `news (creator_id, kind, dedupe_key, data, also_to)`, `also_to` a
 * jsonb array of addresses or null. A kind that she switched off in both ways is written all the same, unseen: it is what
 * keeps a repeat from telling her later.
 */
export const TELL = `
wanted AS MATERIALIZED (
  SELECT gen_random_uuid() AS id, n.*,
         n.kind IN (${always}) OR coalesce(p.in_app, true) AS in_app, n.kind IN (${always}) OR coalesce(p.mail, true) AS mail
    FROM news n LEFT JOIN notification_preferences p ON p.creator_id = n.creator_id AND p.kind = n.kind
), written AS (
  INSERT INTO notifications (id, dedupe_key, creator_id, kind, data, in_app)
  SELECT id, dedupe_key, creator_id, kind, data, in_app FROM wanted ORDER BY dedupe_key
  ON CONFLICT (dedupe_key) DO NOTHING RETURNING id
), mailed AS (
  INSERT INTO outbox (topic, name, payload, dedupe_key, available_at)
  SELECT 'mail'::outbox_topic, 'notification', jsonb_build_object('notificationId', w.id), 'mail/' || w.id,
         CASE WHEN w.kind IN (${always}) THEN ${AT_ONCE} ELSE (SELECT operational_now()) END
    FROM wanted w JOIN written USING (id) JOIN creators c ON c.id = w.creator_id
   WHERE w.mail AND (c.email IS NOT NULL OR EXISTS (SELECT FROM users u WHERE u.creator_id = c.id))
  UNION ALL
  SELECT 'mail', 'notification', jsonb_build_object('notificationId', w.id, 'alsoTo', a.address, 'copyNo', a.no),
         'mail/' || w.id || '/' || a.no, ${AT_ONCE}
    FROM wanted w JOIN written USING (id) CROSS JOIN jsonb_array_elements_text(w.also_to) WITH ORDINALITY AS a (address, no)
)`;

/**
 * Tells creators, in one statement for any number, in the transaction that records what happened: in the app and by mail,
 * as each wants to hear of that kind. Does nothing for a `dedupeKey` that exists.
 */
export async function notifyCreators(tx: Transaction, news: readonly CreatorNews[]): Promise<void> {
  if (news.length === 0) return;
  await tx.query(
    `WITH news AS (
       SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::jsonb[], $5::jsonb[])
         AS n (creator_id, kind, dedupe_key, data, also_to)
     ), ${TELL} SELECT`,
    [
      news.map((each) => each.creatorId),
      news.map((each) => each.kind),
      news.map((each) => each.dedupeKey),
      news.map((each) => JSON.stringify(each.data)),
      news.map((each) => (each.alsoTo === undefined ? null : JSON.stringify(each.alsoTo))),
    ],
  );
}
