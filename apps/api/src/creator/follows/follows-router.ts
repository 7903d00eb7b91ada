import {
  countFollowers,
  findPublicCreator,
  findSpendingTarget,
  follow,
  listFollowers,
  listFollowing,
  unfollow,
  type Database,
} from "@payrun/db";
import { z } from "zod";
import { instantCursor, nextCursor, pageLimit, pageOf } from "../../trpc/page-cursor.ts";
import { creatorProcedure, fanProcedure, router } from "../../trpc/procedures.ts";
import { orNotFound, refuse } from "../../trpc/refusal.ts";
import { handle } from "../../trpc/text-fields.ts";
import { followedCreator } from "../profiles/public-profiles.ts";

const page = z.strictObject({ cursor: instantCursor.input.optional(), limit: pageLimit });

const followState = z.object({ isFollowedByMe: z.boolean(), followerCount: z.int() });

const follower = z.object({
  fanId: z.uuid(),
  displayName: z.string().nullable().describe("Null: a fan whom only the host knows."),
  handle: z.string().nullable().describe("Set where this follower is a creator herself."),
  since: z.date(),
});

export const followsRouter = router({
  follow: fanProcedure
    .meta({ description: "Follows a creator; a repeat changes nothing. Nobody follows herself." })
    .input(z.strictObject({ handle }))
    .output(followState)
    .mutation(async ({ ctx, input }) => {
      const { db, clock } = ctx.deps;
      const whom = { fanId: ctx.fanId, handle: input.handle };
      const { creatorId, isMe } = orNotFound(await findSpendingTarget(db, whom));
      if (isMe) refuse({ code: "cannot_follow_yourself" });
      await follow(db, { fanId: ctx.fanId, creatorId, at: clock.now() });
      return stateOf(db, whom);
    }),

  unfollow: fanProcedure
    .meta({ description: "Stops following a creator; a repeat changes nothing." })
    .input(z.strictObject({ handle }))
    .output(followState)
    .mutation(async ({ ctx, input }) => {
      const { db } = ctx.deps;
      const whom = { fanId: ctx.fanId, handle: input.handle };
      const { creatorId } = orNotFound(await findSpendingTarget(db, whom));
      await unfollow(db, { fanId: ctx.fanId, creatorId });
      return stateOf(db, whom);
    }),

  followers: creatorProcedure
    .meta({ description: "Who follows the calling creator, latest first. Never she herself." })
    .input(page)
    .output(z.object({ rows: z.array(follower), nextCursor, total: z.int() }))
    .query(async ({ ctx, input }) => {
      const { creatorId, deps } = ctx;
      const rows = await listFollowers(deps.db, {
        creatorId,
        before: input.cursor ?? null,
        limit: input.limit + 1,
      });
      return {
        ...pageOf(rows, input.limit, (last) => instantCursor.of([last.since.toISOString(), last.fanId])),
        total: await countFollowers(deps.db, creatorId),
      };
    }),

  following: fanProcedure
    .meta({ description: "Whom the caller follows, latest first." })
    .input(page)
    .output(z.object({ rows: z.array(followedCreator), nextCursor }))
    .query(async ({ ctx, input }) => {
      const rows = await listFollowing(ctx.deps.db, {
        fanId: ctx.fanId,
        before: input.cursor ?? null,
        limit: input.limit + 1,
      });
      return pageOf(rows, input.limit, (last) =>
        instantCursor.of([last.since.toISOString(), last.creatorId]),
      );
    }),
});

async function stateOf(db: Database, whom: { readonly fanId: string; readonly handle: string }) {
  const { isFollowedByMe, followerCount } = orNotFound(await findPublicCreator(db, whom));
  return { isFollowedByMe, followerCount };
}
