import {
  completeCall as markCompleted,
  findCall,
  lockCall,
  lockFans,
  notifyCreators,
  tokenBalances,
  type CallRequest,
  type Database,
  type Transaction,
} from "@payrun/db";
import { earnInApp, type InAppClock } from "./earn-in-app.ts";
import { expireIfDue } from "./expire-calls.ts";
import { refusedFor, type Refused } from "./spending-refusal.ts";

/**
 * The call took place: in one transaction the fan's tokens pay it, the creator has an earning, held like any other, and
 * the request is completed. It must be accepted; who completes it twice, or after a cancel, learns what it is.
 */
export async function completeCall(
  { db, ...clock }: { readonly db: Database } & InAppClock,
  { callId, creatorId }: { readonly callId: string; readonly creatorId: string },
): Promise<{ readonly kind: "completed"; readonly earningId: string } | Refused> {
  const call = await findCall(db, { creatorId }, callId);
  if (call === null) return refusedFor({ code: "not_found" });
  return db.transaction((tx) => record(tx, clock, call, creatorId));
}

async function record(
  tx: Transaction,
  clock: InAppClock,
  call: CallRequest,
  creatorId: string,
): Promise<{ readonly kind: "completed"; readonly earningId: string } | Refused> {
  const { id: callId, fanId, tokens, grossMinor, currency } = call;
  await lockFans(tx, [fanId]);
  await expireIfDue(tx, clock.now, callId);
  const status = await lockCall(tx, { callId, creatorId });
  if (status !== "accepted") return refusedFor({ code: `call_is_${status ?? call.status}` });
  const balances = await tokenBalances(tx, [fanId]);
  const balanceMinor = balances.find((balance) => balance.currency === currency)?.unspentMinor ?? 0n;
  // Open requests were covered when they were made; only what the host reported since can have taken it.
  if (balanceMinor < grossMinor)
    return refusedFor({ code: "call_not_covered", neededMinor: grossMinor.toString(), currency });
  const earning = await earnInApp(tx, clock, {
    sourceType: "call",
    sourceId: `payrun-call-${callId}`,
    creatorId,
    fanId,
    tokens,
    grossMinor,
    currency,
  });
  await markCompleted(tx, { callId, earningId: earning.id, at: clock.now });
  await notifyCreators(tx, [
    {
      creatorId,
      dedupeKey: `call/${callId}/completed`,
      kind: "call_completed",
      data: {
        callRequestId: callId,
        fanName: call.fanName ?? "",
        earningId: earning.id,
        amountMinor: (earning.grossMinor - earning.feeMinor).toString(),
        currency,
      },
    },
  ]);
  return { kind: "completed", earningId: earning.id };
}
