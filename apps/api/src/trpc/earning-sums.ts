import { z } from "zod";

/** What was paid for. */
export const earningType = z.enum(["tip", "call"]);

const minor = (text: string) => z.bigint().describe(`Minor units: ${text}`);

/** Amounts of one earning or of many; gross - fee - refunded + feeReturned = net. */
export const earningAmounts = {
  currency: z.string().describe("ISO 4217."),
  grossMinor: minor("what fans paid."),
  feeMinor: minor("the platform's fee, before refunds."),
  refundedMinor: minor("of the gross, what fans got back by refund or chargeback."),
  feeReturnedMinor: minor("what the platform gave back of its fee for that."),
  netMinor: minor("what is left to you: gross - fee - refunded + fee returned."),
};

export const earningSums = z.object({ ...earningAmounts, count: z.int().describe("How many earnings.") });
