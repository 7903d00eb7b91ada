import { z } from "zod";
import { sourceType } from "../earnings/earning-row.ts";
import { amountMinor, expected, instant, sourceId } from "../rows/row-fields.ts";

/** A refund or chargeback of an earning or a token purchase, whole or in part, or its undoing. */
export const reversalRow = z
  .strictObject({
    sourceId: sourceId("the reversal", "refund-7003"),
    earning: z
      .strictObject(
        { sourceType, sourceId: sourceId("the tip or call", "tip-220017") },
        expected("{sourceType, sourceId} of an earning"),
      )
      .optional()
      .meta({ description: "The earning that is reversed. Either this or tokenPurchase." }),
    tokenPurchase: z
      .strictObject(
        { sourceId: sourceId("the purchase", "purchase-88123") },
        expected("{sourceId} of a token purchase"),
      )
      .optional()
      .meta({
        description:
          "The token purchase of which the unspent part is reversed. What was spent is reversed by its earnings.",
      }),
    kind: z.enum(["refund", "chargeback", "reinstated"], expected("refund, chargeback or reinstated")).meta({
      description: "reinstated: an earlier reversal is undone, e.g. a dispute was won.",
      examples: ["refund"],
    }),
    grossMinor: amountMinor(
      "The gross part that is reversed or reinstated, in the currency of the target.",
      500,
    ),
    paidAs: z
      .enum(["money", "tokens"], expected("money or tokens"))
      .default("money")
      .meta({
        description: "What the fan gets back, or loses again: money, or the tokens that had paid.",
        examples: ["money"],
      }),
    occurredAt: instant("When it happened."),
  })
  .superRefine((row, context) => {
    if ((row.earning === undefined) === (row.tokenPurchase === undefined)) {
      context.addIssue({
        code: "custom",
        path: ["earning"],
        message: "expected either earning or tokenPurchase",
      });
    }
    if (row.tokenPurchase !== undefined && row.paidAs === "tokens") {
      context.addIssue({
        code: "custom",
        path: ["paidAs"],
        message: "expected money: a purchase of tokens was paid in money",
      });
    }
  })
  .meta({ title: "Reversal" });

export type ReversalRow = z.output<typeof reversalRow>;
