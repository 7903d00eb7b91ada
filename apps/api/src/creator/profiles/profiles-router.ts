import {
  findPublicCreator,
  findPublicFan,
  listCreators,
  listFollowing,
  loadWallets,
  readOwnProfile,
  renameFan,
  updateProfile,
  type FanWallet,
} from "@payrun/db";
import type { CurrencyCode } from "@payrun/payouts-core";
import { z } from "zod";
import { nextCursor, pageCursor, pageLimit, pageOf } from "../../trpc/page-cursor.ts";
import { creatorProcedure, fanProcedure, publicProcedure, router } from "../../trpc/procedures.ts";
import { orNotFound } from "../../trpc/refusal.ts";
import { handle, line, paragraph } from "../../trpc/text-fields.ts";
import type { Visitor } from "../../trpc/visitor.ts";
import { creatorProfile, fanProfile, ownProfile, publicCreator } from "./public-profiles.ts";

const creatorsCursor = pageCursor(z.tuple([handle]).readonly());

const CALL_PRICE_MAX = 1_000_000;
const FOLLOWING_SHOWN_MAX = 50;

export const profilesRouter = router({
  creators: publicProcedure
    .meta({
      description:
        "Creators, for anybody, in order of their handles; with a search those whose handle or name begins so.",
    })
    .input(
      z.strictObject({
        search: line(64).optional().describe("How the handle or the display name begins, in any case."),
        cursor: creatorsCursor.input.optional(),
        limit: pageLimit,
      }),
    )
    .output(z.object({ rows: z.array(publicCreator), nextCursor }))
    .query(async ({ ctx, input }) => {
      const rows = await listCreators(ctx.deps.db, {
        fanId: fanOf(ctx.visitor),
        begins: input.search ?? null,
        after: input.cursor?.[0] ?? null,
        limit: input.limit + 1,
      });
      return pageOf(rows, input.limit, (last) => creatorsCursor.of([last.handle]));
    }),

  creator: publicProcedure
    .meta({
      description: "A creator's public profile, for anybody, and which of the caller's tokens can pay her.",
    })
    .input(z.strictObject({ handle }))
    .output(creatorProfile)
    .query(async ({ ctx, input }) => {
      const { db } = ctx.deps;
      const fanId = fanOf(ctx.visitor);
      const { currency, ...creator } = orNotFound(
        await findPublicCreator(db, { fanId, handle: input.handle }),
      );
      const wallets = fanId === null ? [] : await loadWallets(db, fanId);
      return { ...creator, payableWith: inOrderFor(currency, wallets).flatMap(payable) };
    }),

  fan: fanProcedure
    .meta({ description: "A fan's public profile: who they are called, since when, and whom they follow." })
    .input(z.strictObject({ fanId: z.uuid() }))
    .output(fanProfile)
    .query(async ({ ctx, input }) => {
      const { db } = ctx.deps;
      const fan = orNotFound(await findPublicFan(db, { fanId: input.fanId, visitorFanId: ctx.fanId }));
      const following = await listFollowing(db, {
        fanId: fan.fanId,
        before: null,
        limit: FOLLOWING_SHOWN_MAX,
      });
      return { ...fan, following: [...following] };
    }),

  mine: fanProcedure
    .meta({ description: "What the caller may change of how others see her." })
    .input(z.void())
    .output(ownProfile)
    .query(({ ctx }) => readOwnProfile(ctx.deps.db, ctx.fanId)),

  update: creatorProcedure
    .meta({ description: "Changes what is named of a creator's profile, and leaves the rest." })
    .input(
      z.strictObject({
        displayName: line(120).optional(),
        biography: paragraph(1_000).optional(),
        callPriceTokens: z
          .int()
          .min(1)
          .max(CALL_PRICE_MAX)
          .nullable()
          .optional()
          .describe("Tokens for one call; null: takes no calls. Requests that were made before stay."),
      }),
    )
    .output(ownProfile)
    .mutation(async ({ ctx, input }) => {
      const { callPriceTokens, ...texts } = input;
      await updateProfile(ctx.deps.db, ctx.creatorId, {
        ...texts,
        callPriceTokens:
          callPriceTokens === undefined || callPriceTokens === null
            ? callPriceTokens
            : BigInt(callPriceTokens),
      });
      return readOwnProfile(ctx.deps.db, ctx.fanId);
    }),

  rename: fanProcedure
    .meta({ description: "Changes what others call the caller." })
    .input(z.strictObject({ displayName: line(120) }))
    .output(ownProfile)
    .mutation(async ({ ctx, input }) => {
      await renameFan(ctx.deps.db, ctx.fanId, input.displayName);
      return readOwnProfile(ctx.deps.db, ctx.fanId);
    }),
});

/** Who looks at a public profile, as a fan; null: nobody who is signed in. */
function fanOf(visitor: Visitor | null): string | null {
  return visitor === null || visitor.bannedAt !== null ? null : visitor.fanId;
}

/** The creator's own currency first: what a tip is paid from when nothing else is said. */
function inOrderFor(currency: CurrencyCode, wallets: readonly FanWallet[]): readonly FanWallet[] {
  return wallets.toSorted((a, b) => Number(b.currency === currency) - Number(a.currency === currency));
}

/** A wallet whose tokens have a price; nothing can be spent from another. */
function payable({ price, currency, spendableTokens, spendableMinor }: FanWallet) {
  return price === null ? [] : [{ currency, spendableTokens, spendableMinor, price }];
}
