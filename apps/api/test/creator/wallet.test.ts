import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { acceptReversals } from "@payrun/intake";
import { now } from "../test-api.ts";
import { pages, platformOfTestFile } from "./people-with-tokens.ts";

const platform = platformOfTestFile();

describe("a wallet", () => {
  test("counts tokens at what the latest purchase cost, rounded down", async () => {
    const fan = await platform.fan({
      purchases: [
        { tokens: 100, amountMinor: 1_00, purchasedAt: "2026-11-20T10:00:00Z" },
        { tokens: 300, amountMinor: 1_99, purchasedAt: "2026-11-21T10:00:00Z" },
        { tokens: 50, amountMinor: 1_00, purchasedAt: "2026-11-19T10:00:00Z" },
      ],
    });
    expect(await fan.ask.wallet.get()).toEqual({
      wallets: [
        {
          currency: "USD",
          balanceMinor: 3_99n,
          tokens: 601n,
          spokenForMinor: 0n,
          spendableMinor: 3_99n,
          spendableTokens: 601n,
          price: { tokens: 300n, amountMinor: 1_99n },
        },
      ],
    });
  });

  test("does not go by a purchase that was wholly given back", async () => {
    const fan = await platform.fan({
      purchases: [
        { tokens: 100, amountMinor: 1_00, purchasedAt: "2026-11-20T10:00:00Z" },
        { tokens: 1, amountMinor: 5_00, purchasedAt: "2026-11-21T10:00:00Z" },
      ],
    });
    const [dear] = await platform.db.query<{ sourceId: string }>(
      `SELECT source_id AS "sourceId" FROM token_purchases WHERE fan_id = $1 AND tokens = 1`,
      [fan.fanId],
    );
    const { results } = await acceptReversals({ db: platform.db, now }, [
      {
        sourceId: `back-${fan.fanId}`,
        tokenPurchase: { sourceId: dear?.sourceId },
        kind: "refund",
        grossMinor: 5_00,
        occurredAt: now.toISOString(),
      },
    ]);
    expect(results).toMatchObject([{ status: "created" }]);
    expect(await fan.ask.wallet.get()).toMatchObject({
      wallets: [{ balanceMinor: 1_00n, tokens: 100n, price: { tokens: 100n, amountMinor: 1_00n } }],
    });
  });

  test("is one for each currency, and none for a fan who never bought", async () => {
    const rich = await platform.fan({
      purchases: [
        { tokens: 10, amountMinor: 1_500, currency: "JPY" },
        { tokens: 10, amountMinor: 1_00, currency: "EUR" },
      ],
    });
    expect((await rich.ask.wallet.get()).wallets.map(({ currency }) => currency)).toEqual(["EUR", "JPY"]);
    const poor = await platform.fan({ purchases: [] });
    expect(await poor.ask.wallet.get()).toEqual({ wallets: [] });
  });

  test("lists what was bought and what it was spent on, page by page, and nobody else's", async () => {
    const creator = await platform.creator({ displayName: "River" });
    const fan = await platform.fan({
      purchases: [1, 2, 3].map((day) => ({
        tokens: 100,
        amountMinor: 1_00,
        purchasedAt: `2026-11-0${day}T10:00:00Z`,
      })),
    });
    await platform.fan();
    const bought = await pages((cursor) => fan.ask.wallet.purchases({ limit: 2, cursor }));
    expect(bought.map((page) => page.map(({ purchasedAt }) => purchasedAt.getUTCDate()))).toEqual([
      [3, 2],
      [1],
    ]);

    const send = (tokens: number, message?: string) =>
      fan.ask.tips.send({ handle: creator.handle, tokens, requestKey: randomUUID(), message });
    await send(10);
    await send(20, "For the song");
    await platform.hostTip(fan, creator, 30);
    const spent = await pages((cursor) => fan.ask.wallet.spending({ limit: 2, cursor }));
    expect(spent.map((page) => page.length)).toEqual([2, 1]);
    expect(spent.flat().map(({ tokens, message }) => [tokens, message])).toEqual([
      [30n, null],
      [20n, "For the song"],
      [10n, null],
    ]);
    expect(spent[0]?.[0]).toMatchObject({
      sourceType: "tip",
      handle: creator.handle,
      displayName: "River",
      grossMinor: 30n,
      currency: "USD",
    });
  });
});
