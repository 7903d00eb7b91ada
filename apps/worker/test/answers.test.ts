import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { resolveUnknownTransfers } from "../src/unknown/resolve-unknown-transfers.ts";
import { processPayoutChunk } from "../src/pay/process-payout-chunk.ts";
import { expectBooksAgree } from "./books-agree.ts";
import { openHouse, type House } from "./house.ts";
import { makeDue, passMinutes } from "./operational-clock.ts";
import { sends, switchFault, type Fault } from "./stripe-side.ts";
import { attemptsAt, balancesOf, itemNow, openAlarmKinds, planBatch } from "./story.ts";

type Cell = {
  readonly answer: string;
  readonly fault: Omit<Fault, "match" | "count">;
  /** Right after the first try. */
  readonly first: { readonly item: string; readonly attempt: string; readonly code: string | null };
  /** After the sweeper had its turn, a minute later. */
  readonly then: { readonly item: string; readonly sends: number };
};

const lost = (code: string) => ({ item: "unknown", attempt: "unknown", code });
const error = (code: string, more: object = {}) => ({ kind: "error", code, ...more });

const CELLS: readonly Cell[] = [
  {
    answer: "a 500 after the effect",
    fault: { kind: "500_after" },
    first: lost("api_error"),
    then: { item: "unknown", sends: 2 },
  },
  {
    answer: "a 500 before it",
    fault: { kind: "500_before" },
    first: lost("api_error"),
    then: { item: "paid", sends: 2 },
  },
  {
    answer: "a reset before the effect",
    fault: { kind: "reset_before" },
    first: lost("no_answer"),
    then: { item: "paid", sends: 2 },
  },
  {
    answer: "a reset after it",
    fault: { kind: "reset_after" },
    first: lost("no_answer"),
    then: { item: "paid", sends: 2 },
  },
  {
    answer: "silence before the effect",
    fault: { kind: "hang" },
    first: lost("no_answer"),
    then: { item: "paid", sends: 2 },
  },
  {
    answer: "silence after it",
    fault: { kind: "hang_after" },
    first: lost("no_answer"),
    then: { item: "paid", sends: 2 },
  },
  {
    answer: "half of an answer",
    fault: { kind: "broken_json" },
    first: lost("no_answer"),
    then: { item: "paid", sends: 2 },
  },
  {
    answer: "another amount",
    fault: { kind: "wrong_amount" },
    first: lost("answer_mismatch"),
    then: { item: "paid", sends: 1 },
  },
  {
    answer: "a key in use",
    fault: { kind: "409" },
    first: lost("idempotency_key_in_use"),
    then: { item: "paid", sends: 2 },
  },
  {
    answer: "a key used with other parameters",
    fault: error("idempotency_key_reused", { type: "idempotency_error" }),
    first: lost("idempotency_key_reused"),
    then: { item: "unknown", sends: 1 },
  },
  {
    answer: "a rate limit",
    fault: { kind: "429" },
    first: { item: "planned", attempt: "not_sent", code: "rate_limit" },
    then: { item: "paid", sends: 2 },
  },
  {
    answer: "a lock",
    fault: { kind: "lock_timeout" },
    first: { item: "planned", attempt: "not_sent", code: "lock_timeout" },
    then: { item: "paid", sends: 2 },
  },
  {
    answer: "an account out of reach",
    fault: { kind: "403" },
    first: { item: "held", attempt: "not_sent", code: "account_invalid" },
    then: { item: "held", sends: 1 },
  },
  {
    answer: "a missing capability",
    fault: error("insufficient_capabilities_for_transfer"),
    first: { item: "held", attempt: "refused", code: "insufficient_capabilities_for_transfer" },
    then: { item: "held", sends: 1 },
  },
  {
    answer: "a closed account",
    fault: error("account_closed"),
    first: { item: "failed", attempt: "refused", code: "account_closed" },
    then: { item: "failed", sends: 1 },
  },
  {
    answer: "a missing destination",
    fault: error("resource_missing", { param: "destination" }),
    first: { item: "failed", attempt: "refused", code: "resource_missing" },
    then: { item: "failed", sends: 1 },
  },
  {
    answer: "a code that nobody knows",
    fault: error("brand_new_code"),
    first: { item: "failed", attempt: "refused", code: "brand_new_code" },
    then: { item: "failed", sends: 1 },
  },
  {
    answer: "a passing refusal",
    fault: error("lock_timeout"),
    first: { item: "failed", attempt: "refused", code: "lock_timeout" },
    then: { item: "failed", sends: 1 },
  },
];

describe("Stripe's answer to the first try decides what becomes of the item", () => {
  let house: House;
  const cells: (Cell & {
    readonly creator: Awaited<ReturnType<House["addCreators"]>>[number];
    readonly itemId: string;
  })[] = [];

  beforeAll(async () => {
    house = await openHouse({ timeoutMs: 600 });
    await house.fund({ usd: 1_000_000 });
    const creators = await house.addCreators(CELLS.map(() => 4000));
    for (const [index, creator] of creators.entries()) {
      const cell = CELLS[index];
      if (cell) await switchFault(house, { ...cell.fault, match: { destination: creator.accountId } });
    }
    const batchId = await planBatch(house);
    const items = await house.items(batchId);
    for (const [index, creator] of creators.entries()) {
      const cell = CELLS[index];
      const item = items.find((each) => each.creatorId === creator.creatorId);
      if (cell && item) cells.push({ ...cell, creator, itemId: item.id });
    }
    await processPayoutChunk(house.deps, { batchId, chunkNo: 0 });
  });
  afterAll(() => house.close());

  const cellOf = (answer: string) => {
    const cell = cells.find((each) => each.answer === answer);
    if (!cell) throw new Error(`no cell ${answer}`);
    return cell;
  };
  const sendsOf = async (itemId: string) =>
    (await sends(house)).filter((send) => send.idempotencyKey?.includes(itemId));

  test.for(CELLS.map(({ answer }) => answer))("%s", async (answer) => {
    const { first, itemId, creator } = cellOf(answer);
    expect(await itemNow(house, itemId)).toMatchObject({ status: first.item, attemptNo: 1 });
    const attempts = await attemptsAt(house, itemId);
    expect(attempts).toMatchObject([{ status: first.attempt, errorCode: first.code, sendCount: 1 }]);
    const isOpen = first.item === "unknown" || first.item === "planned";
    expect(await balancesOf(house, creator)).toEqual(
      isOpen ? { available: 0, inTransit: 4000 } : { available: 4000, inTransit: 0 },
    );
  });

  test("a code that nobody knows, and a used key, alarm", async () => {
    expect(await openAlarmKinds(house)).toEqual([
      "unknown_needs_admin",
      "unknown_needs_admin",
      "unmapped_code",
    ]);
  });

  test("the books agree while outcomes are unknown", () => expectBooksAgree(house));

  describe("and a minute later the sweeper and the staged jobs", () => {
    beforeAll(async () => {
      await passMinutes(house, 1);
      await makeDue(house);
      await resolveUnknownTransfers(house.deps);
      await house.runJobs();
    });

    test.for(CELLS.map(({ answer, then }) => ({ answer, becomes: then.item })))(
      "leave $answer as $becomes",
      async ({ answer }) => {
        const cell = cellOf(answer);
        expect(await itemNow(house, cell.itemId)).toMatchObject({ status: cell.then.item, attemptNo: 1 });
        const mine = await sendsOf(cell.itemId);
        expect(mine).toHaveLength(cell.then.sends);
        expect(new Set(mine.map((send) => send.idempotencyKey))).toEqual(
          new Set([`payrun_simulator_${cell.itemId}_1`]),
        );
      },
    );

    test("and never send a used key again: two people settle it", async () => {
      const { itemId } = cellOf("a key used with other parameters");
      expect(await itemNow(house, itemId)).toMatchObject({
        status: "unknown",
        reasonCode: "needs_two_people",
      });
      await passMinutes(house, 48 * 60);
      await makeDue(house);
      await resolveUnknownTransfers(house.deps);
      expect(await itemNow(house, itemId)).toMatchObject({ status: "unknown" });
      expect(await sendsOf(itemId)).toHaveLength(1);
    });

    test("and the books agree", () => expectBooksAgree(house));
  });
});
