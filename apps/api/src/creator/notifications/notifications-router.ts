import {
  countUnreadNotifications,
  listCreatorNotifications,
  markNotificationsRead,
  readNotificationPreferences,
  saveNotificationPreference,
} from "@payrun/db";
import { alwaysToldKinds, creatorNotificationKinds } from "@payrun/payouts-core";
import { z } from "zod";
import { instantCursor, nextCursor, pageLimit, pageOf } from "../../trpc/page-cursor.ts";
import { creatorProcedure, router } from "../../trpc/procedures.ts";
import { refuse } from "../../trpc/refusal.ts";

const notification = z.object({
  notificationId: z.uuid(),
  kind: z
    .string()
    .describe("What happened, e.g. `payout_sent`; a newer API may have kinds that a page does not know."),
  data: z
    .record(z.string(), z.string().nullable())
    .describe(
      "Its numbers and names: `…Minor` are minor units of `currency` as decimal text, `…At` and `…From` ISO 8601, UTC.",
    ),
  createdAt: z.date(),
  readAt: z.date().nullable().describe("Null: not read yet."),
});

const unread = z.object({ unreadCount: z.int().min(0) });

const preference = z.object({
  kind: z.enum(creatorNotificationKinds),
  inApp: z.boolean(),
  mail: z.boolean(),
  isLocked: z.boolean().describe("Both are on, and neither can be switched off."),
});

export const notificationsRouter = router({
  list: creatorProcedure
    .meta({ description: "What the calling creator was told in the app, the newest first." })
    .input(
      z.strictObject({
        unreadOnly: z.boolean().default(false),
        cursor: instantCursor.input.optional(),
        limit: pageLimit,
      }),
    )
    .output(z.object({ rows: z.array(notification), nextCursor }))
    .query(async ({ ctx, input }) => {
      const rows = await listCreatorNotifications(ctx.deps.db, {
        creatorId: ctx.creatorId,
        unreadOnly: input.unreadOnly,
        after: input.cursor ?? null,
        limit: input.limit + 1,
      });
      return pageOf(rows, input.limit, (last) =>
        instantCursor.of([last.createdAt.toISOString(), last.notificationId]),
      );
    }),

  unreadCount: creatorProcedure
    .meta({ description: "How many notifications the calling creator has not read." })
    .input(z.strictObject({}).optional())
    .output(unread)
    .query(async ({ ctx }) => ({ unreadCount: await countUnreadNotifications(ctx.deps.db, ctx.creatorId) })),

  markRead: creatorProcedure
    .meta({
      description:
        "Marks notifications of the calling creator as read: these, or all. Again changes nothing.",
    })
    .input(
      z.union([
        z.strictObject({ notificationIds: z.array(z.uuid()).min(1).max(100) }),
        z.strictObject({ all: z.literal(true) }),
      ]),
    )
    .output(unread)
    .mutation(async ({ ctx, input }) => {
      const ids = "all" in input ? null : input.notificationIds.map((id) => id.toLowerCase());
      const areHers = await markNotificationsRead(ctx.deps.db, ctx.creatorId, ids);
      if (!areHers) refuse({ code: "not_found" });
      return { unreadCount: await countUnreadNotifications(ctx.deps.db, ctx.creatorId) };
    }),

  preferences: router({
    get: creatorProcedure
      .meta({ description: "How the calling creator hears of each kind of thing." })
      .input(z.strictObject({}).optional())
      .output(
        z.object({
          preferences: z.array(preference),
          mailTo: z.string().describe("Where her mails go."),
        }),
      )
      .query(async ({ ctx }) => ({
        preferences: [...(await readNotificationPreferences(ctx.deps.db, ctx.creatorId))],
        mailTo: ctx.visitor.email,
      })),

    set: creatorProcedure
      .meta({
        description: `Sets how the calling creator hears of one kind from now on. Not to be set: ${alwaysToldKinds.join(", ")}.`,
      })
      .input(
        z.strictObject({
          kind: z.enum(creatorNotificationKinds.filter((kind) => !alwaysToldKinds.includes(kind))),
          inApp: z.boolean(),
          mail: z.boolean(),
        }),
      )
      .output(preference)
      .mutation(async ({ ctx, input }) => {
        await saveNotificationPreference(ctx.deps.db, ctx.creatorId, input);
        return { ...input, isLocked: false };
      }),
  }),
});
