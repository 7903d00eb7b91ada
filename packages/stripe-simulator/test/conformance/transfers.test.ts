import type Stripe from "stripe";
import { describe, expect } from "vitest";
import { idOf, matching, simulate, type TestSimulator } from "../simulator.ts";
import { assumption, rule } from "./rule.ts";

async function funded(usd = 10_000) {
  const simulator = await simulate();
  await simulator.control("POST", "/balance", { add: { usd } });
  return { ...simulator, destination: await simulator.readyAccount() };
}

async function available({ stripe }: TestSimulator, stripeAccount?: string) {
  const balance = await stripe.balance.retrieve({}, stripeAccount === undefined ? {} : { stripeAccount });
  return balance.available[0]?.amount;
}

describe("a transfer", () => {
  rule("has no status: it exists, with what it moved", "docs.stripe.com/api/transfers/object", async () => {
    const { stripe, destination } = await funded();
    const transfer = await stripe.transfers.create({ amount: 400, currency: "usd", destination });
    expect(transfer).not.toHaveProperty("status");
    expect(transfer).not.toHaveProperty("failure_code");
    expect(transfer).toMatchObject({
      object: "transfer",
      amount: 400,
      amount_reversed: 0,
      destination,
      destination_payment: matching(/^py_/),
      reversed: false,
      source_transaction: null,
      source_type: "card",
    });
  });

  rule(
    "is debited and credited in the same instant",
    "docs.stripe.com/connect/separate-charges-and-transfers",
    async () => {
      const simulator = await funded();
      const { stripe, destination } = simulator;
      const transfer = await stripe.transfers.create({ amount: 400, currency: "usd", destination });
      expect([await available(simulator), await available(simulator, destination)]).toEqual([9_600, 400]);
      const out = await stripe.balanceTransactions.retrieve(idOf(transfer.balance_transaction));
      expect(out).toMatchObject({ type: "transfer", amount: -400, fee: 0, net: -400, source: transfer.id });
      const { data } = await stripe.balanceTransactions.list({}, { stripeAccount: destination });
      expect(data).toMatchObject([{ type: "payment", net: 400, source: transfer.destination_payment }]);
    },
  );

  rule("is a payment to the account that receives it", "docs.stripe.com/api/transfers/object", async () => {
    const { stripe, destination } = await funded();
    const { id, destination_payment: payment } = await stripe.transfers.create({
      amount: 400,
      currency: "usd",
      destination,
    });
    const stripeAccount = destination;
    const shown = await stripe.charges.retrieve(
      idOf(payment ?? null),
      { expand: ["balance_transaction", "source_transfer"] },
      { stripeAccount },
    );
    expect(shown).toMatchObject({
      id: payment,
      object: "charge",
      amount: 400,
      paid: true,
      status: "succeeded",
      payment_method_details: { type: "stripe_account" },
      source_transfer: { object: "transfer", id },
      balance_transaction: { type: "payment", net: 400 },
    });
    await expect(stripe.charges.retrieve(idOf(payment ?? null))).rejects.toMatchObject({
      code: "resource_missing",
    });
  });

  rule(
    "leaves the account a payment that the platform can describe",
    "docs.stripe.com/connect/destination-charges",
    async () => {
      const { stripe, destination } = await funded();
      const { destination_payment: payment } = await stripe.transfers.create({
        amount: 400,
        currency: "usd",
        destination,
      });
      const stripeAccount = destination;
      await stripe.charges.update(
        idOf(payment ?? null),
        { description: "July", metadata: { batch: "7" } },
        { stripeAccount },
      );
      expect(await stripe.charges.retrieve(idOf(payment ?? null), {}, { stripeAccount })).toMatchObject({
        description: "July",
        metadata: { batch: "7" },
      });
    },
  );

  rule(
    "says transfer.created, and transfer.updated with what it was",
    "docs.stripe.com/api/events/types",
    async () => {
      const { stripe, destination } = await funded();
      const { id } = await stripe.transfers.create({
        amount: 400,
        currency: "usd",
        destination,
        metadata: { a: "1" },
      });
      await stripe.transfers.update(id, { metadata: { b: "2" }, description: "July" });
      const [updated, created] = (await stripe.events.list({ limit: 2 })).data;
      expect(created).toMatchObject({
        type: "transfer.created",
        data: { object: { id, metadata: { a: "1" } } },
      });
      expect(updated).toMatchObject({
        type: "transfer.updated",
        data: { object: { description: "July", metadata: { a: "1", b: "2" } } },
      });
      expect(updated?.data.previous_attributes).toEqual({ description: null, metadata: { b: null } });
    },
  );

  rule("changes in metadata and description only", "docs.stripe.com/api/transfers/update", async () => {
    const { stripe, call, destination } = await funded();
    const { id } = await stripe.transfers.create({ amount: 400, currency: "usd", destination });
    for (const name of ["amount", "currency", "destination", "transfer_group"]) {
      expect(await call(`/v1/transfers/${id}`, `${name}=x`)).toMatchObject({
        status: 400,
        error: { code: "parameter_unknown", param: name },
      });
    }
    expect((await stripe.transfers.update(id, { metadata: "" })).metadata).toEqual({});
  });

  assumption("says nothing when an update changes nothing, and neither does a payout", async () => {
    const { stripe, destination } = await funded();
    const [amount, currency, metadata] = [400, "usd", { order: "7" }];
    const transfer = await stripe.transfers.create({ amount, currency, destination, metadata });
    const payout = await stripe.payouts.create({ amount, currency, metadata });
    for (const changes of [{}, { metadata }, { metadata: { never: "" } }]) {
      await stripe.transfers.update(transfer.id, changes);
      await stripe.payouts.update(payout.id, changes);
    }
    const types = ["transfer.updated", "payout.updated"];
    expect((await stripe.events.list({ types })).data).toEqual([]);
    await stripe.payouts.update(payout.id, { metadata: { order: "8" } });
    const [event] = (await stripe.events.list({ types })).data;
    expect(event?.data.previous_attributes).toEqual({ metadata: { order: "7" } });
  });

  rule("cannot be canceled or deleted", "docs.stripe.com/api/transfers", async () => {
    const { stripe, url, destination } = await funded();
    const { id } = await stripe.transfers.create({ amount: 400, currency: "usd", destination });
    const Authorization = "Bearer sk_test_simulator1234";
    for (const [method, path] of [
      ["DELETE", `/v1/transfers/${id}`],
      ["POST", `/v1/transfers/${id}/cancel`],
    ] as const) {
      expect((await fetch(url + path, { method, headers: { Authorization } })).status).toBe(404);
    }
  });

  rule(
    "is listed both ways, by time, destination and group",
    "docs.stripe.com/api/transfers/list",
    async () => {
      const { stripe, control, readyAccount, destination } = await funded();
      await control("POST", "/clock", { stands: true });
      const other = await readyAccount();
      const create = async (to: string, group: string) => {
        const row = await stripe.transfers.create({
          amount: 10,
          currency: "usd",
          destination: to,
          transfer_group: group,
        });
        await control("POST", "/clock", { advanceSeconds: 5 });
        return row;
      };
      const first = await create(destination, "a");
      const second = await create(other, "a");
      const third = await create(destination, "b");
      const listed = async (filter: Stripe.TransferListParams) =>
        (await stripe.transfers.list(filter)).data.map(({ id }) => id);
      expect(await listed({})).toEqual([third.id, second.id, first.id]);
      expect(await listed({ destination })).toEqual([third.id, first.id]);
      expect(await listed({ transfer_group: "a" })).toEqual([second.id, first.id]);
      expect(await listed({ transfer_group: "a", destination })).toEqual([first.id]);
      expect(await listed({ created: { gt: first.created, lte: second.created } })).toEqual([second.id]);
      expect(await listed({ destination, limit: 1, starting_after: third.id })).toEqual([first.id]);
      expect(await listed({ destination, limit: 1, ending_before: first.id })).toEqual([third.id]);
      expect(await listed({ transfer_group: "none" })).toEqual([]);
    },
  );
});

describe("a transfer is refused", () => {
  const refusals = [
    ["for nothing", { amount: 0 }, "parameter_invalid_integer", "amount"],
    ["for a negative amount", { amount: -1 }, "parameter_invalid_integer", "amount"],
    ["for a fraction", { amount: 1.5 }, "parameter_invalid_integer", "amount"],
    ["for more than twelve digits", { amount: 1_000_000_000_000 }, "amount_too_large", "amount"],
    ["above what is available", { amount: 10_001 }, "balance_insufficient", undefined],
    ["in a currency without funds", { currency: "eur" }, "balance_insufficient", undefined],
    [
      "out of a source that is empty",
      { source_type: "bank_account" as const },
      "balance_insufficient",
      undefined,
    ],
    ["to an account that does not exist", { destination: "acct_none" }, "resource_missing", "destination"],
    [
      "for a charge that does not exist",
      { source_transaction: "ch_none" },
      "resource_missing",
      "source_transaction",
    ],
  ] as const;
  for (const [when, given, code, param] of refusals) {
    rule(when, "docs.stripe.com/api/transfers/create", async () => {
      const simulator = await funded();
      const { stripe, destination } = simulator;
      const refused = stripe.transfers.create({ amount: 400, currency: "usd", destination, ...given });
      await expect(refused).rejects.toMatchObject({ statusCode: 400, code });
      await expect(refused).rejects.toHaveProperty("param", param);
      expect(await available(simulator)).toBe(10_000);
      expect((await stripe.transfers.list()).data).toEqual([]);
    });
  }

  rule("to an account without the capability, in v1 words", "arlyon/async-stripe#384", async () => {
    const { stripe, readyAccount } = await funded();
    const destination = await readyAccount({ capabilities: { transfers: "pending" } });
    await expect(stripe.transfers.create({ amount: 1, currency: "usd", destination })).rejects.toMatchObject({
      statusCode: 400,
      code: "insufficient_capabilities_for_transfer",
      message:
        "Your destination account needs to have at least one of the following capabilities enabled: transfers, crypto_transfers, legacy_payments",
    });
  });

  rule("to a v2 account without the capability, in v2 words", "antiwork/gumroad#6029", async () => {
    const { stripe, readyAccount } = await funded();
    const destination = await readyAccount({ apiGeneration: 2, capabilities: { transfers: "inactive" } });
    await expect(stripe.transfers.create({ amount: 1, currency: "usd", destination })).rejects.toMatchObject({
      code: "insufficient_capabilities_for_transfer",
      message: matching(/recipient\.capabilities\.stripe_balance\.stripe_transfers$/),
    });
  });

  assumption("to the platform itself", async () => {
    const { stripe } = await funded();
    const { id: destination } = await stripe.accounts.retrieveCurrent();
    await expect(stripe.transfers.create({ amount: 1, currency: "usd", destination })).rejects.toMatchObject({
      statusCode: 400,
      param: "destination",
    });
  });

  assumption("on behalf of a connected account, which reaches no other and sees none", async () => {
    const { stripe, readyAccount, destination: stripeAccount } = await funded();
    const own = await stripe.transfers.create({ amount: 100, currency: "usd", destination: stripeAccount });
    const { id: platform } = await stripe.accounts.retrieveCurrent();
    for (const destination of [await readyAccount(), platform]) {
      await expect(
        stripe.transfers.create({ amount: 1, currency: "usd", destination }, { stripeAccount }),
      ).rejects.toMatchObject({ statusCode: 400, code: "resource_missing", param: "destination" });
    }
    expect((await stripe.transfers.list({}, { stripeAccount })).data).toEqual([]);
    await expect(stripe.transfers.retrieve(own.id, {}, { stripeAccount })).rejects.toMatchObject({
      statusCode: 404,
    });
  });
});
