import { describe, expect, test } from "vitest";
import { matching, simulate } from "./simulator.ts";

describe("a transfer", () => {
  test("moves available money from the platform to the connected account", async () => {
    const { stripe, control, readyAccount } = await simulate();
    const destination = await readyAccount();
    await control("POST", "/balance", { add: { usd: 10_000 } });
    await stripe.transfers.create({ amount: 2_500, currency: "usd", destination });
    expect((await stripe.balance.retrieve()).available).toMatchObject([{ amount: 7_500, currency: "usd" }]);
    const connected = await stripe.balance.retrieve({}, { stripeAccount: destination });
    expect(connected.available).toMatchObject([{ amount: 2_500, currency: "usd" }]);
  });

  test("is shown as Stripe shows it: it exists or it does not, there is no status", async () => {
    const { stripe, control, readyAccount } = await simulate();
    const destination = await readyAccount();
    await control("POST", "/balance", { add: { usd: 10_000 } });
    const transfer = await stripe.transfers.create({
      amount: 2_500,
      currency: "USD",
      destination,
      description: "July",
      metadata: { payout_item_id: "item_1" },
      transfer_group: "item_1",
    });
    const suffix = transfer.id.slice("tr_".length);
    const { lastResponse: _, ...shown } = transfer;
    expect(shown).toEqual({
      id: matching(/^tr_1Sim\w{20}$/),
      object: "transfer",
      amount: 2_500,
      amount_reversed: 0,
      balance_transaction: `txn_${suffix}`,
      created: transfer.created,
      currency: "usd",
      description: "July",
      destination,
      destination_payment: `py_${suffix}`,
      livemode: false,
      metadata: { payout_item_id: "item_1" },
      reversals: { object: "list", data: [], has_more: false, url: `/v1/transfers/${transfer.id}/reversals` },
      reversed: false,
      source_transaction: null,
      source_type: "card",
      transfer_group: "item_1",
    });
    expect((await stripe.transfers.retrieve(transfer.id)).id).toBe(transfer.id);
  });

  test("changes in nothing but description and metadata", async () => {
    const { stripe, call, control, readyAccount } = await simulate();
    await control("POST", "/balance", { add: { usd: 100 } });
    const { id } = await stripe.transfers.create({
      amount: 100,
      currency: "usd",
      destination: await readyAccount(),
    });
    expect(await stripe.transfers.update(id, { metadata: { a: "1" } })).toMatchObject({
      metadata: { a: "1" },
    });
    expect(await call(`/v1/transfers/${id}`, "amount=1")).toMatchObject({
      status: 400,
      error: { code: "parameter_unknown" },
    });
  });

  test("expands its destination and balance transaction, also in a list", async () => {
    const { stripe, control, readyAccount } = await simulate();
    const destination = await readyAccount({ country: "FR" });
    await control("POST", "/balance", { add: { eur: 100 } });
    await stripe.transfers.create({ amount: 100, currency: "eur", destination });
    const { data } = await stripe.transfers.list({
      expand: ["data.destination", "data.balance_transaction.source"],
    });
    expect(data).toMatchObject([
      {
        destination: { id: destination, country: "FR" },
        balance_transaction: { type: "transfer", net: -100, source: { object: "transfer" } },
      },
    ]);
  });
});

describe("a transfer is refused, and nothing moves", () => {
  test.for([
    {
      when: "above the available balance",
      given: { amount: 1_001 },
      status: 400,
      code: "balance_insufficient",
    },
    {
      when: "in a currency without balance, however much there is in another",
      given: { currency: "eur" },
      status: 400,
      code: "balance_insufficient",
    },
    {
      when: "to a destination that does not exist",
      given: { destination: "acct_none" },
      status: 400,
      code: "resource_missing",
      param: "destination",
    },
    {
      when: "to a destination without an active capability",
      account: { capabilities: { transfers: "inactive" } },
      status: 400,
      code: "insufficient_capabilities_for_transfer",
    },
    {
      when: "to a destination whose capability is pending",
      account: { capabilities: { transfers: "pending" } },
      status: 400,
      code: "insufficient_capabilities_for_transfer",
    },
    {
      when: "to a closed destination",
      account: { closed: true },
      status: 400,
      code: "account_closed",
      param: "destination",
    },
    {
      when: "to a deleted destination",
      account: { deleted: true },
      status: 400,
      code: "resource_missing",
      param: "destination",
    },
    {
      when: "for an amount of 0",
      given: { amount: 0 },
      status: 400,
      code: "parameter_invalid_integer",
      param: "amount",
    },
    {
      when: "for a negative amount",
      given: { amount: -5 },
      status: 400,
      code: "parameter_invalid_integer",
      param: "amount",
    },
    {
      when: "for a fraction",
      given: { amount: 10.5 },
      status: 400,
      code: "parameter_invalid_integer",
      param: "amount",
    },
    {
      when: "for more than 12 digits",
      given: { amount: 1_000_000_000_000 },
      status: 400,
      code: "amount_too_large",
      param: "amount",
    },
    {
      when: "in a currency that does not exist",
      given: { currency: "zzz" },
      status: 400,
      code: undefined,
      param: "currency",
    },
    {
      when: "for an unknown source type",
      given: { source_type: "cash" },
      status: 400,
      code: undefined,
      param: "source_type",
    },
  ])("$when", async ({ account = {}, given = {}, status, code, param }) => {
    const { stripe, control, readyAccount } = await simulate();
    const destination = await readyAccount(account);
    await control("POST", "/balance", { add: { usd: 1_000 } });
    const create = stripe.transfers.create({ amount: 1_000, currency: "usd", destination, ...given });
    await expect(create).rejects.toMatchObject({ type: "StripeInvalidRequestError", statusCode: status });
    await expect(create).rejects.toHaveProperty("code", code);
    await expect(create).rejects.toHaveProperty("param", param);
    expect((await stripe.balance.retrieve()).available).toMatchObject([{ amount: 1_000 }]);
    expect((await stripe.transfers.list()).data).toEqual([]);
  });

  test("without an amount", async () => {
    const { stripe, readyAccount } = await simulate();
    await expect(
      stripe.transfers.create({ currency: "usd", destination: await readyAccount() }),
    ).rejects.toMatchObject({
      code: "parameter_missing",
      param: "amount",
    });
  });

  test("and taken when the amount is exactly what is available", async () => {
    const { stripe, control, readyAccount } = await simulate();
    await control("POST", "/balance", { add: { usd: 1_000 }, pending: { usd: 1_000 } });
    await stripe.transfers.create({ amount: 1_000, currency: "usd", destination: await readyAccount() });
    const { available, pending } = await stripe.balance.retrieve();
    expect([available[0]?.amount, pending[0]?.amount]).toEqual([0, 1_000]);
  });

  test("naming the v2 capability for an account of the v2 API", async () => {
    const { stripe, control, readyAccount } = await simulate();
    await control("POST", "/balance", { add: { usd: 1_000 } });
    const destination = await readyAccount({ apiGeneration: 2, capabilities: { transfers: "inactive" } });
    await expect(stripe.transfers.create({ amount: 1, currency: "usd", destination })).rejects.toThrow(
      /recipient\.capabilities\.stripe_balance\.stripe_transfers/,
    );
  });
});
