import { describe, expect, test } from "vitest";
import { pages, platformOfTestFile, refusalOf } from "./people-with-tokens.ts";

const platform = platformOfTestFile();

describe("following", () => {
  test("and no longer following, each twice, counts once", async () => {
    const [creator, fan] = [await platform.creator(), await platform.fan()];
    const { handle } = creator;
    expect(await fan.ask.follows.follow({ handle })).toEqual({ isFollowedByMe: true, followerCount: 1 });
    expect(await fan.ask.follows.follow({ handle })).toEqual({ isFollowedByMe: true, followerCount: 1 });
    expect(await fan.ask.follows.unfollow({ handle })).toEqual({ isFollowedByMe: false, followerCount: 0 });
    expect(await fan.ask.follows.unfollow({ handle })).toEqual({ isFollowedByMe: false, followerCount: 0 });
  });

  test("oneself is refused, and so is following nobody", async () => {
    const creator = await platform.creator();
    expect(await refusalOf(creator.ask.follows.follow({ handle: creator.handle }))).toEqual({
      code: "cannot_follow_yourself",
    });
    expect(await refusalOf(creator.ask.follows.follow({ handle: "nobody" }))).toEqual({ code: "not_found" });
  });

  test("is listed for the fan, latest first", async () => {
    const fan = await platform.fan();
    const creators = [await platform.creator(), await platform.creator(), await platform.creator()];
    for (const { handle } of creators) await fan.ask.follows.follow({ handle });
    const listed = await pages((cursor) => fan.ask.follows.following({ limit: 2, cursor }));
    expect(listed.map((page) => page.length)).toEqual([2, 1]);
    expect(new Set(listed.flat().map(({ handle }) => handle))).toEqual(
      new Set(creators.map(({ handle }) => handle)),
    );
  });
});

describe("her followers", () => {
  test("are the fans and creators who follow her, never she herself", async () => {
    const creator = await platform.creator();
    const [named, unnamed, other] = [
      await platform.fan({ displayName: "Iris Lark" }),
      await platform.fan({ displayName: null }),
      await platform.creator({ displayName: "Juno" }),
    ];
    for (const { ask } of [named, unnamed, other]) await ask.follows.follow({ handle: creator.handle });
    await refusalOf(creator.ask.follows.follow({ handle: creator.handle }));
    const { rows, total } = await creator.ask.follows.followers({});
    expect(total).toBe(3);
    expect(new Map(rows.map(({ fanId, displayName, handle }) => [fanId, { displayName, handle }]))).toEqual(
      new Map([
        [named.fanId, { displayName: "Iris Lark", handle: null }],
        [unnamed.fanId, { displayName: null, handle: null }],
        [other.fanId, { displayName: "Juno", handle: other.handle }],
      ]),
    );
  });

  test("come page by page, each once, also when they came at the same instant", async () => {
    const creator = await platform.creator();
    const fans = await Promise.all([1, 2, 3, 4, 5].map(() => platform.fan({ purchases: [] })));
    for (const { ask } of fans) await ask.follows.follow({ handle: creator.handle });
    const listed = await pages((cursor) => creator.ask.follows.followers({ limit: 2, cursor }));
    expect(listed.map((page) => page.length)).toEqual([2, 2, 1]);
    expect(new Set(listed.flat().map(({ fanId }) => fanId))).toEqual(new Set(fans.map(({ fanId }) => fanId)));
  });

  test("are hers alone to list", async () => {
    const fan = await platform.fan();
    expect(await refusalOf(fan.ask.follows.followers({}))).toEqual({ code: "wrong_role" });
  });
});
