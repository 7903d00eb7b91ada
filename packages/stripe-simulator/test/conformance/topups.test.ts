import { describe, expect } from "vitest";
import { idOf, simulate } from "../simulator.ts";
import { assumption, rule } from "./rule.ts";

describe("a top-up", () => {
  rule(
    "from a test bank is pending, then succeeds",
    "docs.stripe.com/connect/testing#testing-top-ups",
    async () => {
      const { stripe, control } = await simulate();
      await control("POST", "/clock", { stands: true });
      const topup = await stripe.topups.create({
        amount: 2_000,
        currency: "usd",
        description: "Top-up for week of May 31",
        metadata: { week: "22" },
        source: "btok_us_verified",
        statement_descriptor: "Weekly top-up",
        transfer_group: "w22",
      });
      expect(topup).toMatchObject({
        object: "topup",
        amount: 2_000,
        balance_transaction: null,
        currency: "usd",
        description: "Top-up for week of May 31",
        failure_code: null,
        metadata: { week: "22" },
        statement_descriptor: "Weekly top-up",
        status: "pending",
        transfer_group: "w22",
      });
      expect((await stripe.balance.retrieve()).available).toMatchObject([{ amount: 0 }]);
      const wait = (topup.expected_availability_date ?? 0) - topup.created;
      await control("POST", "/clock", { advanceSeconds: wait });
      const arrived = await stripe.topups.retrieve(topup.id, { expand: ["balance_transaction"] });
      expect(arrived).toMatchObject({
        status: "succeeded",
        balance_transaction: {
          type: "topup",
          amount: 2_000,
          fee: 0,
          net: 2_000,
          source: topup.id,
          status: "available",
        },
      });
      expect((await stripe.balance.retrieve()).available).toMatchObject([{ amount: 2_000 }]);
      const events = await stripe.events.list();
      expect(events.data.map(({ type }) => type)).toEqual([
        "balance.available",
        "topup.succeeded",
        "topup.created",
      ]);
      expect(events.data[1]?.data.previous_attributes).toMatchObject({
        status: "pending",
        balance_transaction: null,
      });
    },
  );

  for (const [name, code] of [
    ["noAccount", "no_account"],
    ["accountClosed", "account_closed"],
    ["insufficientFunds", "insufficient_funds"],
    ["debitNotAuthorized", "debit_not_authorized"],
    ["invalidCurrency", "invalid_currency"],
  ] as const) {
    rule(
      `from btok_us_verified_${name} fails with ${code}`,
      "docs.stripe.com/connect/testing#testing-top-ups",
      async () => {
        const { stripe, control } = await simulate();
        await control("POST", "/clock", { stands: true });
        const source = `btok_us_verified_${name}`;
        const { id, status } = await stripe.topups.create({ amount: 2_000, currency: "usd", source });
        expect(status).toBe("pending");
        await control("POST", "/clock", { advanceSeconds: 60 });
        const failed = await stripe.topups.retrieve(id);
        expect(failed).toMatchObject({ status: "failed", failure_code: code, balance_transaction: null });
        expect(failed.failure_message).toEqual(expect.any(String));
        expect((await stripe.balanceTransactions.list()).data).toEqual([]);
        expect((await stripe.events.list({ type: "topup.failed" })).data).toHaveLength(1);
      },
    );
  }

  rule("is canceled only while it is pending", "docs.stripe.com/api/topups/cancel", async () => {
    const { stripe, control } = await simulate();
    await control("POST", "/clock", { stands: true });
    const { id } = await stripe.topups.create({ amount: 2_000, currency: "usd", source: "btok_us_verified" });
    expect((await stripe.topups.cancel(id)).status).toBe("canceled");
    await control("POST", "/clock", { advanceSeconds: 60 });
    expect((await stripe.topups.retrieve(id)).status).toBe("canceled");
    expect((await stripe.balance.retrieve()).available).toMatchObject([{ amount: 0 }]);
    await expect(stripe.topups.cancel(id)).rejects.toMatchObject({
      statusCode: 400,
      type: "StripeInvalidRequestError",
    });
    expect((await stripe.events.list({ type: "topup.canceled" })).data).toHaveLength(1);
  });

  assumption("without a source succeeds at once, or takes as long as it was told to", async () => {
    const { stripe, control } = await simulate();
    await control("POST", "/clock", { stands: true });
    expect((await stripe.topups.create({ amount: 500, currency: "usd" })).status).toBe("succeeded");
    await control("POST", "/prices", { topupPendingSeconds: 86_400 });
    const slow = await stripe.topups.create({ amount: 700, currency: "usd" });
    expect([slow.status, slow.expected_availability_date]).toEqual(["pending", slow.created + 86_400]);
    expect((await stripe.balance.retrieve()).available).toMatchObject([{ amount: 500 }]);
    await control("POST", "/clock", { advanceSeconds: 86_400 });
    expect((await stripe.balance.retrieve()).available).toMatchObject([{ amount: 1_200 }]);
  });

  rule("from an unknown source is refused", "docs.stripe.com/error-codes#resource-missing", async () => {
    const { stripe } = await simulate();
    await expect(
      stripe.topups.create({ amount: 500, currency: "usd", source: "btok_none" }),
    ).rejects.toMatchObject({ code: "resource_missing", param: "source" });
    expect((await stripe.topups.list()).data).toEqual([]);
  });

  rule("changes in description and metadata only", "docs.stripe.com/api/topups/update", async () => {
    const { stripe, call } = await simulate();
    const { id } = await stripe.topups.create({ amount: 500, currency: "usd", metadata: { a: "1" } });
    const updated = await stripe.topups.update(id, { description: "Later", metadata: { a: "", b: "2" } });
    expect(updated).toMatchObject({ description: "Later", metadata: { b: "2" } });
    expect(updated.metadata).not.toHaveProperty("a");
    expect(await call(`/v1/topups/${id}`, "amount=1")).toMatchObject({
      status: 400,
      error: { code: "parameter_unknown", param: "amount" },
    });
  });

  rule("is listed newest first, by status and amount", "docs.stripe.com/api/topups/list", async () => {
    const { stripe } = await simulate();
    const create = (amount: number, source?: string) =>
      stripe.topups.create({ amount, currency: "usd", ...(source === undefined ? {} : { source }) });
    const first = await create(500);
    const second = await create(700);
    const third = await create(900, "btok_us_verified");
    const listed = async (filter: object) => (await stripe.topups.list(filter)).data.map(({ id }) => id);
    expect(await listed({})).toEqual([third.id, second.id, first.id]);
    expect(await listed({ status: "pending" })).toEqual([third.id]);
    expect(await listed({ amount: { gte: 700, lt: 900 } })).toEqual([second.id]);
    expect(await listed({ amount: 500 })).toEqual([first.id]);
  });

  rule(
    "is found as the source of its balance transaction",
    "docs.stripe.com/api/balance_transactions/object",
    async () => {
      const { stripe } = await simulate();
      const topup = await stripe.topups.create({ amount: 500, currency: "usd" });
      const found = await stripe.balanceTransactions.retrieve(idOf(topup.balance_transaction), {
        expand: ["source"],
      });
      expect(found).toMatchObject({ source: { object: "topup", id: topup.id } });
    },
  );
});
