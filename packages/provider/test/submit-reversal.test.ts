import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { freezeReversal, type ReversalOrder } from "../src/index.ts";
import { answers, page, refuses, stripeThat } from "./stripe-that.ts";

const order: ReversalOrder = {
  reversalId: "reversal_1",
  transfer: { transferId: "tr_1", currency: "EUR", amountMinor: 40_00n, reversedMinor: 15_00n },
  payoutItemId: "item_1",
  amountMinor: 25_00n,
  currency: "EUR",
  reason: "chargeback",
};
const idempotencyKey = "payrun_simulator_reversal_1";
const reversal = {
  id: "trr_1",
  object: "transfer_reversal",
  amount: 2500,
  currency: "eur",
  transfer: "tr_1",
};

function isFrozen(given: ReversalOrder): boolean {
  try {
    return freezeReversal(given).length > 0;
  } catch {
    return false;
  }
}

describe("a frozen reversal", () => {
  test("takes the whole rest of a transfer, and not a cent more", () => {
    expect(JSON.parse(freezeReversal(order))).toMatchObject({
      transfer: "tr_1",
      amount: 2500,
      currency: "eur",
    });
    expect(() => freezeReversal({ ...order, amountMinor: 25_01n })).toThrow("only 2500 of it are left");
    expect(() => freezeReversal({ ...order, amountMinor: 0n })).toThrow("not a positive amount");
  });

  // gumroad#6464: USD cents were taken back from a transfer in EUR.
  test("is in the transfer's own currency", () => {
    expect(() => freezeReversal({ ...order, currency: "USD" })).toThrow("the transfer is in EUR");
  });

  test("never takes back more than was sent, however it is cut", () => {
    fc.assert(
      fc.property(
        fc.bigInt(1n, 10n ** 12n),
        fc.array(fc.bigInt(-5n, 10n ** 12n), { maxLength: 20 }),
        (amountMinor, wanted) => {
          let reversedMinor = 0n;
          for (const each of wanted) {
            const transfer = { transferId: "tr_1", currency: "EUR", amountMinor, reversedMinor };
            const fits = each > 0n && each <= amountMinor - reversedMinor;
            expect(isFrozen({ ...order, transfer, amountMinor: each })).toBe(fits);
            if (fits) reversedMinor += each;
          }
          expect(reversedMinor <= amountMinor).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });

  test.for([
    { when: "a part missing", frozen: '{"transfer":"tr_1","amount":1,"currency":"eur"}' },
    { when: "a part added", frozen: freezeReversal(order).replace("{", '{"refund_application_fee":true,') },
    { when: "an amount as text", frozen: freezeReversal(order).replace("2500", '"2500"') },
    { when: "no transfer", frozen: freezeReversal(order).replace("tr_1", "") },
  ])("is a bug and is not sent with $when", async ({ frozen }) => {
    const { server, provider } = await stripeThat([answers(200, reversal)]);
    await expect(provider.submitReversal({ frozen, idempotencyKey })).rejects.toThrow(
      "Not a frozen reversal",
    );
    expect(server.seen).toEqual([]);
  });
});

describe("a reversal", () => {
  test("says its amount and who it is for, and the same bytes go out on every try", async () => {
    const { server, provider } = await stripeThat([{ do: "reset" }, answers(200, reversal)]);
    const frozen = freezeReversal(order);
    const lost = await provider.submitReversal({ frozen, idempotencyKey });
    const found = await provider.submitReversal({ frozen, idempotencyKey });
    expect(lost).toMatchObject({ wireTries: 1, answer: { kind: "no_answer", detail: "connection_lost" } });
    expect(found).toMatchObject({
      wireTries: 1,
      httpStatus: 200,
      answer: {
        kind: "reversal",
        stripeReversalId: "trr_1",
        transferId: "tr_1",
        amountMinor: 25_00n,
        currency: "EUR",
      },
    });
    expect(server.seen[0]).toMatchObject({
      method: "POST",
      path: "/v1/transfers/tr_1/reversals",
      idempotencyKey,
    });
    expect(Object.fromEntries(new URLSearchParams(server.seen[0]?.body))).toEqual({
      amount: "2500",
      "metadata[payout_item_id]": "item_1",
      "metadata[reversal_id]": "reversal_1",
      "metadata[reason]": "chargeback",
    });
    expect(server.seen[1]).toEqual(server.seen[0]);
  });

  test("that Stripe refuses comes back with Stripe's own words", async () => {
    const { provider } = await stripeThat([
      refuses(400, { message: "Transfer tr_1 is already fully reversed." }),
    ]);
    const { answer } = await provider.submitReversal({ frozen: freezeReversal(order), idempotencyKey });
    expect(answer).toEqual({
      kind: "error",
      facts: {
        httpStatus: 400,
        type: "invalid_request_error",
        code: null,
        param: null,
        message: "Transfer tr_1 is already fully reversed.",
      },
    });
  });

  test.for([
    { when: "another object", body: { ...reversal, object: "refund" } },
    { when: "without its transfer", body: { ...reversal, transfer: null } },
    { when: "a fraction of a króna", body: { ...reversal, currency: "isk", amount: 150 } },
    { when: "null", body: null },
  ])("is unreadable, though a success, when it is $when", async ({ body }) => {
    const { provider } = await stripeThat([answers(200, body)]);
    const { answer } = await provider.submitReversal({ frozen: freezeReversal(order), idempotencyKey });
    expect(answer.kind).toBe("unreadable");
  });
});

describe("a look-up of a transfer's reversals", () => {
  const listed = (id: string, more: object = {}) => ({
    ...reversal,
    id,
    created: 1_796_090_400,
    metadata: {},
    balance_transaction: `txn_${id}`,
    source_refund: null,
    ...more,
  });

  test("reads all pages, Payrun's own and those of the Dashboard", async () => {
    const { server, provider } = await stripeThat([
      page(true, listed("trr_3", { metadata: { reversal_id: "reversal_3" } })),
      page(false, listed("trr_2", { source_refund: "re_1" })),
    ]);
    expect(await provider.findReversals({ transferId: "tr_1" })).toEqual({
      complete: true,
      reversals: [
        {
          stripeReversalId: "trr_3",
          transferId: "tr_1",
          amountMinor: 25_00n,
          currency: "EUR",
          createdAt: new Date("2026-12-01T02:00:00Z"),
          reversalId: "reversal_3",
          sourceRefundId: null,
          balanceTransactionId: "txn_trr_3",
        },
        expect.objectContaining({ stripeReversalId: "trr_2", reversalId: null, sourceRefundId: "re_1" }),
      ],
    });
    expect(server.seen.map(({ path }) => path)).toEqual([
      "/v1/transfers/tr_1/reversals?limit=100",
      "/v1/transfers/tr_1/reversals?limit=100&starting_after=trr_3",
    ]);
  });

  test("that breaks off is not complete", async () => {
    const { provider } = await stripeThat([page(true, listed("trr_3")), { do: "cut_body" }]);
    expect(await provider.findReversals({ transferId: "tr_1" })).toMatchObject({
      complete: false,
      reversals: [{ stripeReversalId: "trr_3" }],
    });
  });

  test("of a transfer that Stripe does not know is a bug, not an absence", async () => {
    const { provider } = await stripeThat([refuses(404, { code: "resource_missing" })]);
    await expect(provider.findReversals({ transferId: "tr_1" })).rejects.toThrow("resource_missing");
  });
});
