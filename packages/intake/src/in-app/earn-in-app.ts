import { newId, readOperatorSettings, type EarningToSave, type Transaction } from "@payrun/db";
import { availableAt, splitGross, type CurrencyCode } from "@payrun/payouts-core";
import { saveEarnings } from "../earnings/save-earnings.ts";

/** What Payrun's own app needs to record an earning. */
export type InAppClock = {
  /** The business clock: when it is earned. */
  readonly now: Date;
  /** Days between earned and available. */
  readonly holdDays: number;
};

/** Something that a fan's tokens pay for now. */
export type InAppSale = {
  readonly sourceType: "tip" | "call";
  readonly sourceId: string;
  readonly creatorId: string;
  readonly fanId: string;
  readonly tokens: bigint;
  readonly grossMinor: bigint;
  readonly currency: CurrencyCode;
  readonly message?: string;
};

/**
 * Records an earning that was made in Payrun's own app, as those that the host reports: held, at the operator's fee. Hold
 * `lockFans`, and know that the fan has enough.
 */
export async function earnInApp(
  tx: Transaction,
  { now, holdDays }: InAppClock,
  sale: InAppSale,
): Promise<EarningToSave> {
  const { platformFeeBasisPoints: feeBasisPoints } = await readOperatorSettings(tx);
  const { feeMinor } = splitGross({ grossMinor: sale.grossMinor, feeBasisPoints });
  const earning: EarningToSave = {
    ...sale,
    id: newId(),
    feeMinor,
    earnedAt: now,
    availableAt: availableAt(now, holdDays),
  };
  await saveEarnings(tx, [earning]);
  return earning;
}
