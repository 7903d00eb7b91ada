import { newId, type Sql } from "@payrun/db";
import type { DemoPage } from "../generate/generate-demo.ts";

/** Who follows whom among a page's people. Again changes nothing. */
export async function recordFollows(sql: Sql, { fans, profiles }: DemoPage, at: Date): Promise<void> {
  const pairs = [
    ...fans.flatMap(({ sourceId, follows }) => follows.map((creator) => [sourceId, creator] as const)),
    ...profiles.flatMap(({ creatorSourceId, follows }) =>
      follows.map((creator) => [`${creatorSourceId}-as-fan`, creator] as const),
    ),
  ];
  if (pairs.length === 0) return;
  await sql.query(
    `INSERT INTO follows (fan_id, creator_id, created_at)
     SELECT f.id, c.id, $3::timestamptz - make_interval(hours => g.place::int)
       FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS g (fan, creator, place)
       JOIN fans f ON f.source_id = g.fan JOIN creators c ON c.source_id = g.creator
     ON CONFLICT DO NOTHING`,
    [pairs.map(([fan]) => fan), pairs.map(([, creator]) => creator), at],
  );
}

/**
 * The calls that were asked for, in each state. Again changes nothing.
 *
 * @param at now: those that wait for an answer were made hours ago, or they would have expired.
 */
export async function recordCalls(sql: Sql, { calls }: DemoPage, at: Date): Promise<void> {
  if (calls.length === 0) return;
  await sql.query(
    `INSERT INTO call_requests (id, fan_id, creator_id, status, tokens, currency, gross_minor, note, request_key,
                                created_at, decided_at, decline_reason)
     SELECT g.id, f.id, c.id, g.status, g.tokens, g.currency, g.gross_minor, g.note, g.request_key,
            CASE g.status WHEN 'asked' THEN greatest(g.asked_at, $13::timestamptz - make_interval(hours => 5 * g.place::int))
                          ELSE g.asked_at END,
            g.decided_at, g.reason
       FROM unnest($1::uuid[], $2::text[], $3::text[], $4::call_status[], $5::bigint[], $6::text[], $7::bigint[], $8::text[],
                   $9::text[], $10::timestamptz[], $11::timestamptz[], $12::text[]) WITH ORDINALITY
              AS g (id, fan, creator, status, tokens, currency, gross_minor, note, request_key, asked_at, decided_at, reason, place)
       JOIN fans f ON f.source_id = g.fan JOIN creators c ON c.source_id = g.creator
     ON CONFLICT DO NOTHING`,
    [
      calls.map(() => newId()),
      calls.map((call) => call.fanSourceId),
      calls.map((call) => call.creatorSourceId),
      calls.map((call) => call.status),
      calls.map((call) => call.tokens),
      calls.map((call) => call.currency),
      calls.map((call) => call.grossMinor),
      calls.map((call) => call.note),
      calls.map((call) => call.requestKey),
      calls.map((call) => call.askedAt),
      calls.map((call) => call.decidedAt),
      calls.map((call) => call.declineReason),
      at,
    ],
  );
  await recordCompletedCalls(sql, calls[0]?.creatorSourceId ?? "");
}

const completedMax = 3;

/** Calls that this creator has earned by were asked for once, too: no money moves a second time. */
async function recordCompletedCalls(sql: Sql, creatorSourceId: string): Promise<void> {
  await sql.query(
    `INSERT INTO call_requests (id, fan_id, creator_id, status, tokens, currency, gross_minor, request_key, created_at,
                                decided_at, completed_at, earning_id)
     SELECT g.id, e.fan_id, e.creator_id, 'completed', e.tokens, e.currency, e.gross_minor, 'demo-completed-' || e.source_id,
            e.earned_at - interval '2 days', e.earned_at - interval '1 day', e.earned_at, e.id
       FROM (SELECT e.*, row_number() OVER (ORDER BY e.earned_at DESC, e.source_id) AS place
               FROM earnings e JOIN creators c ON c.id = e.creator_id
              WHERE c.source_id = $1 AND e.source_type = 'call' AND e.tokens > 0) e
       JOIN unnest($2::uuid[]) WITH ORDINALITY AS g (id, place) USING (place)
     ON CONFLICT DO NOTHING`,
    [creatorSourceId, Array.from({ length: completedMax }, () => newId())],
  );
}
