import { z } from "zod";
import {
  amountMinor,
  amountMinorOrZero,
  currency,
  expected,
  instant,
  sourceId,
  tokens,
} from "../rows/row-fields.ts";

export const sourceType = z
  .enum(["tip", "call"], expected("tip or call"))
  .meta({ description: "What the fan paid for.", examples: ["tip"] });

/** One tip or call credited to a creator. */
export const earningRow = z
  .strictObject({
    sourceType,
    sourceId: sourceId("the tip or call, unique per source type", "tip-220017"),
    creatorSourceId: sourceId("the creator", "creator-1042"),
    fanSourceId: sourceId("the fan, when paid with tokens", "fan-5512").optional(),
    tokens: tokens("Tokens spent. Goes with fanSourceId; without both it was paid in money.", 100).optional(),
    grossMinor: amountMinor("What the fan paid: the money, or the value of the tokens.", 500),
    feeMinor: amountMinorOrZero("What the platform keeps of it.", 100).optional(),
    feeBasisPoints: z
      .int(expected("a whole number of basis points from 0 to 10000"))
      .min(0, expected("a whole number of basis points from 0 to 10000"))
      .max(10_000, expected("a whole number of basis points from 0 to 10000"))
      .optional()
      .meta({
        description: "Instead of feeMinor: hundredths of a percent, rounded down. 2000 is 20 %.",
        examples: [2000],
      }),
    currency,
    earnedAt: instant("When it was earned. It is held from then on."),
  })
  .superRefine((row, context) => {
    const refuse = (field: keyof typeof row, message: string) =>
      context.addIssue({ code: "custom", path: [field], message });
    if (row.fanSourceId === undefined && row.tokens !== undefined)
      refuse("fanSourceId", "is missing: expected with tokens");
    if (row.tokens === undefined && row.fanSourceId !== undefined)
      refuse("tokens", "is missing: expected with fanSourceId");
    if (row.feeMinor !== undefined && row.feeBasisPoints !== undefined) {
      refuse("feeBasisPoints", "expected feeMinor or feeBasisPoints, not both");
    }
    if (row.feeMinor !== undefined && row.feeMinor > row.grossMinor)
      refuse("feeMinor", "expected at most grossMinor");
  })
  .meta({ title: "Earning" });

export type EarningRow = z.output<typeof earningRow>;
