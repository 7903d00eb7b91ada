import {
  findFanEarning,
  findSpendingTarget,
  loadWallets,
  lockFans,
  type Database,
  type SpendingTarget,
  type Transaction,
} from "@payrun/db";
import type { CurrencyCode } from "@payrun/payouts-core";
import { decideSpending, type Spending } from "./decide-spending.ts";
import { earnInApp, type InAppClock } from "./earn-in-app.ts";
import { contradiction } from "./same-request.ts";
import { refusedFor, type Refused } from "./spending-refusal.ts";

export type Tip = Spending & {
  readonly fanId: string;
  /** The creator's. */
  readonly handle: string;
  readonly requestKey: string;
  readonly message: string | undefined;
};

export type TipResult =
  | {
      readonly kind: "sent";
      readonly earningId: string;
      readonly tokens: bigint;
      readonly grossMinor: bigint;
      readonly currency: CurrencyCode;
    }
  | Refused;

/**
 * A fan gives a creator tokens. The creator has an earning, held like any other; the fan's balance falls by what the
 * tokens are worth at the price of her latest purchase. The same `requestKey` again changes nothing.
 */
export async function sendTip(
  { db, ...clock }: { readonly db: Database } & InAppClock,
  tip: Tip,
): Promise<TipResult> {
  const target = await findSpendingTarget(db, tip);
  if (target === null) return refusedFor({ code: "not_found" });
  if (target.isMe) return refusedFor({ code: "cannot_tip_yourself" });
  return db.transaction((tx) => recordTip(tx, clock, tip, target));
}

async function recordTip(
  tx: Transaction,
  clock: InAppClock,
  tip: Tip,
  target: SpendingTarget,
): Promise<TipResult> {
  const { fanId, tokens, message } = tip;
  // From here on her balance, and which tips she has sent, stay as they are read.
  await lockFans(tx, [fanId]);
  const source = { sourceType: "tip", sourceId: `payrun-tip-${fanId}-${tip.requestKey}` } as const;
  const before = await findFanEarning(tx, { fanId, ...source });
  if (before !== null) return contradiction(before, tip) ?? sent(before);

  const decision = decideSpending(await loadWallets(tx, fanId), tip, target.currency);
  if (decision.kind === "refused") return decision;
  const { currency, grossMinor } = decision;
  const earning = await earnInApp(tx, clock, {
    ...source,
    creatorId: target.creatorId,
    fanId,
    tokens,
    grossMinor,
    currency,
    ...(message === undefined || message === "" ? {} : { message }),
  });
  return sent({ id: earning.id, tokens, grossMinor, currency });
}

function sent({
  id,
  tokens,
  grossMinor,
  currency,
}: {
  readonly id: string;
  readonly tokens: bigint;
  readonly grossMinor: bigint;
  readonly currency: CurrencyCode;
}): TipResult {
  return { kind: "sent", earningId: id, tokens, grossMinor, currency };
}
