import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { pages, platformOfTestFile, refusalOf } from "./people-with-tokens.ts";

const platform = platformOfTestFile();

describe("a creator's public profile", () => {
  test("says who she is and which of my tokens can pay her, and nothing of her money or address", async () => {
    const [creator, fan] = [await platform.creator({ displayName: "River" }), await platform.fan()];
    await platform.db.query("UPDATE creators SET email = 'river@example.test' WHERE id = $1", [
      creator.creatorId,
    ]);
    await fan.ask.follows.follow({ handle: creator.handle });
    expect(await fan.ask.profiles.creator({ handle: creator.handle })).toEqual({
      handle: creator.handle,
      displayName: "River",
      biography: "",
      callPriceTokens: 100n,
      isFollowedByMe: true,
      isMe: false,
      followerCount: 1,
      payableWith: [
        {
          currency: "USD",
          spendableTokens: 1_000n,
          spendableMinor: 10_00n,
          price: { tokens: 1_000n, amountMinor: 10_00n },
        },
      ],
    });
  });

  test("is for anybody, who then follows nobody and has no tokens", async () => {
    const creator = await platform.creator();
    const nobody = platform.nobody();
    expect(await nobody.profiles.creator({ handle: creator.handle })).toMatchObject({
      isFollowedByMe: false,
      isMe: false,
      payableWith: [],
    });
    const { rows } = await nobody.profiles.creators({ search: creator.handle });
    expect(rows.map(({ handle }) => handle)).toContain(creator.handle);
  });

  test("is hers when she looks herself, and not found where nobody has the handle", async () => {
    const creator = await platform.creator();
    expect(await creator.ask.profiles.creator({ handle: creator.handle })).toMatchObject({ isMe: true });
    expect(await refusalOf(creator.ask.profiles.creator({ handle: "nobody" }))).toEqual({
      code: "not_found",
    });
  });
});

test("a banned creator is shown to nobody, and nobody follows, tips or calls her, until she is back", async () => {
  const [fan, creator] = [await platform.fan(), await platform.creator({ displayName: "Zed" })];
  const { handle, creatorId } = creator;
  await fan.ask.follows.follow({ handle });
  await platform.db.query(
    `INSERT INTO users (id, name, email, role, creator_id, fan_id, banned_at, ban_reason)
     VALUES (gen_random_uuid(), 'Zed', 'zed@example.test', 'creator', $1, $2, now(), 'fraud')`,
    [creatorId, creator.fanId],
  );
  const asks = [
    () => fan.ask.profiles.creator({ handle }),
    () => fan.ask.follows.follow({ handle }),
    () => fan.ask.tips.send({ handle, tokens: 1, requestKey: randomUUID() }),
    () => fan.ask.calls.request({ handle, tokens: 100, requestKey: randomUUID() }),
  ];
  for (const ask of asks) expect(await refusalOf(ask())).toEqual({ code: "not_found" });
  const lists = async () => ({
    found: (await fan.ask.profiles.creators({ search: "Zed" })).rows.length,
    followed: (await fan.ask.follows.following({})).rows.length,
    counted: (await fan.ask.profiles.fan({ fanId: fan.fanId })).followingCount,
  });
  expect(await lists()).toEqual({ found: 0, followed: 0, counted: 0 });
  await platform.db.query("UPDATE users SET banned_at = NULL, ban_reason = NULL WHERE creator_id = $1", [
    creatorId,
  ]);
  expect(await lists()).toEqual({ found: 1, followed: 1, counted: 1 });
  for (const ask of asks) await expect(ask()).resolves.toBeDefined();
});

describe("the directory", () => {
  test("goes by handle, each creator once, page by page", async () => {
    const fan = await platform.fan();
    for (let count = 0; count < 5; count += 1) await platform.creator();
    const all = (await pages((cursor) => fan.ask.profiles.creators({ limit: 2, cursor }))).flat();
    const [row] = await platform.db.query<{ handles: string[] }>(
      "SELECT array_agg(handle ORDER BY handle) AS handles FROM creators",
    );
    expect(all.map(({ handle }) => handle)).toEqual(row?.handles);
  });

  test("finds those whose handle or name begins as it is asked, in any case", async () => {
    const fan = await platform.fan();
    const creator = await platform.creator({ displayName: "Ölkännchen & Co." });
    const search = async (text: string) =>
      (await fan.ask.profiles.creators({ search: text })).rows.map(({ handle }) => handle);
    expect(await search("ölkä")).toEqual([creator.handle]);
    expect(await search(creator.handle.toUpperCase())).toContain(creator.handle);
    expect(await search("kännchen")).toEqual([]);
  });

  test("takes the signs of a pattern as themselves", async () => {
    const fan = await platform.fan();
    const creator = await platform.creator({ displayName: String.raw`100%_sure\really` });
    const search = async (text: string) =>
      (await fan.ask.profiles.creators({ search: text })).rows.map(({ handle }) => handle);
    expect(await search("100%_s")).toEqual([creator.handle]);
    expect(await search(String.raw`100%_sure\r`)).toEqual([creator.handle]);
    expect(await search("%")).toEqual([]);
    expect(await search("_")).toEqual([]);
  });

  test.for(["", "not a cursor", "e30", "WyJcdTAwMDAiXQ", "x".repeat(700)])(
    "refuses the cursor %j",
    async (cursor) => {
      const fan = await platform.fan({ purchases: [] });
      await expect(fan.ask.profiles.creators({ cursor })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    },
  );
});

describe("a fan's public profile", () => {
  test("says what she is called and whom she follows", async () => {
    const [fan, visitor, creator] = [
      await platform.fan({ displayName: "Iris Lark" }),
      await platform.fan(),
      await platform.creator({ displayName: "River" }),
    ];
    await fan.ask.follows.follow({ handle: creator.handle });
    expect(await visitor.ask.profiles.fan({ fanId: fan.fanId })).toMatchObject({
      displayName: "Iris Lark",
      handle: null,
      isMe: false,
      followingCount: 1,
      following: [{ handle: creator.handle, displayName: "River" }],
    });
  });

  test("has no name where only the host knows the fan, and names the creator who she is", async () => {
    const [fan, creator] = [
      await platform.fan({ displayName: null }),
      await platform.creator({ displayName: "River" }),
    ];
    expect(await creator.ask.profiles.fan({ fanId: fan.fanId })).toMatchObject({ displayName: null });
    expect(await fan.ask.profiles.fan({ fanId: creator.fanId })).toMatchObject({
      displayName: "River",
      handle: creator.handle,
    });
    const nobody = "00000000-0000-4000-8000-00000000dead";
    expect(await refusalOf(fan.ask.profiles.fan({ fanId: nobody }))).toEqual({ code: "not_found" });
  });
});

describe("her own profile", () => {
  test("changes in what she names, and stays in the rest", async () => {
    const creator = await platform.creator({ displayName: "River", callPriceTokens: 100 });
    await creator.ask.profiles.update({ biography: "Songs.\nAnd more songs." });
    expect(await creator.ask.profiles.update({ callPriceTokens: null })).toEqual({
      displayName: "River",
      handle: creator.handle,
      biography: "Songs.\nAnd more songs.",
      callPriceTokens: null,
    });
    expect(
      await creator.ask.profiles.update({ displayName: " River Two ", biography: "", callPriceTokens: 250 }),
    ).toEqual({
      displayName: "River Two",
      handle: creator.handle,
      biography: "",
      callPriceTokens: 250n,
    });
  });

  test("of a fan has a name alone", async () => {
    const fan = await platform.fan();
    expect(await fan.ask.profiles.rename({ displayName: "Iris" })).toEqual({
      displayName: "Iris",
      handle: null,
      biography: null,
      callPriceTokens: null,
    });
    expect(await refusalOf(fan.ask.profiles.update({ biography: "I" }))).toEqual({ code: "wrong_role" });
  });

  test.for([
    { what: "a name of control characters", change: { displayName: "a\u0000b" } },
    { what: "half a character", change: { biography: "\ud800" } },
    { what: "a price of nothing", change: { callPriceTokens: 0 } },
    { what: "a price beyond a million", change: { callPriceTokens: 1_000_001 } },
    { what: "an empty name", change: { displayName: "   " } },
  ])("does not take $what", async ({ change }) => {
    const creator = await platform.creator();
    await expect(creator.ask.profiles.update(change)).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});
