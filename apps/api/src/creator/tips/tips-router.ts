import { sendTip } from "@payrun/intake";
import { z } from "zod";
import { fanProcedure, router } from "../../trpc/procedures.ts";
import { refuse } from "../../trpc/refusal.ts";
import { currency, handle, paragraph, requestKey, tokensToSpend } from "../../trpc/text-fields.ts";

export const tipsRouter = router({
  send: fanProcedure
    .meta({
      description:
        "Gives a creator tokens. They leave the caller's balance at once and are the creator's earning.",
    })
    .input(
      z.strictObject({
        handle,
        tokens: tokensToSpend,
        currency: currency
          .optional()
          .describe(
            "Which of the caller's tokens; absent: those that cover it, the creator's currency first.",
          ),
        requestKey,
        message: paragraph(500).optional().describe("For the creator to read."),
      }),
    )
    .output(
      z.object({
        earningId: z.uuid(),
        tokens: z.bigint(),
        grossMinor: z.bigint().describe("What they were worth, minor units of `currency`."),
        currency: z.string().describe("ISO 4217."),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const { db, clock, settings } = ctx.deps;
      const result = await sendTip(
        { db, now: clock.now(), holdDays: settings.holdDays },
        {
          fanId: ctx.fanId,
          handle: input.handle,
          tokens: BigInt(input.tokens),
          currency: input.currency,
          requestKey: input.requestKey.toLowerCase(),
          message: input.message,
        },
      );
      return result.kind === "refused" ? refuse(result.refusal) : result;
    }),
});
