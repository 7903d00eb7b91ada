import { z } from "zod";
import { currency } from "../../trpc/text-fields.ts";

const minor = (what: string) => z.bigint().describe(`Minor units: ${what}`);

const figures = {
  grossMinor: minor("tips and calls before fees and refunds."),
  earningCount: z.int().describe("Tips and calls."),
  feeMinor: minor("what the platform charged on them."),
  refundedGrossMinor: minor("what fans got back, less what was reinstated."),
  refundedMinor: minor("your part of that."),
  refundCount: z.int(),
  netMinor: minor("gross − fee − your part of refunds."),
  otherMinor: minor("corrections, above zero in your favour."),
  paidMinor: minor("payouts that Stripe had."),
  paidCount: z.int(),
  returnedMinor: minor("what came back from Stripe to your balance."),
};

export const annualShape = z
  .object({
    year: z.int(),
    timeZone: z.string().describe("Months begin and end at midnight there."),
    from: z.date(),
    until: z.date(),
    currencies: z.array(
      z.object({
        currency,
        openingMinor: minor("held, available and in transit when the year began."),
        closingMinor: minor("… and at its end, or now: opening + net + other − paid + returned."),
        months: z.array(z.object({ month: z.int(), from: z.date(), until: z.date(), ...figures })),
        quarters: z.array(z.object({ quarter: z.int(), figures: z.object(figures) })),
        totals: z.object(figures),
      }),
    ),
  })
  .describe("A year by month and quarter, as it is known now.");
