import {
  consistentRead,
  readBatchUnderWay,
  readCreatorBalances,
  readPayoutsUnderWay,
  type PayoutUnderWay,
} from "@payrun/db";
import { z } from "zod";
import { creatorProcedure } from "../../trpc/procedures.ts";
import { nextPayout, nextPayoutOutput } from "./next-payout.ts";

const minor = (text: string) => z.bigint().describe(`Minor units: ${text}`);

const balance = z.object({
  currency: z.string().describe("ISO 4217."),
  availableMinor: minor("ready to be paid; below zero: a debt."),
  heldMinor: minor("held against chargebacks."),
  inTransitMinor: minor("set aside for payouts that are not finished."),
  totalMinor: minor("available, held and in transit together."),
  debtMinor: minor("how far available is below zero."),
  paidSoFarMinor: minor("sent to your payout account, less what came back."),
  everMinor: minor("total and paid so far together: all that was ever yours."),
  payoutCount: z.int(),
  lastPaidPeriodKey: z.string().nullable().describe("The schedule date of your newest payout."),
});

const shownStatuses = [
  "planned",
  "awaiting_funds",
  "sending",
  "unknown",
  "paid",
  "failed",
  "held",
  "canceled",
  "reversed",
] as const satisfies readonly PayoutUnderWay["status"][];

const summaryOutput = z
  .object({
    asOf: z.date().describe("The instant that it is for, on the platform's clock: countdowns start here."),
    balances: z.array(balance).describe("Your display currency comes first."),
    next: nextPayoutOutput,
    batch: z
      .object({
        periodKey: z.string(),
        status: z.string(),
        scheduledFor: z.date(),
        decided: z.boolean().describe("It has decided about you."),
      })
      .nullable()
      .describe("The newest batch that is not finished; null: none runs."),
    underWay: z
      .array(
        z.object({
          payoutItemId: z.uuid(),
          periodKey: z.string(),
          currency: z.string(),
          amountMinor: minor("of this payout."),
          status: z.enum(shownStatuses),
        }),
      )
      .describe("Your payouts that are not finished, and those of the batch that runs."),
  })
  .describe("Your balances, your next payout with its estimate, and what is on its way.");

/** What the creator has, what she gets next, and what is on its way: read on one state of the books, so it adds up. */
export const summary = creatorProcedure
  .input(z.void())
  .output(summaryOutput)
  .query(({ ctx: { deps, creatorId } }) =>
    consistentRead(deps.db, async (sql) => {
      const now = deps.clock.now();
      return {
        asOf: now,
        balances: [...(await readCreatorBalances(sql, creatorId))],
        next: await nextPayout(sql, deps.settings, { creatorId, now }),
        batch: await readBatchUnderWay(sql, creatorId),
        underWay: [...(await readPayoutsUnderWay(sql, creatorId))],
      };
    }),
  );
