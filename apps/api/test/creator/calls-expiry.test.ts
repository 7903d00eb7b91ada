import { randomUUID } from "node:crypto";
import { expireCalls } from "@payrun/intake";
import { beforeAll, describe, expect, test } from "vitest";
import { now } from "../test-api.ts";
import { platformOfTestFile, refusalOf, type CreatorPerson, type Person } from "./people-with-tokens.ts";

const platform = platformOfTestFile();

let creator: CreatorPerson;
let fan: Person;
beforeAll(async () => {
  creator = await platform.creator({ displayName: "River", callPriceTokens: 100 });
  fan = await platform.fan();
});

const request = (from = fan) =>
  from.ask.calls.request({ handle: creator.handle, tokens: 100, requestKey: randomUUID() });
const daysLater = (days: number) => new Date(now.getTime() + days * 86_400_000);
const justBefore = (at: Date) => new Date(at.getTime() - 1);
const expire = (at: Date) => expireCalls({ db: platform.db, now: at }, { limit: 100 });
const madeCall = async (callId: string) =>
  (await fan.ask.calls.made({ limit: 100 })).rows.find(({ id }) => id === callId);
const spokenFor = async () => (await fan.ask.wallet.get()).wallets[0]?.spokenForMinor;

describe("a call request", () => {
  test("that nobody answers for seven days expires, once, and its tokens are free again", async () => {
    const tokens = await platform.balance(`fan:${fan.fanId}:tokens`);
    const { id, expiresAt } = await request();
    expect(expiresAt).toEqual(daysLater(7));
    expect(await expire(justBefore(daysLater(7)))).toBe(0);
    expect(await spokenFor()).toBe(1_00n);
    const counts = await Promise.all([expire(daysLater(7)), expire(daysLater(7))]);
    expect(counts.toSorted((a, b) => a - b)).toEqual([0, 1]);
    expect(await madeCall(id)).toMatchObject({ status: "expired", decidedAt: daysLater(7), expiresAt: null });
    expect(await spokenFor()).toBe(0n);
    expect(await platform.balance(`fan:${fan.fanId}:tokens`)).toBe(tokens);
  });

  test("that was accepted expires when it is not completed within thirty days of that", async () => {
    const { id: callId } = await request();
    const late = platform.askAt(creator, justBefore(daysLater(7)));
    const { expiresAt } = await late.calls.accept({ callId });
    expect(expiresAt).toEqual(justBefore(daysLater(37)));
    expect(await expire(justBefore(justBefore(daysLater(37))))).toBe(0);
    expect(await expire(justBefore(daysLater(37)))).toBe(1);
    expect(await refusalOf(creator.ask.calls.complete({ callId }))).toEqual({ code: "call_is_expired" });
  });

  test("whose time is over is over, although nobody has looked yet", async () => {
    const [{ id: asked }, { id: accepted }] = [await request(), await request()];
    await creator.ask.calls.accept({ callId: accepted });
    const held = await platform.balance(`creator:${creator.creatorId}:held`);
    const expired = { code: "call_is_expired" };
    expect(await refusalOf(platform.askAt(creator, daysLater(7)).calls.accept({ callId: asked }))).toEqual(
      expired,
    );
    expect(
      await refusalOf(platform.askAt(creator, daysLater(30)).calls.complete({ callId: accepted })),
    ).toEqual(expired);
    expect(await refusalOf(fan.ask.calls.cancel({ callId: asked }))).toEqual(expired);
    expect(await platform.balance(`creator:${creator.creatorId}:held`)).toBe(held);
    expect(await spokenFor()).toBe(0n);
  });

  test("that expires tells a fan who is a creator, who may ask again", async () => {
    const other = await platform.creator({ displayName: "Juno" });
    await platform.buy(other.fanId, { tokens: 100, amountMinor: 1_00 });
    const { id } = await request(other);
    expect(await refusalOf(request(other))).toMatchObject({ code: "not_enough_tokens" });
    await expire(daysLater(7));
    const told = await platform.db.query<object>(
      "SELECT kind, data FROM notifications WHERE creator_id = $1",
      [other.creatorId],
    );
    expect(told).toEqual([
      {
        kind: "call_expired",
        data: { callRequestId: id, creatorName: "River", amountMinor: "100", currency: "USD" },
      },
    ]);
    expect(await request(other)).toMatchObject({ status: "asked" });
  });
});

test("of a call's completion and its expiry at the same instant one happens: ten times", async () => {
  for (let round = 0; round < 10; round += 1) {
    const { id: callId } = await request();
    await creator.ask.calls.accept({ callId });
    const held = await platform.balance(`creator:${creator.creatorId}:held`);
    const [completed] = await Promise.allSettled([
      platform.askAt(creator, justBefore(daysLater(30))).calls.complete({ callId }),
      expire(daysLater(30)),
    ]);
    const earned = (await platform.balance(`creator:${creator.creatorId}:held`)) - held;
    const isCompleted = completed.status === "fulfilled";
    expect(await madeCall(callId)).toMatchObject({ status: isCompleted ? "completed" : "expired" });
    expect(earned).toBe(isCompleted ? 80n : 0n);
  }
});
