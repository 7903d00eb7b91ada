import { z } from "zod";
import { amountMinor, currency, instant, sourceId, tokens } from "../rows/row-fields.ts";

/** Tokens that a fan bought. */
export const tokenPurchaseRow = z
  .strictObject({
    sourceId: sourceId("the purchase", "purchase-88123"),
    fanSourceId: sourceId(
      "the fan, or the `fanSourceId` that `session.me` tells one who opened her account at Payrun",
      "fan-5512",
    ),
    tokens: tokens("How many tokens the fan got.", 500),
    amountMinor: amountMinor("What the fan paid.", 2500),
    currency,
    purchasedAt: instant("When the fan bought them."),
  })
  .meta({ title: "Token purchase" });

export type TokenPurchaseRow = z.output<typeof tokenPurchaseRow>;
