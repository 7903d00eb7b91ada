import { payoutStates } from "@payrun/payouts-core";
import { z } from "zod";
import { currency } from "../../trpc/text-fields.ts";
import { itemReason } from "./item-reason.ts";
import { timelineSteps } from "./payout-timeline.ts";

const minor = (what: string) => z.bigint().describe(`Minor units: ${what}`);

export const payoutState = z
  .enum(payoutStates)
  .describe("Where it is: up to `at_stripe` on our side, from there on Stripe's and the bank's.");

export const payoutRow = z.object({
  payoutItemId: z.uuid(),
  periodKey: z.string().describe("The payout date, e.g. `2026-12-01`."),
  scheduledFor: z.date(),
  amountMinor: minor("what the payout is for."),
  currency,
  state: payoutState,
  paidAt: z.date().nullable().describe("When Stripe had it; null: it has not."),
  reversedMinor: minor("what of it came back from Stripe to your balance."),
  arrivalAt: z.date().nullable().describe("When your bank has it, or will; null: Stripe has not said."),
});

export const bankSchedules = ["daily", "weekly", "monthly", "manual"] as const;

const attempt = z.object({
  attemptNo: z.int(),
  amountMinor: minor("what this attempt was for."),
  outcome: z
    .enum(["under_way", "being_confirmed", "arrived", "refused", "not_sent"])
    .describe("`refused`: Stripe said no, and nothing moved."),
  refusalClass: z.string().nullable().describe("What the refusal means; null unless refused."),
  sentAt: z.date().nullable(),
  endedAt: z.date().nullable(),
});

const bankLeg = z.object({
  bankPayoutId: z.string(),
  status: z.enum(["in_transit", "in_bank", "failed", "canceled"]),
  amountMinor: minor("of the whole transfer to your bank, which may carry other money too."),
  currency,
  arrivalAt: z.date().nullable(),
  traceId: z.string().nullable().describe("What your bank can search for."),
  failureCode: z.string().nullable().describe("Stripe's code, e.g. `account_closed`; null unless it failed."),
});

export const payoutDetailShape = payoutRow
  .omit({ arrivalAt: true })
  .extend({
    timeline: z.array(
      z.object({
        step: z.enum(timelineSteps),
        status: z.enum(["done", "now", "expected", "stopped"]),
        at: z.date().nullable().describe("When it was, or is expected; null: not known."),
        amountMinor: z.bigint().nullable().describe("Minor units that came back; null: none."),
      }),
    ),
    reason: itemReason
      .nullable()
      .describe("Why it is held, failed, canceled or waits; null: it is on its way."),
    replacedByPeriodKey: z.string().nullable().describe("The payout date that its money went with instead."),
    attempts: z.array(attempt).describe("Every attempt to send it, oldest first."),
    bankLegs: z
      .array(bankLeg)
      .describe("Stripe's transfers to your bank that carried it; the telling one first."),
    bankUnattributed: z
      .enum(["manual", "instant"])
      .nullable()
      .describe(
        "You pay out at Stripe yourself, so Stripe does not say which transfer to the bank carried it.",
      ),
    bankSchedule: z
      .enum(bankSchedules)
      .nullable()
      .describe("How often Stripe pays out from there to your bank, as it last said; null: not known."),
    stripeTransferId: z.string().nullable(),
    destinationAccountId: z.string(),
    bank: z
      .object({ name: z.string().nullable(), last4: z.string() })
      .nullable()
      .describe(
        "Where Stripe pays out this currency to, as it last said; null: not known, or changed since.",
      ),
  })
  .describe("One payout from plan to bank.");

const statementFields = {
  currency,
  reservedMinor: minor("what was taken out of your balance for it: carried in + lines − stays."),
  reservedAt: z.date().nullable().describe("Null: nothing was taken, so there are no lines."),
  previousReservedAt: z
    .date()
    .nullable()
    .describe("When the payout before it was taken out; null: it is the first."),
  carriedInMinor: minor("your available balance right after that."),
  linesMinor: minor("the sum of all lines."),
  lineCount: z.int(),
  staysMinor: minor("what stayed in your available balance."),
  roundedOffMinor: minor("what of it stayed only because Stripe cannot send so little."),
};

export const lineKind = z.enum([
  "earning_released",
  "earning_reversed",
  "reversal_undone",
  "payout_returned",
  "transfer_reversed",
  "transfer_adopted",
  "adjustment",
  "debt_written_off",
]);

export const payoutLinesShape = z
  .object({
    statement: z.object({
      ...statementFields,
      kinds: z.array(z.object({ kind: lineKind, count: z.int(), amountMinor: minor("their sum.") })),
    }),
    rows: z.array(
      z.object({
        entryId: z.bigint().describe("Number of the entry in the books."),
        kind: lineKind,
        at: z.date(),
        amountMinor: minor("above zero where your balance grew."),
        balanceMinor: minor("your available balance after it."),
        earningId: z.uuid().nullable(),
        sourceType: z.string().nullable().describe("`tip` or `call`; null: it is about no earning."),
        grossMinor: z.bigint().nullable().describe("Minor units: of the earning, or of what was taken back."),
        feeMinor: z.bigint().nullable().describe("Minor units: the platform's part."),
        netMinor: z.bigint().nullable().describe("Minor units: your part."),
        reversalKind: z.enum(["refund", "chargeback", "reinstated"]).nullable(),
        returnedPayoutItemId: z.uuid().nullable(),
        returnedPeriodKey: z.string().nullable(),
      }),
    ),
    nextCursor: z.string().nullable().describe("Null: this is the last page."),
  })
  .describe("What a payout is made of, line by line, in the order of the books.");
