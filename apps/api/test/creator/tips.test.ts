import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { now } from "../test-api.ts";
import { platformOfTestFile, refusalOf, type CreatorPerson, type Person } from "./people-with-tokens.ts";

const platform = platformOfTestFile();

const tip = (from: Person, to: CreatorPerson, tokens: number, fields: object = {}) =>
  from.ask.tips.send({ handle: to.handle, tokens, requestKey: randomUUID(), ...fields });

describe("a tip", () => {
  test("takes its value from the fan's tokens and credits the creator's share, held for seven days", async () => {
    const [creator, fan] = [await platform.creator(), await platform.fan()];
    const sent = await tip(fan, creator, 250, { message: "Thank you!" });
    expect(sent).toMatchObject({ tokens: 250n, grossMinor: 2_50n, currency: "USD" });
    expect(await platform.balance(`fan:${fan.fanId}:tokens`)).toBe(7_50n);
    expect(await platform.balance(`creator:${creator.creatorId}:held`)).toBe(2_00n);
    const [earning] = await platform.db.query<object>(
      `SELECT source_type, gross_minor, fee_minor, net_minor, earned_at, available_at, message FROM earnings WHERE id = $1`,
      [sent.earningId],
    );
    expect(earning).toEqual({
      source_type: "tip",
      gross_minor: 2_50n,
      fee_minor: 50n,
      net_minor: 2_00n,
      earned_at: now,
      available_at: new Date("2026-12-08T08:00:00Z"),
      message: "Thank you!",
    });
  });

  test("has the operator's fee", async () => {
    await platform.db.query("INSERT INTO operator_settings (id, platform_fee_basis_points) VALUES (1, 1250)");
    try {
      const [creator, fan] = [await platform.creator(), await platform.fan()];
      await tip(fan, creator, 100);
      expect(await platform.balance(`creator:${creator.creatorId}:held`)).toBe(88n);
    } finally {
      await platform.db.query("DELETE FROM operator_settings");
    }
  });

  test("sent twice with one key is one tip", async () => {
    const [creator, fan] = [await platform.creator(), await platform.fan()];
    const requestKey = randomUUID();
    const both = await Promise.all([
      tip(fan, creator, 100, { requestKey }),
      tip(fan, creator, 100, { requestKey: requestKey.toUpperCase() }),
    ]);
    expect(both[0].earningId).toBe(both[1].earningId);
    expect(await platform.balance(`fan:${fan.fanId}:tokens`)).toBe(9_00n);
  });

  test("sent again with its key and other content is refused with both", async () => {
    const [creator, fan] = [await platform.creator(), await platform.fan()];
    const requestKey = randomUUID();
    await tip(fan, creator, 100, { requestKey });
    expect(await refusalOf(tip(fan, creator, 101, { requestKey, currency: "USD" }))).toEqual({
      code: "request_key_used",
      storedHandle: creator.handle,
      storedTokens: "100",
      storedCurrency: "USD",
      sentHandle: creator.handle,
      sentTokens: "101",
      sentCurrency: "USD",
    });
  });

  test("of another fan with the same key is another tip", async () => {
    const [creator, one, two] = [await platform.creator(), await platform.fan(), await platform.fan()];
    const requestKey = randomUUID();
    const first = await tip(one, creator, 100, { requestKey });
    const second = await tip(two, creator, 100, { requestKey });
    expect(second.earningId).not.toBe(first.earningId);
  });

  test("of a creator to another comes from the tokens that she bought as a fan", async () => {
    const [giver, taker] = [await platform.creator(), await platform.creator()];
    await platform.buy(giver.fanId, { tokens: 100, amountMinor: 1_00 });
    await tip(giver, taker, 100);
    expect(await platform.balance(`creator:${taker.creatorId}:held`)).toBe(80n);
  });
});

describe("a tip is refused", () => {
  test("to oneself", async () => {
    const creator = await platform.creator();
    await platform.buy(creator.fanId, { tokens: 100, amountMinor: 1_00 });
    expect(await refusalOf(tip(creator, creator, 10))).toEqual({ code: "cannot_tip_yourself" });
  });

  test("to nobody", async () => {
    const fan = await platform.fan();
    const request = { handle: "nobody-at-all", tokens: 10, requestKey: randomUUID() };
    expect(await refusalOf(fan.ask.tips.send(request))).toEqual({ code: "not_found" });
  });

  test("of one token more than there is, with the numbers; all of them is fine", async () => {
    const [creator, fan] = [await platform.creator(), await platform.fan()];
    expect(await refusalOf(tip(fan, creator, 1_001))).toEqual({
      code: "not_enough_tokens",
      wantedTokens: "1001",
      spendableTokens: "1000",
      neededMinor: "1001",
      balanceMinor: "1000",
      spokenForMinor: "0",
      currency: "USD",
    });
    await tip(fan, creator, 1_000);
    expect(await platform.balance(`fan:${fan.fanId}:tokens`)).toBe(0n);
  });

  test("of tokens that an open call request will take", async () => {
    const [creator, fan] = [await platform.creator(), await platform.fan()];
    await fan.ask.calls.request({ handle: creator.handle, tokens: 600, requestKey: randomUUID() });
    expect(await refusalOf(tip(fan, creator, 401))).toMatchObject({
      code: "not_enough_tokens",
      spendableTokens: "400",
      balanceMinor: "1000",
      spokenForMinor: "600",
    });
    expect(await tip(fan, creator, 400)).toMatchObject({ grossMinor: 4_00n });
  });

  test("that is worth less than one cent, with the fewest that is worth one", async () => {
    const creator = await platform.creator();
    const fan = await platform.fan({ purchases: [{ tokens: 1_000, amountMinor: 4_00 }] });
    expect(await refusalOf(tip(fan, creator, 2))).toEqual({
      code: "worth_nothing",
      wantedTokens: "2",
      fewestTokens: "3",
      currency: "USD",
    });
    expect(await tip(fan, creator, 3)).toMatchObject({ grossMinor: 1n });
  });

  test("without tokens, or in a currency without any", async () => {
    const [creator, poor, fan] = [
      await platform.creator(),
      await platform.fan({ purchases: [] }),
      await platform.fan(),
    ];
    expect(await refusalOf(tip(poor, creator, 1))).toEqual({ code: "no_tokens", currency: null });
    expect(await refusalOf(tip(fan, creator, 1, { currency: "EUR" }))).toEqual({
      code: "no_tokens",
      currency: "EUR",
    });
  });
});

describe("a tip without a currency", () => {
  const both = [
    { tokens: 100, amountMinor: 1_00, currency: "EUR" },
    { tokens: 500, amountMinor: 5_00, currency: "USD" },
  ];

  test("is paid in the creator's, where that covers it", async () => {
    const creator = await platform.creator({ currency: "USD" });
    const fan = await platform.fan({ purchases: both });
    expect(await tip(fan, creator, 100)).toMatchObject({ currency: "USD" });
  });

  test("is paid in another, where the creator's does not", async () => {
    const creator = await platform.creator({ currency: "EUR" });
    const fan = await platform.fan({ purchases: both });
    expect(await tip(fan, creator, 101)).toMatchObject({ currency: "USD" });
    expect(await platform.balance(`creator:${creator.creatorId}:held`, "USD")).toBe(81n);
  });
});

test("of fifty tips at once as many go through as the tokens pay, and not one more", async () => {
  const creators = await Promise.all([1, 2, 3].map(() => platform.creator()));
  const fan = await platform.fan({ purchases: [{ tokens: 1_000, amountMinor: 10_00 }] });
  const sizes = Array.from({ length: 50 }, (_, index) => 10 + ((index * 37) % 50));
  const answers = await Promise.allSettled(
    sizes.map((tokens, index) => tip(fan, creators[index % 3] ?? (creators[0] as CreatorPerson), tokens)),
  );
  const sent = answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value.grossMinor] : []));
  const refusals = await Promise.all(
    answers.flatMap((answer) =>
      answer.status === "rejected" ? [refusalOf(Promise.reject(answer.reason as Error))] : [],
    ),
  );
  const spent = sent.reduce((sum, grossMinor) => sum + grossMinor, 0n);
  expect(await platform.balance(`fan:${fan.fanId}:tokens`)).toBe(10_00n - spent);
  expect(refusals.length).toBeGreaterThan(0);
  expect(new Set(refusals.map(({ code }) => code))).toEqual(new Set(["not_enough_tokens"]));
  // Each was refused because it alone was too large for what was left in the end, or before.
  expect(10_00n - spent).toBeLessThan(59n);
});
