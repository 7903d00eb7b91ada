import { listPurchases, listSpending, loadWallets } from "@payrun/db";
import { z } from "zod";
import { instantCursor, nextCursor, pageLimit, pageOf } from "../../trpc/page-cursor.ts";
import { fanProcedure, router } from "../../trpc/procedures.ts";
import { tokenPrice } from "../profiles/public-profiles.ts";

const page = z.strictObject({ cursor: instantCursor.input.optional(), limit: pageLimit });

const minorUnits = "Minor units of `currency`.";

const wallet = z.object({
  currency: z.string().describe("ISO 4217."),
  balanceMinor: z.bigint().describe(`What was bought and not spent. ${minorUnits}`),
  tokens: z.bigint().describe("The same in whole tokens, rounded down."),
  spokenForMinor: z.bigint().describe(`Of it, what open call requests will take. ${minorUnits}`),
  spendableMinor: z.bigint().describe(`What is left to spend. ${minorUnits}`),
  spendableTokens: z.bigint(),
  price: tokenPrice.nullable().describe("Null: nothing says what a token is worth here."),
});

const purchase = z.object({
  id: z.uuid(),
  tokens: z.bigint(),
  amountMinor: z.bigint().describe(`What they cost. ${minorUnits}`),
  reversedMinor: z.bigint().describe(`Given back since. ${minorUnits}`),
  currency: z.string().describe("ISO 4217."),
  purchasedAt: z.date(),
});

const spending = z.object({
  id: z.uuid(),
  sourceType: z.enum(["tip", "call"]),
  handle: z.string().describe("The creator's."),
  displayName: z.string().describe("The creator's."),
  tokens: z.bigint(),
  grossMinor: z.bigint().describe(`What the tokens were worth. ${minorUnits}`),
  reversedMinor: z.bigint().describe(`Given back since. ${minorUnits}`),
  currency: z.string().describe("ISO 4217."),
  message: z.string().nullable(),
  spentAt: z.date(),
});

export const walletRouter = router({
  get: fanProcedure
    .meta({ description: "The caller's tokens by currency, in money and in tokens." })
    .input(z.void())
    .output(z.object({ wallets: z.array(wallet) }))
    .query(async ({ ctx }) => ({ wallets: [...(await loadWallets(ctx.deps.db, ctx.fanId))] })),

  purchases: fanProcedure
    .meta({ description: "What the caller bought at the host platform, latest first." })
    .input(page)
    .output(z.object({ rows: z.array(purchase), nextCursor }))
    .query(async ({ ctx, input }) => {
      const rows = await listPurchases(ctx.deps.db, {
        fanId: ctx.fanId,
        before: input.cursor ?? null,
        limit: input.limit + 1,
      });
      return pageOf(rows, input.limit, (last) => instantCursor.of([last.purchasedAt.toISOString(), last.id]));
    }),

  spending: fanProcedure
    .meta({
      description: "The tips and calls that the caller's tokens paid, latest first, whoever reported them.",
    })
    .input(page)
    .output(z.object({ rows: z.array(spending), nextCursor }))
    .query(async ({ ctx, input }) => {
      const rows = await listSpending(ctx.deps.db, {
        fanId: ctx.fanId,
        before: input.cursor ?? null,
        limit: input.limit + 1,
      });
      return pageOf(rows, input.limit, (last) => instantCursor.of([last.spentAt.toISOString(), last.id]));
    }),
});
