import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { now } from "../test-api.ts";
import {
  pages,
  platformOfTestFile,
  refusalOf,
  type CreatorPerson,
  type Person,
} from "./people-with-tokens.ts";

const platform = platformOfTestFile();

let creator: CreatorPerson;
let fan: Person;
beforeAll(async () => {
  creator = await platform.creator({ displayName: "River", callPriceTokens: 100 });
  fan = await platform.fan({ purchases: [{ tokens: 100_000, amountMinor: 1_000_00 }] });
});

const request = (fields: object = {}, from = fan) =>
  from.ask.calls.request({ handle: creator.handle, tokens: 100, requestKey: randomUUID(), ...fields });

const heldOf = (who: CreatorPerson) => platform.balance(`creator:${who.creatorId}:held`);

/** What each side sees of a call now. */
async function seen(callId: string) {
  const received = (await creator.ask.calls.received({ limit: 100 })).rows.find(({ id }) => id === callId);
  const made = (await fan.ask.calls.made({ limit: 100 })).rows.find(({ id }) => id === callId);
  return { received: received?.status, made: made?.status };
}

describe("a call request", () => {
  test("moves no money, is seen by both, and tells the creator", async () => {
    const before = await platform.balance(`fan:${fan.fanId}:tokens`);
    const call = await request({ tokens: 150, note: "About your\nnew song?" });
    expect(call).toMatchObject({
      status: "asked",
      tokens: 150n,
      grossMinor: 1_50n,
      currency: "USD",
      note: "About your\nnew song?",
      requestedAt: now,
      creator: { handle: creator.handle, displayName: "River" },
    });
    const { rows } = await creator.ask.calls.received({ status: "asked" });
    expect(rows.find(({ id }) => id === call.id)).toMatchObject({
      grossMinor: 1_50n,
      netMinor: 1_20n,
      fan: { fanId: fan.fanId, displayName: "Iris Lark", handle: null },
    });
    expect(await platform.balance(`fan:${fan.fanId}:tokens`)).toBe(before);
    const told = await platform.db.query<object>(
      "SELECT kind, data FROM notifications WHERE dedupe_key = $1",
      [`call/${call.id}/requested`],
    );
    expect(told).toEqual([
      {
        kind: "call_requested",
        data: { callRequestId: call.id, fanName: "Iris Lark", amountMinor: "150", currency: "USD" },
      },
    ]);
  });

  test("has a note as people paste it: line breaks of any system, spaces for tabs", async () => {
    const { note } = await request({ note: "One\r\ntwo\rthree\tfour" });
    expect(note).toBe("One\ntwo\nthree four");
  });

  test("made twice with one key is one request; with other content it is refused with both", async () => {
    const requestKey = randomUUID();
    const [one, two] = await Promise.all([request({ requestKey }), request({ requestKey })]);
    expect(one.id).toBe(two.id);
    expect(await refusalOf(request({ requestKey, tokens: 101 }))).toMatchObject({
      code: "request_key_used",
      storedTokens: "100",
      sentTokens: "101",
    });
  });

  test.for([
    {
      when: "one token below the price",
      fields: { tokens: 99 },
      refusal: { code: "below_call_price", priceTokens: "100", offeredTokens: "99" },
    },
    {
      when: "beyond the balance",
      fields: { tokens: 100_001 },
      refusal: { code: "not_enough_tokens", wantedTokens: "100001" },
    },
    { when: "of nobody", fields: { handle: "nobody" }, refusal: { code: "not_found" } },
  ])("is refused $when", async ({ fields, refusal }) => {
    expect(await refusalOf(request(fields))).toMatchObject(refusal);
  });

  test("is refused of a creator who takes no calls, and of oneself", async () => {
    const silent = await platform.creator({ callPriceTokens: null });
    expect(await refusalOf(request({ handle: silent.handle }))).toEqual({
      code: "takes_no_calls",
      handle: silent.handle,
    });
    await platform.buy(creator.fanId, { tokens: 500, amountMinor: 5_00 });
    expect(await refusalOf(request({}, creator))).toEqual({ code: "cannot_call_yourself" });
  });

  test("made at once for more than there is leaves nothing spoken for twice", async () => {
    const small = await platform.fan({ purchases: [{ tokens: 250, amountMinor: 2_50 }] });
    const answers = await Promise.allSettled([1, 2, 3, 4].map(() => request({}, small)));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
    expect((await small.ask.wallet.get()).wallets).toMatchObject([
      { balanceMinor: 2_50n, spokenForMinor: 2_00n, spendableTokens: 50n },
    ]);
  });
});

describe("a call", () => {
  test("that is accepted and completed is an earning, paid by the fan's tokens in one step", async () => {
    const [tokensBefore, heldBefore] = [
      await platform.balance(`fan:${fan.fanId}:tokens`),
      await heldOf(creator),
    ];
    const { id: callId } = await request({ tokens: 200 });
    expect(await creator.ask.calls.accept({ callId })).toMatchObject({ status: "accepted", decidedAt: now });
    expect(await creator.ask.calls.complete({ callId })).toMatchObject({
      status: "completed",
      completedAt: now,
      netMinor: 1_60n,
    });
    expect(await platform.balance(`fan:${fan.fanId}:tokens`)).toBe(tokensBefore - 2_00n);
    expect(await heldOf(creator)).toBe(heldBefore + 1_60n);
    expect(await seen(callId)).toEqual({ received: "completed", made: "completed" });
    const [earning] = await platform.db.query<object>(
      "SELECT e.source_type, e.tokens, e.available_at FROM earnings e JOIN call_requests r ON r.earning_id = e.id WHERE e.source_id = $1",
      [`payrun-call-${callId}`],
    );
    expect(earning).toEqual({
      source_type: "call",
      tokens: 200n,
      available_at: new Date("2026-12-08T08:00:00Z"),
    });
  });

  test("that is declined frees its tokens, with the reason for the fan to read", async () => {
    const { id: callId } = await request();
    await creator.ask.calls.accept({ callId });
    const declined = await creator.ask.calls.decline({ callId, reason: "I am ill." });
    expect(declined).toMatchObject({ status: "declined", declineReason: "I am ill.", netMinor: null });
    expect(await refusalOf(creator.ask.calls.complete({ callId }))).toEqual({ code: "call_is_declined" });
  });

  test("cannot be completed before it is accepted", async () => {
    const { id: callId } = await request();
    expect(await refusalOf(creator.ask.calls.complete({ callId }))).toEqual({ code: "call_is_asked" });
  });

  test("of a fan who is a creator tells her what became of it", async () => {
    const other = await platform.creator({ displayName: "Juno" });
    await platform.buy(other.fanId, { tokens: 500, amountMinor: 5_00 });
    const { id: one } = await request({}, other);
    const { id: two } = await request({}, other);
    await creator.ask.calls.accept({ callId: one });
    await creator.ask.calls.decline({ callId: two });
    const told = await platform.db.query<object>(
      "SELECT kind, data ->> 'creatorName' AS by FROM notifications WHERE creator_id = $1 ORDER BY kind",
      [other.creatorId],
    );
    expect(told).toEqual([
      { kind: "call_accepted", by: "River" },
      { kind: "call_declined", by: "River" },
    ]);
  });

  test("whose tokens the host reported as spent is not completed, and nothing is paid", async () => {
    const small = await platform.fan({ purchases: [{ tokens: 150, amountMinor: 1_50 }] });
    const { id: callId } = await request({}, small);
    await creator.ask.calls.accept({ callId });
    await platform.hostTip(small, creator, 51);
    const held = await heldOf(creator);
    expect(await refusalOf(creator.ask.calls.complete({ callId }))).toEqual({
      code: "call_not_covered",
      neededMinor: "100",
      currency: "USD",
    });
    expect(await heldOf(creator)).toBe(held);
    expect(await seen(callId)).toMatchObject({ received: "accepted" });
  });

  test("of somebody else is not found, whoever asks for what", async () => {
    const [stranger, { id: callId }] = [await platform.creator(), await request()];
    const notFound = { code: "not_found" };
    expect(await refusalOf(stranger.ask.calls.accept({ callId }))).toEqual(notFound);
    expect(await refusalOf(stranger.ask.calls.decline({ callId }))).toEqual(notFound);
    expect(await refusalOf(stranger.ask.calls.complete({ callId }))).toEqual(notFound);
    expect(await refusalOf(stranger.ask.calls.cancel({ callId }))).toEqual(notFound);
    expect(await refusalOf(creator.ask.calls.cancel({ callId }))).toEqual(notFound);
    expect(await seen(callId)).toEqual({ received: "asked", made: "asked" });
  });
});

describe("of two who decide at once", () => {
  const accept = (callId: string) => creator.ask.calls.accept({ callId });
  const complete = (callId: string) => creator.ask.calls.complete({ callId });
  const cancel = (callId: string) => fan.ask.calls.cancel({ callId });
  const decline = (callId: string) => creator.ask.calls.decline({ callId });
  const nothing = () => Promise.resolve();

  /** One race: what the request has become, how many said that they did it; the others learn what it is. */
  async function race(
    prepare: (callId: string) => Promise<unknown>,
    racers: readonly ((callId: string) => Promise<unknown>)[],
  ): Promise<{ readonly status: string; readonly wins: number; readonly earnedMinor: bigint }> {
    const { id: callId } = await request();
    await prepare(callId);
    const held = await heldOf(creator);
    const answers = await Promise.allSettled(racers.map((racer) => racer(callId)));
    const { received: status = "" } = await seen(callId);
    const refusals = answers.flatMap((answer) =>
      answer.status === "rejected" ? [refusalOf(Promise.reject(answer.reason as Error))] : [],
    );
    for (const refusal of await Promise.all(refusals)) expect(refusal).toEqual({ code: `call_is_${status}` });
    return { status, wins: answers.length - refusals.length, earnedMinor: (await heldOf(creator)) - held };
  }

  const paid = { status: "completed", wins: 1, earnedMinor: 80n };
  const canceled = { status: "canceled", wins: 1, earnedMinor: 0n };

  test.for([
    // What is accepted can still be canceled: then both did what they said, one after the other.
    {
      who: "accept and cancel",
      prepare: nothing,
      racers: [accept, cancel],
      ends: [canceled, { ...canceled, wins: 2 }],
    },
    {
      who: "decline and cancel",
      prepare: nothing,
      racers: [decline, cancel],
      ends: [canceled, { ...canceled, status: "declined" }],
    },
    { who: "complete and cancel", prepare: accept, racers: [complete, cancel], ends: [paid, canceled] },
    { who: "complete it twice", prepare: accept, racers: [complete, complete], ends: [paid] },
  ])("$who: ten times, one outcome each", async ({ prepare, racers, ends }) => {
    for (let round = 0; round < 10; round += 1) expect(ends).toContainEqual(await race(prepare, racers));
  });
});

test("lists come page by page, latest first, each request once", async () => {
  const patient = await platform.fan();
  const ids: string[] = [];
  for (let count = 0; count < 5; count += 1) ids.push((await request({}, patient)).id);
  const all = await pages((cursor) => patient.ask.calls.made({ limit: 2, cursor }));
  expect(all.map((page) => page.length)).toEqual([2, 2, 1]);
  expect(all.flat().map(({ id }) => id)).toEqual(ids.toReversed());
});
