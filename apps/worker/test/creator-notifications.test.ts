import { saveAccountReadings, type AccountReading } from "@payrun/db";
import type { AccountDetail } from "@payrun/payouts-core";
import { describe, expect, test } from "vitest";
import { refreshAccounts } from "../src/jobs/refresh-accounts.ts";
import { retryFailedPayouts } from "../src/jobs/retry-failed-payouts.ts";
import { processPayoutChunk } from "../src/pay/process-payout-chunk.ts";
import type { Creator, House } from "./house.ts";
import { deliverAccountUpdated, deliverNewest, switchFault } from "./stripe-side.ts";
import { changeCreator, planBatch, plannedBatch, plannedPayout, storyHouse } from "./story.ts";

type Told = { readonly kind: string; readonly data: Readonly<Record<string, string | null>> };

/** What a creator was told, oldest first. */
function toldOf(house: House, creatorId?: string): Promise<readonly Told[]> {
  return house.db.query<Told>(
    "SELECT kind, data FROM notifications WHERE creator_id IS NOT NULL AND ($1::uuid IS NULL OR creator_id = $1) ORDER BY created_at, kind, dedupe_key",
    [creatorId ?? null],
  );
}
const kindsOf = async (house: House, creatorId?: string) =>
  (await toldOf(house, creatorId)).map(({ kind }) => kind);
const days = (house: House, count: number) =>
  house.control("POST", "/clock", { advanceSeconds: count * 86_400 });

describe("a creator is told of her payout, once", () => {
  test("when it is sent, when it is in her bank, and when her bank sends it back, whatever comes twice", async () => {
    const house = await storyHouse();
    const { batchId, creator, itemId } = await plannedPayout(house);
    await Promise.all([1, 2].map(() => processPayoutChunk(house.deps, { batchId, chunkNo: 0 })));
    const facts = { payoutItemId: itemId, periodKey: "2026-12-01", amountMinor: "4000", currency: "USD" };
    expect(await toldOf(house)).toEqual([{ kind: "payout_sent", data: facts }]);

    await days(house, 1);
    await deliverNewest(house, "payout.created", creator.accountId);
    await house.runJobs();
    expect(await kindsOf(house)).toEqual(["payout_sent"]);
    await days(house, 7);
    for (const time of [1, 2]) {
      if (time === 2) await house.db.query("DELETE FROM stripe_events WHERE type = 'payout.paid'");
      await deliverNewest(house, "payout.paid", creator.accountId);
      await house.runJobs();
    }
    const [payout] = await house.db.query<{ id: string; traceId: string }>(
      `SELECT id, trace_id AS "traceId" FROM bank_payouts`,
    );
    expect((await toldOf(house)).at(1)).toEqual({
      kind: "payout_in_bank",
      data: { ...facts, traceId: payout?.traceId },
    });

    await house.control("POST", `/payouts/${payout?.id}/fail`, { code: "account_closed" });
    await deliverNewest(house, "payout.failed", creator.accountId);
    await house.runJobs();
    const told = await toldOf(house);
    expect(told).toHaveLength(3);
    expect(told.at(2)).toMatchObject({
      kind: "payout_failed",
      data: { ...facts, at: "bank", reasonCode: "account_closed" },
    });
  });

  test("when it is held and why, what her account needs, and when it is sent after all", async () => {
    const house = await storyHouse();
    const { batchId, creator } = await plannedPayout(house);
    await house.control("PATCH", `/accounts/${creator.accountId}`, {
      capabilities: { transfers: "inactive" },
    });
    await processPayoutChunk(house.deps, { batchId, chunkNo: 0 });
    await retryFailedPayouts(house.deps, {});
    await refreshAccounts(house.deps);
    const told = await toldOf(house);
    expect(told.map(({ kind }) => kind)).toEqual(["payout_held", "action_needed"]);
    expect(told[0]?.data).toMatchObject({ reasonCode: "insufficient_capabilities_for_transfer" });
    expect(told[0]?.data["reason"]).not.toContain("message");
    expect(told[1]?.data).toMatchObject({ cause: "transfers_inactive" });

    await house.control("PATCH", `/accounts/${creator.accountId}`, { capabilities: { transfers: "active" } });
    await deliverAccountUpdated(house, creator.accountId);
    await house.runJobs();
    expect(await kindsOf(house)).toEqual(["payout_held", "action_needed", "account_ready", "payout_sent"]);
  });

  test("when Stripe refuses it for good", async () => {
    const house = await storyHouse();
    const { batchId } = await plannedPayout(house);
    await switchFault(house, { kind: "error", code: "account_closed" });
    await processPayoutChunk(house.deps, { batchId, chunkNo: 0 });
    expect(await toldOf(house)).toMatchObject([
      { kind: "payout_failed", data: { at: "transfer", reasonCode: "account_closed", amountMinor: "4000" } },
    ]);
  });

  test("when it is late for a passing reason, however often it is tried again unasked, and when that has an end", async () => {
    const house = await storyHouse();
    const { batchId } = await plannedPayout(house);
    await switchFault(house, { kind: "error", code: "lock_timeout", count: 3 });
    await processPayoutChunk(house.deps, { batchId, chunkNo: 0 });
    await retryFailedPayouts(house.deps, {});
    await house.runJobs();
    const late = { kind: "payout_failed", data: { at: "retry", reasonCode: "lock_timeout" } };
    expect(await toldOf(house)).toMatchObject([late]);
    await retryFailedPayouts(house.deps, {});
    await house.runJobs();
    const forGood = { at: "transfer", reasonCode: "needs_review", reason: expect.stringContaining("3") };
    expect(await toldOf(house)).toMatchObject([late, { kind: "payout_failed", data: forGood }]);
  });

  test("when it is canceled before it is sent, and why", async () => {
    const house = await storyHouse();
    const { batchId, creator } = await plannedPayout(house);
    await changeCreator(house, "stripe_account_id = 'acct_another'", creator);
    await Promise.all([1, 2].map(() => processPayoutChunk(house.deps, { batchId, chunkNo: 0 })));
    expect(await toldOf(house)).toMatchObject([
      {
        kind: "payout_failed",
        data: { at: "claim", reasonCode: "destination_changed", amountMinor: "4000" },
      },
    ]);
  });

  test("and is not told that she was left out of a batch: the page says why", async () => {
    const house = await storyHouse();
    await house.addCreators([100, 200]);
    await planBatch(house);
    await house.runJobs();
    expect(await kindsOf(house)).toEqual([]);
  });

  test("in a statement that was there anyway: a chunk of 25 takes no round trip more", async () => {
    const house = await storyHouse();
    const { batchId } = await plannedBatch(
      house,
      Array.from({ length: 26 }, () => 4000),
    );
    const before = house.db.roundTrips();
    await processPayoutChunk(house.deps, { batchId, chunkNo: 0 });
    expect(house.db.roundTrips() - before).toBeLessThanOrEqual(10);
    expect(await kindsOf(house)).toHaveLength(25);
  });
});

describe("a creator is told of a correction of her balance, once", () => {
  test("a chargeback of what was released, and not of what is held against just that", async () => {
    const house = await storyHouse();
    const { creator } = await plannedPayout(house);
    await house.runJobs();
    const held = await house.earn(creator, 700, "2026-12-18T12:00:00Z");
    await house.chargeBack(held, 800);
    const [released] = await house.db.query<{ sourceId: string; id: string }>(
      `SELECT source_id AS "sourceId", id FROM earnings WHERE released_at IS NOT NULL`,
    );
    await house.chargeBack(released?.sourceId ?? "", 4100);
    expect((await toldOf(house)).filter(({ kind }) => kind === "balance_corrected")).toEqual([
      {
        kind: "balance_corrected",
        data: {
          cause: "chargeback",
          direction: "less",
          amountMinor: "4000",
          currency: "USD",
          earningId: released?.id,
          payoutItemId: null,
        },
      },
    ]);
  });
});

describe("a creator is told what her account needs", () => {
  const detail: AccountDetail = {
    detailsSubmitted: true,
    transfers: "active",
    currentlyDue: [],
    pastDue: [],
    eventuallyDue: [],
    pendingVerification: [],
    errors: [],
    deadlineAt: null,
    banks: [],
    payoutSchedule: null,
  };
  const read = (
    house: House,
    { accountId }: Creator,
    changed: Partial<AccountReading>,
    at = "2026-12-01T00:00:00Z",
  ) =>
    saveAccountReadings(
      house.db,
      [
        {
          accountId,
          transfersActive: true,
          payoutsEnabled: true,
          requirementsPastDue: [],
          disabledReason: null,
          country: "US",
          error: null,
          negative: false,
          detail,
          ...changed,
        },
      ],
      new Date(at),
    );

  test("when it begins, and again when it begins again, however often it is read between", async () => {
    const house = await storyHouse();
    const { creator } = await plannedPayout(house);
    const overdue = {
      requirementsPastDue: ["individual.dob.day", "external_account"],
      transfersActive: false,
    };
    for (const time of [1, 2, 3]) await read(house, creator, time < 3 ? overdue : {});
    expect(await toldOf(house)).toEqual([
      {
        kind: "action_needed",
        data: {
          cause: "requirements_past_due",
          fields: "individual.dob.day external_account",
          deadlineAt: null,
        },
      },
      { kind: "account_ready", data: {} },
    ]);
    await Promise.all([1, 2, 3].map(() => read(house, creator, overdue)));
    expect(await kindsOf(house)).toEqual(["action_needed", "account_ready", "action_needed"]);
  });

  test("when a deadline is near, once for each deadline", async () => {
    const house = await storyHouse();
    const { creator } = await plannedPayout(house);
    const due = {
      detail: { ...detail, currentlyDue: ["individual.phone"], deadlineAt: "2026-12-10T00:00:00Z" },
    };
    await read(house, creator, due, "2026-12-03T00:00:00Z");
    expect(await kindsOf(house)).toEqual([]);
    for (const at of ["2026-12-03T00:00:01Z", "2026-12-05T00:00:00Z"]) await read(house, creator, due, at);
    expect(await toldOf(house)).toMatchObject([
      { data: { cause: "deadline_near", deadlineAt: "2026-12-10T00:00:00Z" } },
    ]);
    await read(
      house,
      creator,
      { detail: { ...due.detail, deadlineAt: "2026-12-12T00:00:00Z" } },
      "2026-12-06T00:00:00Z",
    );
    expect(await kindsOf(house)).toHaveLength(2);
  });

  test.for([
    { when: "its payouts to the bank stop", changed: { payoutsEnabled: false }, cause: "payouts_disabled" },
    { when: "it loses the capability", changed: { transfersActive: false }, cause: "transfers_inactive" },
    {
      when: "Stripe stops it, whatever she hands in",
      changed: { transfersActive: false, disabledReason: "rejected.fraud" },
      cause: "account_stopped",
    },
    {
      when: "it cannot be reached any more",
      changed: { error: "account_invalid" },
      cause: "account_unreachable",
    },
  ])("when $when", async ({ changed, cause }) => {
    const house = await storyHouse();
    const { creator } = await plannedPayout(house);
    for (const time of [1, 2])
      await read(house, creator, time === 1 ? changed : { ...changed, country: "DE" });
    expect((await toldOf(house)).map(({ data }) => data["cause"])).toEqual([cause]);
  });

  test("and not of what she has not finished yet: nothing that she had is lost", async () => {
    const house = await storyHouse();
    const { creator } = await plannedPayout(house);
    await changeCreator(
      house,
      "transfers_active = false, payouts_enabled = false, account_read_at = NULL",
      creator,
    );
    await read(house, creator, { transfersActive: false, payoutsEnabled: false });
    expect(await kindsOf(house)).toEqual([]);
  });
});
