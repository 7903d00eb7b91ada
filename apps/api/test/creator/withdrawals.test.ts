import { randomUUID } from "node:crypto";
import { releaseMaturedPage } from "@payrun/db";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { now } from "../test-api.ts";
import { platformOfTestFile, refusalOf, type CreatorPerson } from "./people-with-tokens.ts";

const platform = platformOfTestFile();

beforeEach(() =>
  platform.db.query("INSERT INTO operator_settings (id, withdrawals_enabled) VALUES (1, true)"),
);
afterEach(() => platform.db.query("DELETE FROM operator_settings"));

/** A creator with $80.00 available. */
async function earner(): Promise<CreatorPerson> {
  const creator = await platform.creator();
  const fan = await platform.fan({ purchases: [{ tokens: 10_000, amountMinor: 100_00 }] });
  await fan.ask.tips.send({ handle: creator.handle, tokens: 10_000, requestKey: randomUUID() });
  await releaseMaturedPage(platform.db, { until: new Date(now.getTime() + 8 * 86_400_000), limit: 1_000 });
  return creator;
}

const usd = (amountMinor: bigint) => ({ currency: "USD", amountMinor });

describe("an early payout", () => {
  test("is asked for, seen and taken back, and moves no money", async () => {
    const creator = await earner();
    const { id } = await creator.ask.withdrawals.request(usd(80_00n));
    expect(await creator.ask.withdrawals.status()).toMatchObject({
      balances: [{ currency: "USD", availableMinor: 80_00n, minimumMinor: 25_00n, mayRequest: false }],
      requests: [{ id, amountMinor: 80_00n, status: "requested", requestedAt: now, decidedAt: null }],
    });
    expect(await creator.ask.withdrawals.cancel({ withdrawalId: id })).toEqual({ canceled: true });
    expect(await creator.ask.withdrawals.status()).toMatchObject({
      balances: [{ mayRequest: true }],
      requests: [{ status: "canceled", decidedAt: now }],
    });
    expect(await platform.balance(`creator:${creator.creatorId}:available`)).toBe(80_00n);
  });

  test.for([
    {
      of: "one cent more than is available",
      amountMinor: 80_01n,
      refusal: {
        code: "withdrawal_exceeds_available",
        amountMinor: "8001",
        availableMinor: "8000",
        currency: "USD",
      },
    },
    {
      of: "one cent less than the platform's minimum",
      amountMinor: 24_99n,
      refusal: {
        code: "withdrawal_below_minimum",
        amountMinor: "2499",
        minimumMinor: "2500",
        currency: "USD",
      },
    },
  ])("$of is refused", async ({ amountMinor, refusal }) => {
    const creator = await earner();
    expect(await refusalOf(creator.ask.withdrawals.request(usd(amountMinor)))).toEqual(refusal);
  });

  test("in a currency without any is refused", async () => {
    const creator = await earner();
    const request = creator.ask.withdrawals.request({ currency: "EUR", amountMinor: 25_00n });
    expect(await refusalOf(request)).toMatchObject({
      code: "withdrawal_exceeds_available",
      availableMinor: "0",
    });
  });

  test("asked for twice at once is asked for once", async () => {
    const creator = await earner();
    const answers = await Promise.allSettled(
      [25_00n, 30_00n].map((each) => creator.ask.withdrawals.request(usd(each))),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(await refusalOf(creator.ask.withdrawals.request(usd(26_00n)))).toMatchObject({
      code: "withdrawal_already_open",
      currency: "USD",
    });
  });

  test("that was decided, or is somebody else's, is not taken back", async () => {
    const [creator, stranger] = [await earner(), await platform.creator()];
    const { id: withdrawalId } = await creator.ask.withdrawals.request(usd(25_00n));
    expect(await refusalOf(stranger.ask.withdrawals.cancel({ withdrawalId }))).toEqual({ code: "not_found" });
    await platform.db.query(
      "UPDATE withdrawal_requests SET status = 'declined', decided_at = now() WHERE id = $1",
      [withdrawalId],
    );
    expect(await refusalOf(creator.ask.withdrawals.cancel({ withdrawalId }))).toEqual({
      code: "withdrawal_decided",
      status: "declined",
    });
  });

  test("is refused in every way while the operator has it off", async () => {
    const creator = await earner();
    await platform.db.query("UPDATE operator_settings SET withdrawals_enabled = false");
    const off = { code: "withdrawals_off" };
    expect(await refusalOf(creator.ask.withdrawals.status())).toEqual(off);
    expect(await refusalOf(creator.ask.withdrawals.request(usd(25_00n)))).toEqual(off);
    expect(await refusalOf(creator.ask.withdrawals.cancel({ withdrawalId: randomUUID() }))).toEqual(off);
  });
});
