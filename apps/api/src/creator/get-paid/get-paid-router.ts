import { readPayoutAccount, readRuns } from "@payrun/db";
import { z } from "zod";
import type { ApiDeps } from "../../api-deps.ts";
import { creatorProcedure, freshCreatorProcedure, router } from "../../trpc/procedures.ts";
import { orNotFound } from "../../trpc/refusal.ts";
import { accountStatusOf, type AccountStatus } from "./account-status.ts";
import { accountStatus, stripePage } from "./status-shape.ts";
import { linkToDashboard, linkToOnboarding, readAtStripe } from "./stripe-links.ts";

/** A creator's way to her money: her account at Stripe, what it lacks, and Stripe's own pages. */
export const getPaidRouter = router({
  status: creatorProcedure
    .meta({
      description: "Where the calling creator stands on her way to being paid, as last read from Stripe.",
    })
    .input(z.strictObject({}).optional())
    .output(accountStatus)
    .query(({ ctx }) => statusOf(ctx.deps, ctx.creatorId)),

  refresh: creatorProcedure
    .meta({ description: "Reads her account from Stripe now, and says where she stands." })
    .input(z.strictObject({}).optional())
    .output(accountStatus)
    .mutation(async ({ ctx }) => {
      await readAtStripe(ctx.deps, ctx.creatorId);
      return statusOf(ctx.deps, ctx.creatorId);
    }),

  openOnboarding: freshCreatorProcedure
    .meta({
      description: "Opens her account at Stripe where there is none, and gives the address of Stripe's form.",
    })
    .input(
      z.strictObject({
        country: z
          .string()
          .regex(/^[A-Z]{2}$/)
          .optional()
          .describe("ISO 3166-1 alpha-2; asked for where nobody has told it. It cannot be changed later."),
      }),
    )
    .output(stripePage)
    .mutation(({ ctx, input }) =>
      linkToOnboarding(ctx.deps, {
        creatorId: ctx.creatorId,
        actor: `user/${ctx.visitor.userId}`,
        email: ctx.visitor.email,
        country: input.country ?? null,
      }),
    ),

  openDashboard: freshCreatorProcedure
    .meta({ description: "Gives the address of Stripe's own page about her account." })
    .input(z.strictObject({}).optional())
    .output(stripePage)
    .mutation(({ ctx }) => linkToDashboard(ctx.deps, ctx.creatorId)),
});

async function statusOf(deps: ApiDeps, creatorId: string): Promise<AccountStatus> {
  const account = orNotFound(await readPayoutAccount(deps.db, creatorId));
  const { schedule } = deps.settings;
  return accountStatusOf(account, { schedule, runs: await readRuns(deps.db), now: deps.clock.now() });
}
