import type { RefusalClass } from "@payrun/payouts-core";
import { z } from "zod";

const refusalClasses = [
  "needs_funds",
  "needs_creator",
  "terminal",
  "needs_admin",
  "transient",
] as const satisfies readonly RefusalClass[];

export type ItemReason = {
  readonly code: string;
  readonly refusalClass?: RefusalClass;
  readonly [number: string]: unknown;
};

/** Why a payout is where it is, on its way out: one of core's reasons with its numbers, or what Stripe's refusal means. */
export const itemReason = z
  .looseObject({
    code: z.string().describe("e.g. `on_hold`; its words are the catalogue's."),
    refusalClass: z
      .enum(refusalClasses)
      .exactOptional()
      .describe("Set where Stripe refused: what that means."),
  })
  .describe("Why: a code with the numbers used.") as z.ZodType<ItemReason>;

/** A stored reason without Stripe's own sentence, which is for whoever runs the platform. Null for what is no reason. */
export function itemReasonOf(stored: Readonly<Record<string, unknown>> | null): ItemReason | null {
  if (stored === null) return null;
  const { message: _message, ...shown } = stored;
  return itemReason.safeParse(shown).data ?? null;
}
