import { newId, notifyCreators, type CreatorNews } from "@payrun/db";
import { alwaysToldKinds, creatorNotificationKinds } from "@payrun/payouts-core";
import { pino } from "pino";
import { describe, expect, onTestFinished, test } from "vitest";
import { creatorRouter } from "../../src/creator/creator-router.ts";
import { openLiveFeed } from "../../src/creator/live/live-feed.ts";
import { callerOf } from "../../src/trpc/procedures.ts";
import { RefusalError } from "../../src/trpc/refusal.ts";
import { aSession, aUser } from "../auth/people.ts";
import { pages } from "./people-with-tokens.ts";
import { apiOfTestFile, noStripe, now, settings } from "../test-api.ts";

const api = apiOfTestFile();

/** A creator and what she may ask about her notifications. */
async function aCreatorOf() {
  const { creatorId, fanId, userId, email } = await aUser(api.db, { role: "creator" });
  if (creatorId === null) throw new Error("a creator's user without her");
  const { sessionId } = await aSession(api.db, userId);
  const log = pino({ level: "silent" });
  const live = openLiveFeed({ db: api.db, log });
  onTestFinished(() => live.close());
  const { notifications } = callerOf(creatorRouter)({
    requestId: "test",
    deps: {
      db: api.db,
      pingQueue: () => Promise.resolve(),
      pendingMigrations: () => Promise.resolve([]),
      provider: noStripe,
      clock: { now: () => now },
      log,
      settings,
      live,
    },
    visitor: {
      userId,
      sessionId,
      signedInAt: new Date(),
      role: "creator",
      name: "Ana",
      email,
      emailVerified: true,
      twoFactorEnabled: false,
      bannedAt: null,
      creatorId,
      fanId,
      adminId: null,
      locale: "en",
      timeZone: "UTC",
    },
  });
  return { creatorId, email, notifications };
}

/** Tells her of payouts, each later than the one before. */
async function tell(creatorId: string, amounts: readonly number[]): Promise<void> {
  for (const amount of amounts) {
    const news: CreatorNews = {
      creatorId,
      dedupeKey: newId(),
      kind: "payout_sent",
      data: { payoutItemId: "item", periodKey: "2026-12-01", amountMinor: String(amount), currency: "USD" },
    };
    await api.db.transaction((tx) => notifyCreators(tx, [news]));
  }
}

const amountsOf = (page: { readonly rows: readonly { readonly data: Record<string, string | null> }[] }) =>
  page.rows.map(({ data }) => data["amountMinor"]);
const notFound = new RefusalError({ code: "not_found" });

describe("a creator's notifications", () => {
  test("are listed page by page, the newest first, also those of one instant", async () => {
    const { creatorId, notifications } = await aCreatorOf();
    await tell(creatorId, [1, 2, 3, 4, 5]);
    await tell((await aCreatorOf()).creatorId, [99]);
    await api.db.query(
      "UPDATE notifications SET created_at = '2026-10-01' WHERE creator_id = $1 AND data ->> 'amountMinor' IN ('2', '3', '4')",
      [creatorId],
    );
    const all = await pages((cursor) =>
      notifications.list({ limit: 2, ...(cursor !== undefined && { cursor }) }),
    );
    expect(all.map((page) => page.length)).toEqual([2, 2, 1]);
    const amounts = amountsOf({ rows: all.flat() });
    expect(amounts).toHaveLength(5);
    expect(new Set(amounts)).toEqual(new Set(["1", "2", "3", "4", "5"]));
    expect(amounts[0]).toBe("5");
  });

  test("are counted and listed while unread, until they are marked: some, then all", async () => {
    const { creatorId, notifications } = await aCreatorOf();
    await tell(creatorId, [1, 2, 3]);
    expect(await notifications.unreadCount()).toEqual({ unreadCount: 3 });
    const [newest] = (await notifications.list({})).rows;
    const notificationIds = [newest?.notificationId ?? "", newest?.notificationId.toUpperCase() ?? ""];
    for (const _ of [1, 2])
      expect(await notifications.markRead({ notificationIds })).toEqual({ unreadCount: 2 });
    expect(amountsOf(await notifications.list({ unreadOnly: true }))).toEqual(["2", "1"]);
    expect((await notifications.list({})).rows.map(({ readAt }) => readAt === null)).toEqual([
      false,
      true,
      true,
    ]);
    expect(await notifications.markRead({ all: true })).toEqual({ unreadCount: 0 });
    expect((await notifications.list({ unreadOnly: true })).rows).toEqual([]);
  });

  test("of somebody else are not there, and nothing is marked when one of them is named", async () => {
    const [ana, ben] = [await aCreatorOf(), await aCreatorOf()];
    await tell(ana.creatorId, [1]);
    await tell(ben.creatorId, [2]);
    const ids = await Promise.all(
      [ana, ben].map(
        async ({ notifications }) => (await notifications.list({})).rows[0]?.notificationId ?? "",
      ),
    );
    await expect(ana.notifications.markRead({ notificationIds: ids })).rejects.toEqual(notFound);
    await expect(ana.notifications.markRead({ notificationIds: [newId()] })).rejects.toEqual(notFound);
    for (const { notifications } of [ana, ben])
      expect(await notifications.unreadCount()).toEqual({ unreadCount: 1 });
  });

  test("that she wants by mail alone are neither listed nor counted", async () => {
    const { creatorId, notifications } = await aCreatorOf();
    await notifications.preferences.set({ kind: "payout_sent", inApp: false, mail: true });
    await tell(creatorId, [1]);
    expect((await notifications.list({})).rows).toEqual([]);
    expect(await notifications.unreadCount()).toEqual({ unreadCount: 0 });
  });
});

describe("how a creator hears of things", () => {
  test("is both ways at first, and as she sets it kind by kind", async () => {
    const { email, notifications } = await aCreatorOf();
    const { preferences, mailTo } = await notifications.preferences.get();
    expect(mailTo).toBe(email);
    expect(preferences.map(({ kind }) => kind)).toEqual(creatorNotificationKinds);
    expect(preferences.every(({ inApp, mail }) => inApp && mail)).toBe(true);
    const set = { kind: "payout_sent", inApp: true, mail: false } as const;
    for (const _ of [1, 2])
      expect(await notifications.preferences.set(set)).toEqual({ ...set, isLocked: false });
    const after = (await notifications.preferences.get()).preferences;
    expect(after.filter(({ inApp, mail }) => !inApp || !mail)).toEqual([{ ...set, isLocked: false }]);
  });

  test.for(alwaysToldKinds)("cannot be changed for %s", async (kind) => {
    const { creatorId, notifications } = await aCreatorOf();
    const set = { kind: kind as "payout_sent", inApp: false, mail: false };
    await expect(notifications.preferences.set(set)).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await api.db.query("INSERT INTO notification_preferences VALUES ($1, $2, false, false)", [
      creatorId,
      kind,
    ]);
    const { preferences } = await notifications.preferences.get();
    expect(preferences.find((each) => each.kind === kind)).toEqual({
      kind,
      inApp: true,
      mail: true,
      isLocked: true,
    });
  });
});

test.for([
  { what: "no ids", input: { notificationIds: [] } },
  { what: "101 ids", input: { notificationIds: Array.from({ length: 101 }, () => newId()) } },
  { what: "both forms at once", input: { notificationIds: [newId()], all: true } },
  { what: "what is no id", input: { notificationIds: ["\u0000"] } },
])("marking $what is refused", async ({ input }) => {
  const { notifications } = await aCreatorOf();
  await expect(notifications.markRead(input as { all: true })).rejects.toMatchObject({ code: "BAD_REQUEST" });
});
