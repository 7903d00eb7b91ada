import type { CallDeadlines, CurrencyCode } from "@payrun/payouts-core";
import type { Sql } from "../database.ts";
import type { ListPlace } from "../list-place.ts";

export const callStatuses = ["asked", "accepted", "declined", "canceled", "completed", "expired"] as const;
export type CallStatus = (typeof callStatuses)[number];

/** A paid call that a fan asks a creator for, with what either may see of the other. */
export type CallRequest = {
  readonly id: string;
  readonly status: CallStatus;
  readonly tokens: bigint;
  readonly currency: CurrencyCode;
  /** What the tokens are worth, minor units; fixed when it was asked. */
  readonly grossMinor: bigint;
  readonly note: string;
  readonly requestedAt: Date;
  /** When it was last accepted, declined or canceled, or expired; null while it is asked. */
  readonly decidedAt: Date | null;
  readonly declineReason: string | null;
  readonly completedAt: Date | null;
  /** The creator's share of the earning that completing it made, minor units; null before. */
  readonly netMinor: bigint | null;
  readonly fanId: string;
  readonly fanName: string | null;
  /** Both set where the fan is a creator herself. */
  readonly fanHandle: string | null;
  readonly fanCreatorId: string | null;
  readonly creatorHandle: string;
  readonly creatorName: string;
};

/** Whose requests: those that a creator received, or those that a fan made. */
export type CallSide = { readonly creatorId: string } | { readonly fanId: string };

const CALL = `
SELECT r.id, r.status, r.tokens, r.currency, r.gross_minor AS "grossMinor", r.note, r.created_at AS "requestedAt",
       r.decided_at AS "decidedAt", r.decline_reason AS "declineReason", r.completed_at AS "completedAt", e.net_minor AS "netMinor",
       r.fan_id AS "fanId", coalesce(fc.display_name, f.display_name) AS "fanName", fc.handle AS "fanHandle", f.creator_id AS "fanCreatorId",
       c.handle AS "creatorHandle", c.display_name AS "creatorName"
  FROM call_requests r JOIN creators c ON c.id = r.creator_id JOIN fans f ON f.id = r.fan_id
  LEFT JOIN creators fc ON fc.id = f.creator_id LEFT JOIN earnings e ON e.id = r.earning_id`;

/** Requests of one side, latest first, at most `limit`. @param status null: all. */
export async function listCalls(
  sql: Sql,
  side: CallSide,
  {
    status,
    before,
    limit,
  }: {
    readonly status: CallStatus | null;
    readonly before: ListPlace | null;
    readonly limit: number;
  },
): Promise<readonly CallRequest[]> {
  const [column, id] = sideOf(side);
  return sql.query<CallRequest>(
    `${CALL} WHERE r.${column} = $1 AND ($2::call_status IS NULL OR r.status = $2)
        AND ($3::timestamptz IS NULL OR (r.created_at, r.id) < ($3, $4::uuid))
      ORDER BY r.created_at DESC, r.id DESC LIMIT $5`,
    [id, status, before?.[0] ?? null, before?.[1] ?? null, limit],
  );
}

/** One request of one side; null for another's. */
export async function findCall(sql: Sql, side: CallSide, callId: string): Promise<CallRequest | null> {
  const [column, id] = sideOf(side);
  const [row] = await sql.query<CallRequest>(`${CALL} WHERE r.id = $1 AND r.${column} = $2`, [callId, id]);
  return row ?? null;
}

/** The request that a fan's key made; null: none yet. */
export async function findCallByKey(
  sql: Sql,
  { fanId, requestKey }: { readonly fanId: string; readonly requestKey: string },
): Promise<CallRequest | null> {
  const [row] = await sql.query<CallRequest>(`${CALL} WHERE r.fan_id = $1 AND r.request_key = $2`, [
    fanId,
    requestKey,
  ]);
  return row ?? null;
}

export type NewCallRequest = {
  readonly id: string;
  readonly fanId: string;
  readonly creatorId: string;
  readonly tokens: bigint;
  readonly currency: CurrencyCode;
  readonly grossMinor: bigint;
  readonly note: string;
  readonly requestKey: string;
  readonly requestedAt: Date;
};

/** Writes a request. Hold `lockFans`: its tokens are spoken for from here on. */
export async function insertCall(sql: Sql, call: NewCallRequest): Promise<void> {
  await sql.query(
    `INSERT INTO call_requests (id, fan_id, creator_id, tokens, currency, gross_minor, note, request_key, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      call.id,
      call.fanId,
      call.creatorId,
      call.tokens.toString(),
      call.currency,
      call.grossMinor.toString(),
      call.note,
      call.requestKey,
      call.requestedAt,
    ],
  );
}

export type CallMove =
  | { readonly to: "accepted" }
  | { readonly to: "declined"; readonly reason: string | null }
  | { readonly to: "canceled" };

/** From where each move may start; the database refuses the rest. */
const from = {
  accepted: ["asked"],
  declined: ["asked", "accepted"],
  canceled: ["asked", "accepted"],
} as const satisfies Record<CallMove["to"], readonly CallStatus[]>;

/**
 * Moves a request of this side, or leaves it: of two who decide at once the first one does, and the other learns what the
 * request has become.
 *
 * @returns whether this call moved it.
 */
export async function moveCall(
  sql: Sql,
  side: CallSide,
  { callId, move, at }: { readonly callId: string; readonly move: CallMove; readonly at: Date },
): Promise<boolean> {
  const [column, id] = sideOf(side);
  const rows = await sql.query<{ id: string }>(
    `UPDATE call_requests SET status = $3, decided_at = $4, decline_reason = $5
      WHERE id = $1 AND ${column} = $2 AND status = ANY ($6::call_status[]) RETURNING id`,
    [callId, id, move.to, at, move.to === "declined" ? move.reason : null, from[move.to]],
  );
  return rows.length === 1;
}

/**
 * Ends open requests that were not answered or completed in time, at most `limit`: their tokens are free again.
 *
 * @param callId this one alone, if its time is over; null: whichever.
 * @returns those that expired now.
 */
export async function expireCalls(
  sql: Sql,
  {
    deadlines: { askedBy, acceptedBy },
    at,
    callId,
    limit,
  }: {
    readonly deadlines: CallDeadlines;
    readonly at: Date;
    readonly callId: string | null;
    readonly limit: number;
  },
): Promise<readonly CallRequest[]> {
  const expired = await sql.query<{ id: string }>(
    `UPDATE call_requests SET status = 'expired', decided_at = $3
      WHERE id IN (SELECT id FROM call_requests
                    WHERE (status = 'asked' AND created_at <= $1 OR status = 'accepted' AND decided_at <= $2)
                      AND ($4::uuid IS NULL OR id = $4)
                    ORDER BY id LIMIT $5 FOR NO KEY UPDATE) RETURNING id`,
    [askedBy, acceptedBy, at, callId, limit],
  );
  if (expired.length === 0) return [];
  return sql.query<CallRequest>(`${CALL} WHERE r.id = ANY ($1::uuid[]) ORDER BY r.id`, [
    expired.map(({ id }) => id),
  ]);
}

/**
 * Keeps others from moving a request until the transaction ends, and says what it is now; null when it is not this
 * creator's. Hold `lockFans` before: that is the order of locks.
 */
export async function lockCall(
  sql: Sql,
  { callId, creatorId }: { readonly callId: string; readonly creatorId: string },
): Promise<CallStatus | null> {
  const [row] = await sql.query<{ status: CallStatus }>(
    "SELECT status FROM call_requests WHERE id = $1 AND creator_id = $2 FOR NO KEY UPDATE",
    [callId, creatorId],
  );
  return row?.status ?? null;
}

/** Completes a locked, accepted request with the earning that pays it. @throws when it is not accepted: a bug. */
export async function completeCall(
  sql: Sql,
  { callId, earningId, at }: { readonly callId: string; readonly earningId: string; readonly at: Date },
): Promise<void> {
  const rows = await sql.query<{ id: string }>(
    `UPDATE call_requests SET status = 'completed', completed_at = $2, earning_id = $3
      WHERE id = $1 AND status = 'accepted' RETURNING id`,
    [callId, at, earningId],
  );
  if (rows.length !== 1) throw new Error(`call request ${callId} is not accepted any more`);
}

function sideOf(side: CallSide): readonly [column: "creator_id" | "fan_id", id: string] {
  return "creatorId" in side ? ["creator_id", side.creatorId] : ["fan_id", side.fanId];
}
