import { randomUUID } from "node:crypto";
import { saveAccountReadings, type Database } from "@payrun/db";
import { acceptCreators, acceptEarnings, type IntakeResult } from "@payrun/intake";
import type { StripeProcess } from "./stripe-process.ts";

const MINIMUM_MINOR = 2500;
const HOLD_DAYS = 7;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Who must be paid, and how much: no two the same. */
export type EligibleCreator = { readonly accountId: string; readonly amountMinor: number };

/**
 * Adds creators as a host platform does, each with an account at Stripe and one earning that matured in time, and one
 * more who is a cent below the minimum; and fills the platform's balance.
 */
export async function addCreators(
  db: Database,
  stripe: StripeProcess,
  { count, scheduledFor }: { readonly count: number; readonly scheduledFor: Date },
): Promise<readonly EligibleCreator[]> {
  const creators = Array.from({ length: count + 1 }, (_, index) => {
    const id = randomUUID().replaceAll("-", "").slice(0, 16);
    return {
      sourceId: `host-${id}`,
      handle: `star-${id}`,
      accountId: `acct_1Test${id}`,
      amountMinor: MINIMUM_MINOR - 1 + index,
    };
  });
  await stripe.control("POST", "/balance", { set: { usd: 1_000_000_000 } });
  await stripe.control("POST", "/accounts", {
    accounts: creators.map(({ accountId }) => ({ id: accountId, country: "US" })),
  });
  const intake = { db, holdDays: HOLD_DAYS, now: new Date() };
  const accepted = await acceptCreators(
    intake,
    creators.map(({ sourceId, handle, accountId }) => ({
      sourceId,
      handle,
      country: "US",
      currency: "USD",
      stripeAccountId: accountId,
    })),
  );
  mustBeCreated(accepted);
  await saveAccountReadings(
    db,
    creators.map(({ accountId }) => ({ ...readyAccount, accountId })),
    intake.now,
  );
  const earned = await acceptEarnings(
    intake,
    creators.map(({ sourceId, amountMinor }) => ({
      sourceType: "tip",
      sourceId: `tip-${sourceId}`,
      creatorSourceId: sourceId,
      grossMinor: amountMinor + 100,
      feeMinor: 100,
      currency: "USD",
      earnedAt: new Date(scheduledFor.getTime() - (HOLD_DAYS + 1) * DAY_MS).toISOString(),
    })),
  );
  mustBeCreated(earned);
  return creators.filter(({ amountMinor }) => amountMinor >= MINIMUM_MINOR);
}

const readyAccount = {
  transfersActive: true,
  payoutsEnabled: true,
  requirementsPastDue: [],
  disabledReason: null,
  country: "US",
  error: null,
  negative: false,
};

function mustBeCreated({ results }: IntakeResult): void {
  const refused = results.find((result) => result.status !== "created");
  if (refused) throw new Error(`not taken: ${JSON.stringify(refused)}`);
}
