import {
  consistentRead,
  pausePayouts,
  readPayoutSettings,
  readRuns,
  resumePayouts,
  setCadence,
  setOwnMinimum,
  setRegion,
} from "@payrun/db";
import { effectiveMinimum } from "@payrun/payouts-core";
import { z } from "zod";
import { creatorProcedure, router, signedInProcedure } from "../../trpc/procedures.ts";
import { orNotFound, refuse } from "../../trpc/refusal.ts";
import { currency } from "../../trpc/text-fields.ts";
import { undecidedDate } from "../home/next-payout.ts";
import { payoutSettings, payoutSettingsOf } from "./payout-settings.ts";
import { regionOf, regionShape, timeZone } from "./region.ts";

const nothing = z.strictObject({}).optional();
const done = z.object({}).describe("Done.");

/** How a creator is paid, and in which language and zone a user reads. Each change is written down. */
export const settingsRouter = router({
  get: creatorProcedure
    .meta({
      description: "How the calling creator is paid: minimums, cadence, pause, and what is open to her.",
    })
    .input(nothing)
    .output(payoutSettings)
    .query(({ ctx: { deps, creatorId } }) =>
      consistentRead(deps.db, async (sql) => {
        const now = deps.clock.now();
        return payoutSettingsOf(orNotFound(await readPayoutSettings(sql, creatorId)), deps.settings, {
          now,
          runs: await readRuns(sql),
          undecided: await undecidedDate(sql, deps.settings, { creatorId, now }),
        });
      }),
    ),

  setMinimum: creatorProcedure
    .meta({ description: "Sets the calling creator's own minimum in a currency, not under the platform's." })
    .input(
      z.strictObject({
        currency,
        amountMinor: z
          .bigint()
          .min(0n)
          .max(1_000_000_000_000_000_000n)
          .nullable()
          .describe("Minor units; null: the platform's minimum alone counts."),
      }),
    )
    .output(done)
    .mutation(async ({ ctx, input }) => {
      const { minimumMinor } = effectiveMinimum(
        { currency: input.currency, ownMinimumMinor: null },
        ctx.deps.settings,
      );
      if (input.amountMinor !== null && input.amountMinor < minimumMinor)
        refuse({
          code: "minimum_too_low",
          currency: input.currency,
          askedMinor: String(input.amountMinor),
          minimumMinor: String(minimumMinor),
        });
      await setOwnMinimum(ctx.deps.db, { ...by(ctx), ...input });
      return {};
    }),

  setCadence: creatorProcedure
    .meta({ description: "Chooses on which payout dates the calling creator is paid." })
    .input(
      z.strictObject({
        cadence: z
          .enum(["each_date", "monthly"])
          .describe("On every payout date, or on the first one of a month that runs."),
      }),
    )
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await setCadence(ctx.deps.db, { ...by(ctx), ...input });
      return {};
    }),

  pause: creatorProcedure
    .meta({
      description:
        "Pauses the payouts of the calling creator until she resumes them; her balance stays hers.",
    })
    .input(nothing)
    .output(done)
    .mutation(async ({ ctx }) => {
      await pausePayouts(ctx.deps.db, by(ctx), ctx.deps.clock.now());
      return {};
    }),

  resume: creatorProcedure
    .meta({ description: "Resumes the payouts that the calling creator paused." })
    .input(nothing)
    .output(done)
    .mutation(async ({ ctx }) => {
      await resumePayouts(ctx.deps.db, by(ctx));
      return {};
    }),

  region: signedInProcedure
    .meta({ description: "In which language and zone the caller reads everything." })
    .input(nothing)
    .output(regionShape)
    .query(({ ctx }) => regionOf(ctx.visitor)),

  setRegion: signedInProcedure
    .meta({ description: "Changes the language and the zone in which the caller reads everything." })
    .input(z.strictObject({ locale: z.enum(["en", "de", "ja"]), timeZone }))
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await setRegion(ctx.deps.db, ctx.visitor.userId, input);
      return {};
    }),
});

function by({
  creatorId,
  visitor,
}: {
  readonly creatorId: string;
  readonly visitor: { readonly userId: string };
}): { readonly creatorId: string; readonly actor: string } {
  return { creatorId, actor: `user/${visitor.userId}` };
}
