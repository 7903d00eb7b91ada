import {
  findCallByKey,
  findPublicFan,
  findSpendingTarget,
  insertCall,
  loadWallets,
  lockFans,
  newId,
  notifyCreators,
  type Database,
  type NewCallRequest,
  type SpendingTarget,
  type Transaction,
} from "@payrun/db";
import { decideSpending, type Spending } from "./decide-spending.ts";
import { contradiction } from "./same-request.ts";
import { refusedFor, type Refused } from "./spending-refusal.ts";

export type CallWish = Spending & {
  readonly fanId: string;
  /** The creator's. */
  readonly handle: string;
  readonly note: string;
  readonly requestKey: string;
};

/**
 * A fan asks a creator for a call. No money moves, but its tokens are spoken for until it is completed, declined or
 * canceled. The creator is told. The same `requestKey` again changes nothing.
 *
 * @param now the business clock.
 */
export async function requestCall(
  { db, now }: { readonly db: Database; readonly now: Date },
  wish: CallWish,
): Promise<{ readonly kind: "requested"; readonly callId: string } | Refused> {
  const target = await findSpendingTarget(db, wish);
  if (target === null) return refusedFor({ code: "not_found" });
  if (target.isMe) return refusedFor({ code: "cannot_call_yourself" });
  return db.transaction(async (tx) => {
    await lockFans(tx, [wish.fanId]);
    const before = await findCallByKey(tx, wish);
    if (before !== null) {
      const stored = { ...before, handle: before.creatorHandle };
      return contradiction(stored, wish) ?? { kind: "requested", callId: before.id };
    }
    return record(tx, now, wish, target);
  });
}

async function record(
  tx: Transaction,
  now: Date,
  wish: CallWish,
  target: SpendingTarget,
): Promise<{ readonly kind: "requested"; readonly callId: string } | Refused> {
  const { fanId, tokens, note, requestKey } = wish;
  const { creatorId, handle, callPriceTokens } = target;
  if (callPriceTokens === null) return refusedFor({ code: "takes_no_calls", handle });
  if (tokens < callPriceTokens) {
    const priceTokens = callPriceTokens.toString();
    return refusedFor({ code: "below_call_price", priceTokens, offeredTokens: tokens.toString() });
  }
  const decision = decideSpending(await loadWallets(tx, fanId), wish, target.currency);
  if (decision.kind === "refused") return decision;
  const { currency, grossMinor } = decision;
  const call = { id: newId(), fanId, creatorId, tokens, currency, grossMinor, note, requestKey };
  await insertCall(tx, { ...call, requestedAt: now });
  await tellCreator(tx, call);
  return { kind: "requested", callId: call.id };
}

async function tellCreator(tx: Transaction, call: Omit<NewCallRequest, "requestedAt">): Promise<void> {
  const { id, fanId, creatorId, grossMinor, currency } = call;
  const fan = await findPublicFan(tx, { fanId, visitorFanId: fanId });
  await notifyCreators(tx, [
    {
      creatorId,
      dedupeKey: `call/${id}/requested`,
      kind: "call_requested",
      data: {
        callRequestId: id,
        fanName: fan?.displayName ?? "",
        amountMinor: grossMinor.toString(),
        currency,
      },
    },
  ]);
}
