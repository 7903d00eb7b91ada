import { newId, placeHolds, saveBankPayout } from "@payrun/db";
import type { PlannedItem } from "@payrun/payouts-core";
import { beforeAll, describe, expect, test } from "vitest";
import { creatorHouse, tip, type HouseCreator } from "./home-story/creator-house.ts";
import { attemptDesk } from "./payouts-story/attempt-desk.ts";

const november = { periodKey: "2026-11-15", scheduledFor: new Date("2026-11-15T02:00:00Z") };
const december = { periodKey: "2026-12-01", scheduledFor: new Date("2026-12-01T02:00:00Z") };
const sentAt = new Date("2026-11-15T02:01:00Z");

describe("a creator's payouts", () => {
  const house = creatorHouse();
  const names = ["paid", "refused", "held", "replaced"] as const;
  let mira: Record<(typeof names)[number], HouseCreator>;
  let first: (name: (typeof names)[number]) => PlannedItem;

  beforeAll(async () => {
    house.setNow("2026-12-02T09:00:00Z");
    const creators = await house.addCreators(names.length);
    const of = (index: number) => creators[index] ?? never();
    mira = { paid: of(0), refused: of(1), held: of(2), replaced: of(3) };
    await house.earn(
      ...creators.flatMap((creator, index) => [
        tip(`${index}-usd`, creator, 100_00, { earnedAt: "2026-11-01T10:00:00Z" }),
        tip(`${index}-kwd`, creator, 100_017, {
          earnedAt: "2026-11-01T11:00:00Z",
          currency: "KWD",
          feeMinor: 0,
        }),
        tip(`${index}-later`, creator, 60_00, { earnedAt: "2026-11-20T10:00:00Z" }),
      ]),
    );
    await house.desk.release(november.scheduledFor);
    const { items } = await house.desk.plan(await house.desk.start(november));
    first = (name) =>
      items.find((item) => item.creatorId === mira[name].creatorId && item.currency === "USD") ?? never();
    const desk = attemptDesk(house.db, () => sentAt);
    await desk.pay({ ...first("paid"), attemptNo: 1 });
    await desk.refuse({ ...first("refused"), attemptNo: 1 });
    await desk.refuse({ ...first("replaced"), attemptNo: 1 });
    const reason = {
      code: "unusual_amount",
      amountMinor: "8000",
      largestMinor: "100",
      pastCount: 3,
      floorMinor: "0",
      currency: "USD",
    };
    await house.desk.putAside(first("held"), "held", reason);
    // Only one of them is in the next batch: the others' payouts stay what they are.
    await placeHolds(
      house.db,
      [mira.refused, mira.held].map(({ creatorId }) => ({
        creatorId,
        reason: "A check.",
        placedBy: "rule" as const,
        placedById: "test",
        until: null,
      })),
    );
    await house.desk.release(december.scheduledFor);
    await house.desk.plan(await house.desk.start(december));
  });

  const detail = (name: (typeof names)[number]) =>
    mira[name].ask().payouts.detail({ payoutItemId: first(name).payoutItemId });
  const steps = async (name: (typeof names)[number]) =>
    (await detail(name)).timeline.map(({ step, status }) => `${step} ${status}`);

  test("go from plan to Stripe, and are expected at the bank", async () => {
    expect(await steps("paid")).toEqual(["planned done", "sent done", "at_stripe now", "in_bank expected"]);
    const { timeline } = await detail("paid");
    expect(timeline.map(({ at }) => at)).toMatchObject([november.scheduledFor, {}, sentAt, null]);
  });

  test("tell how often Stripe pays out to the bank, once it has said", async () => {
    expect((await detail("paid")).bankSchedule).toBe(null);
    const account = { payoutSchedule: { interval: "weekly" } };
    await house.db.query("UPDATE creators SET account_detail = $2 WHERE id = $1", [
      mira.paid.creatorId,
      JSON.stringify(account),
    ]);
    expect((await detail("paid")).bankSchedule).toBe("weekly");
  });

  test("show the way to the bank, its trace, and that the bank sent it back", async () => {
    const transfer = (await detail("paid")).stripeTransferId ?? never();
    const toBank = (status: "in_transit" | "in_bank" | "failed") =>
      house.db.transaction((tx) =>
        saveBankPayout(tx, {
          bankPayoutId: "po_one",
          accountId: first("paid").destinationAccountId,
          amountMinor: 80_00n,
          currency: "USD",
          status,
          attribution: "complete",
          failureCode: status === "failed" ? "account_closed" : null,
          traceId: status === "in_transit" ? null : "trace-77",
          arrivalDate: new Date("2026-11-17T00:00:00Z"),
          stripeTransferIds: [transfer],
          returnedPayoutIds: [],
        }),
      );
    await toBank("in_transit");
    expect((await steps("paid")).at(-1)).toBe("in_bank expected");
    await toBank("in_bank");
    expect((await steps("paid")).at(-1)).toBe("in_bank done");
    expect(await detail("paid")).toMatchObject({
      state: "in_bank",
      bankLegs: [
        { bankPayoutId: "po_one", traceId: "trace-77", arrivalAt: new Date("2026-11-17T00:00:00Z") },
      ],
    });
    await toBank("failed");
    expect(await steps("paid")).toContain("returned_by_bank stopped");
    expect(await detail("paid")).toMatchObject({
      state: "returned_by_bank",
      bankLegs: [{ failureCode: "account_closed" }],
    });
  });

  test("say why they were not sent, without Stripe's own sentence, and that the money is back", async () => {
    const { reason, attempts, state } = await detail("refused");
    expect({ reason, state }).toEqual({
      state: "failed",
      reason: { code: "lock_timeout", refusalClass: "transient" },
    });
    expect(attempts).toMatchObject([{ attemptNo: 1, outcome: "refused", refusalClass: "transient" }]);
    expect(await steps("refused")).toEqual([
      "planned done",
      "sent done",
      "failed stopped",
      "back_in_balance done",
    ]);
  });

  test("that were never sent have no attempt, and name the numbers of their reason", async () => {
    expect(await detail("held")).toMatchObject({
      state: "held",
      attempts: [],
      reason: { code: "unusual_amount", pastCount: 3, largestMinor: "100" },
    });
    expect(await steps("held")).toEqual(["planned done", "held stopped", "back_in_balance done"]);
  });

  test("name the payout that carried their money instead, whose lines have it back", async () => {
    expect(await detail("replaced")).toMatchObject({
      state: "replaced",
      reason: null,
      replacedByPeriodKey: "2026-12-01",
    });
    const ask = mira.replaced.ask();
    const { rows } = await ask.payouts.list({ currency: "USD" });
    const { statement, rows: lines } = await ask.payouts.lines({
      payoutItemId: rows[0]?.payoutItemId ?? never(),
    });
    expect(
      lines.map(({ kind, amountMinor, returnedPeriodKey }) => [kind, amountMinor, returnedPeriodKey]),
    ).toEqual([
      ["payout_returned", 80_00n, "2026-11-15"],
      ["earning_released", 48_00n, null],
    ]);
    expect(statement).toMatchObject({ carriedInMinor: 0n, staysMinor: 0n, reservedMinor: 128_00n });
  });

  test("leave in the balance what Stripe cannot send, and say so", async () => {
    const { rows } = await mira.paid.ask().payouts.list({ currency: "KWD" });
    const { statement } = await mira.paid
      .ask()
      .payouts.lines({ payoutItemId: rows.at(-1)?.payoutItemId ?? never() });
    expect(statement).toMatchObject({ reservedMinor: 100_010n, staysMinor: 7n, roundedOffMinor: 7n });
  });

  test("come newest first, page by page, each once, and as filtered", async () => {
    const ask = mira.paid.ask();
    const seen: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await ask.payouts.list({ limit: 1, ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...page.rows.map(({ periodKey, currency }) => `${periodKey} ${currency}`));
      cursor = page.nextCursor;
    }
    expect(seen.toSorted()).toEqual(["2026-11-15 KWD", "2026-11-15 USD", "2026-12-01 USD"]);
    expect(seen[0]).toBe("2026-12-01 USD");
    const filtered = async (filter: Parameters<typeof ask.payouts.list>[0]) =>
      (await ask.payouts.list(filter)).rows.map(({ periodKey, currency }) => `${periodKey} ${currency}`);
    expect(await filtered({ currency: "KWD" })).toEqual(["2026-11-15 KWD"]);
    expect(await filtered({ state: "planned", currency: "USD" })).toEqual(["2026-12-01 USD"]);
    expect(await filtered({ year: 2025 })).toEqual([]);
    expect(await filtered({ year: 2026 })).toHaveLength(3);
  });

  test("of somebody else do not exist: the answer is that for an id that nobody has", async () => {
    const ask = mira.held.ask();
    const answers = await Promise.all(
      [first("paid").payoutItemId, newId()].flatMap((payoutItemId) => [
        said(ask.payouts.detail({ payoutItemId })),
        said(ask.payouts.lines({ payoutItemId })),
      ]),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
      new Set([JSON.stringify({ code: "NOT_FOUND", refusal: { code: "not_found" } })]),
    );
  });
});

test("a creator without payouts has none, no years and no totals", async () => {
  expect(await emptyHouse.addCreators(1).then(([creator]) => creator?.ask().payouts.years())).toEqual({
    years: [],
  });
});
const emptyHouse = creatorHouse();

async function said(answer: Promise<unknown>): Promise<unknown> {
  return answer.catch((error: { code?: string; refusal?: unknown }) => ({
    code: error.code,
    refusal: error.refusal,
  }));
}

function never(): never {
  throw new Error("not there");
}
