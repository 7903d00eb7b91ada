import {
  findCall,
  moveCall,
  notifyCreators,
  type CallMove,
  type CallRequest,
  type CallSide,
  type Database,
  type Transaction,
} from "@payrun/db";
import { expireIfDue } from "./expire-calls.ts";
import { refusedFor, type Refused } from "./spending-refusal.ts";

/**
 * A creator accepts or declines a request that she received, or a fan cancels one that she made. Moves no money; declining
 * and canceling free the tokens. Of two who decide at once the first one does, and the other learns what it is now.
 *
 * @param now the business clock.
 */
export async function decideCall(
  { db, now }: { readonly db: Database; readonly now: Date },
  side: CallSide,
  { callId, move }: { readonly callId: string; readonly move: CallMove },
): Promise<{ readonly kind: "moved" } | Refused> {
  return db.transaction(async (tx) => {
    await expireIfDue(tx, now, callId);
    const moved = await moveCall(tx, side, { callId, move, at: now });
    const call = await findCall(tx, side, callId);
    if (call === null) return refusedFor({ code: "not_found" });
    if (!moved) return refusedFor({ code: `call_is_${call.status}` });
    if (move.to !== "canceled") await tellFan(tx, call, move);
    return { kind: "moved" };
  });
}

/** Fans who are creators have notifications; the others look at their calls. */
async function tellFan(
  tx: Transaction,
  call: CallRequest,
  move: Exclude<CallMove, { readonly to: "canceled" }>,
): Promise<void> {
  if (call.fanCreatorId === null) return;
  const facts = {
    callRequestId: call.id,
    creatorName: call.creatorName,
    amountMinor: call.grossMinor.toString(),
    currency: call.currency,
  };
  const to = { creatorId: call.fanCreatorId, dedupeKey: `call/${call.id}/${move.to}` };
  await notifyCreators(tx, [
    move.to === "accepted"
      ? { ...to, kind: "call_accepted", data: facts }
      : { ...to, kind: "call_declined", data: { ...facts, declineReason: move.reason } },
  ]);
}
