import { z } from "zod";
import { amountMinor, currency, instant, sourceId, tokens } from "../rows/row-fields.ts";

/** Tokens that a fan bought. */
export const tokenPurchaseRow = z
  .strictObject({
    sourceId: sourceId("the purchase", "purchase-88123"),
    fanSourceId: sourceId("the fan", "fan-5512"),
    tokens: tokens.meta({ description: "How many tokens the fan got.", examples: [500] }),
    amountMinor: amountMinor("What the fan paid.", 2500),
    currency,
    purchasedAt: instant("When the fan bought them."),
  })
  .meta({ id: "TokenPurchase", title: "Token purchase" });

export type TokenPurchaseRow = z.output<typeof tokenPurchaseRow>;
