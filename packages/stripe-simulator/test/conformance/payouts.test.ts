import { describe, expect } from "vitest";
import { idOf, matching } from "../simulator.ts";
import { at, fundedAccount, usBank } from "./funded-account.ts";
import { assumption, rule } from "./rule.ts";

describe("a payout that is asked for", () => {
  rule(
    "is pending until it is submitted to the bank, then in transit, then paid",
    "docs.stripe.com/api/payouts/object",
    async () => {
      const { stripe, on, moveTo, eventsOf } = await fundedAccount();
      const made = await stripe.payouts.create({ amount: 4_000, currency: "usd" }, on);
      expect(made).toMatchObject({
        id: matching(/^po_/),
        object: "payout",
        amount: 4_000,
        arrival_date: at("2026-11-04T00:00:00Z"),
        automatic: false,
        currency: "usd",
        destination: matching(/^ba_/),
        failure_code: null,
        livemode: false,
        method: "standard",
        reconciliation_status: "not_applicable",
        source_type: "card",
        status: "pending",
        type: "bank_account",
      });
      const status = async () => (await stripe.payouts.retrieve(made.id, {}, on)).status;
      await moveTo("2026-11-02T23:59:59Z");
      expect(await status()).toBe("pending");
      await moveTo("2026-11-03T00:00:00Z");
      expect(await status()).toBe("in_transit");
      await moveTo("2026-11-03T23:59:59Z");
      expect(await status()).toBe("in_transit");
      await moveTo("2026-11-04T00:00:00Z");
      expect(await status()).toBe("paid");
      expect(await eventsOf(made.id)).toEqual(["payout.created", "payout.updated", "payout.paid"]);
    },
  );

  rule(
    "has an arrival date that leaves weekends out",
    "docs.stripe.com/api/payouts/object#payout_object-arrival_date",
    async () => {
      const { stripe, on } = await fundedAccount({ now: "2026-11-06T15:00:00Z" });
      const made = await stripe.payouts.create({ amount: 100, currency: "usd" }, on);
      expect(made.arrival_date).toBe(at("2026-11-10T00:00:00Z"));
    },
  );

  rule(
    "leaves the available balance at once, with a balance transaction of type payout",
    "docs.stripe.com/reports/balance-transaction-types",
    async () => {
      const { stripe, on, available } = await fundedAccount();
      const made = await stripe.payouts.create(
        { amount: 4_000, currency: "usd", expand: ["balance_transaction", "destination"] },
        on,
      );
      expect(await available()).toEqual({ usd: 6_000 });
      expect(made.balance_transaction).toMatchObject({
        amount: -4_000,
        fee: 0,
        net: -4_000,
        reporting_category: "payout",
        source: made.id,
        type: "payout",
      });
      expect(made.destination).toMatchObject({ object: "bank_account", currency: "usd" });
    },
  );

  rule("of the platform comes from its own balance", "docs.stripe.com/api/payouts/create", async () => {
    const { stripe, account, available } = await fundedAccount();
    const made = await stripe.payouts.create({ amount: 5_000, currency: "usd" });
    expect(await available({})).toEqual({ usd: 1_000_000 - 10_000 - 5_000 });
    expect((await stripe.payouts.list()).data.map(({ id }) => id)).toEqual([made.id]);
    expect((await stripe.payouts.list({}, { stripeAccount: account })).data).toEqual([]);
    const { data } = await stripe.events.list({ type: "payout.created" });
    expect(data).toMatchObject([{ data: { object: { id: made.id } } }]);
    expect(data[0]?.account).toBeUndefined();
  });

  rule("of another account is not found", "docs.stripe.com/connect/authentication", async () => {
    const { stripe, on } = await fundedAccount();
    const { id } = await stripe.payouts.create({ amount: 100, currency: "usd" }, on);
    await expect(stripe.payouts.retrieve(id)).rejects.toMatchObject({
      statusCode: 404,
      code: "resource_missing",
      message: `No such payout: '${id}'`,
    });
  });

  rule(
    "has a trace id once it was paid, and says before that it is still to come",
    "docs.stripe.com/payouts/trace-id",
    async () => {
      const { stripe, on, moveTo } = await fundedAccount();
      const { id, trace_id: before } = await stripe.payouts.create({ amount: 100, currency: "usd" }, on);
      expect(before).toEqual({ status: "pending", value: null });
      await moveTo("2026-11-04T00:00:00Z");
      const { trace_id: after } = await stripe.payouts.retrieve(id, {}, on);
      expect(after).toEqual({ status: "supported", value: matching(/^\d{15}$/) });
    },
  );

  rule("takes only metadata as an update", "docs.stripe.com/api/payouts/update", async () => {
    const { stripe, on, call, account, eventsOf } = await fundedAccount();
    const { id } = await stripe.payouts.create({ amount: 100, currency: "usd", metadata: { a: "1" } }, on);
    const updated = await stripe.payouts.update(id, { metadata: { b: "2" } }, on);
    expect(updated.metadata).toEqual({ a: "1", b: "2" });
    expect(await eventsOf(id)).toEqual(["payout.created", "payout.updated"]);
    const refused = await call(`/v1/payouts/${id}`, "description=x", { "Stripe-Account": account });
    expect(refused).toMatchObject({
      status: 400,
      error: { code: "parameter_unknown", param: "description" },
    });
  });

  rule(
    "is listed by status, arrival, creation and destination",
    "docs.stripe.com/api/payouts/list",
    async () => {
      const { stripe, on, moveTo, bank } = await fundedAccount({ schedule: "manual" });
      const first = await stripe.payouts.create({ amount: 100, currency: "usd" }, on);
      await moveTo("2026-11-03T12:00:00Z");
      const other = await bank({ ...usBank, account_number: "000123456789" });
      const second = await stripe.payouts.create({ amount: 200, currency: "usd" }, on);
      const ids = async (filter: object) => (await stripe.payouts.list(filter, on)).data.map(({ id }) => id);
      expect(await ids({})).toEqual([second.id, first.id]);
      expect(await ids({ status: "pending" })).toEqual([second.id]);
      expect(await ids({ destination: other.id })).toEqual([second.id]);
      expect(await ids({ arrival_date: at("2026-11-04T00:00:00Z"), status: "in_transit" })).toEqual([
        first.id,
      ]);
      expect(await ids({ arrival_date: { gt: at("2026-11-04T00:00:00Z") } })).toEqual([second.id]);
      expect(await ids({ created: { lt: at("2026-11-02T11:00:00Z") } })).toEqual([first.id]);
    },
  );
});

describe("a payout is refused", () => {
  rule("beyond the available balance", "docs.stripe.com/error-codes#balance-insufficient", async () => {
    const { stripe, on, available } = await fundedAccount();
    await expect(stripe.payouts.create({ amount: 10_001, currency: "usd" }, on)).rejects.toMatchObject({
      statusCode: 400,
      code: "balance_insufficient",
      message: matching(
        /^You have insufficient funds in your Stripe account for this transfer\. Your card balance is too low\./,
      ),
    });
    expect(await available()).toEqual({ usd: 10_000 });
  });

  rule("from a source type that has no money", "docs.stripe.com/api/payouts/create", async () => {
    const { stripe, on } = await fundedAccount();
    const params = { amount: 100, currency: "usd", source_type: "bank_account" } as const;
    await expect(stripe.payouts.create(params, on)).rejects.toMatchObject({
      code: "balance_insufficient",
      message: matching(/Your bank_account balance is too low/),
    });
  });

  rule("in a currency that no external account takes", "docs.stripe.com/api/payouts/create", async () => {
    const { stripe, on } = await fundedAccount({ currency: "eur" });
    await expect(stripe.payouts.create({ amount: 100, currency: "eur" }, on)).rejects.toMatchObject({
      statusCode: 400,
      message: "Sorry, you don't have any external accounts in that currency (eur).",
    });
  });

  rule("while payouts are disabled", "docs.stripe.com/error-codes#payouts-not-allowed", async () => {
    const { stripe, on, control, account } = await fundedAccount();
    await control("PATCH", `/accounts/${account}`, { payoutsEnabled: false });
    await expect(stripe.payouts.create({ amount: 100, currency: "usd" }, on)).rejects.toMatchObject({
      statusCode: 400,
      code: "payouts_not_allowed",
    });
  });

  rule("to an external account of somebody else", "docs.stripe.com/api/payouts/create", async () => {
    const { stripe, on, readyAccount } = await fundedAccount();
    const [theirs] = (await stripe.accounts.listExternalAccounts(await readyAccount())).data;
    const params = { amount: 100, currency: "usd", destination: theirs?.id ?? "" };
    await expect(stripe.payouts.create(params, on)).rejects.toMatchObject({
      statusCode: 400,
      code: "resource_missing",
      param: "destination",
    });
  });

  rule(
    "with a statement descriptor of more than 22 characters",
    "docs.stripe.com/api/payouts/create",
    async () => {
      const { stripe, on } = await fundedAccount();
      const params = { amount: 100, currency: "usd", statement_descriptor: "x".repeat(23) };
      await expect(stripe.payouts.create(params, on)).rejects.toMatchObject({
        statusCode: 400,
        param: "statement_descriptor",
      });
    },
  );

  rule(
    "below the smallest amount of the country",
    "docs.stripe.com/error-codes#amount-too-small",
    async () => {
      const { stripe, on } = await fundedAccount({ currency: "eur", facts: { country: "DE" } });
      await expect(stripe.payouts.create({ amount: 99, currency: "eur" }, on)).rejects.toMatchObject({
        statusCode: 400,
        code: "amount_too_small",
        param: "amount",
      });
      expect((await stripe.payouts.create({ amount: 100, currency: "eur" }, on)).status).toBe("pending");
    },
  );

  rule(
    "in part units of a currency that is paid out in whole ones",
    "docs.stripe.com/currencies#special-cases",
    async () => {
      const { stripe, on } = await fundedAccount({ currency: "huf", facts: { country: "HU" } });
      await expect(stripe.payouts.create({ amount: 1_045, currency: "huf" }, on)).rejects.toMatchObject({
        statusCode: 400,
        param: "amount",
      });
      expect((await stripe.payouts.create({ amount: 1_000, currency: "huf" }, on)).amount).toBe(1_000);
    },
  );
});

describe("an instant payout", () => {
  rule("arrives within half an hour", "docs.stripe.com/connect/instant-payouts", async () => {
    const { stripe, on, moveTo, eventsOf } = await fundedAccount();
    const card = await stripe.accounts.createExternalAccount(on.stripeAccount, {
      external_account: "tok_visa_debit",
    });
    expect(card).toMatchObject({ object: "card", available_payout_methods: ["standard", "instant"] });
    const params = { amount: 900, currency: "usd", method: "instant", destination: card.id } as const;
    const made = await stripe.payouts.create(params, on);
    expect(made).toMatchObject({ method: "instant", type: "card", destination: card.id });
    await moveTo("2026-11-02T10:30:00Z");
    expect((await stripe.payouts.retrieve(made.id, {}, on)).status).toBe("paid");
    expect(await eventsOf(made.id)).toEqual(["payout.created", "payout.paid"]);
  });

  rule(
    "is refused for a card that does not take it",
    "docs.stripe.com/error-codes#instant-payouts-unsupported",
    async () => {
      const { stripe, on } = await fundedAccount();
      const { id, ...card } = await stripe.accounts.createExternalAccount(on.stripeAccount, {
        external_account: "tok_visa_debit_us_instantPayoutUnsupported",
      });
      expect(card).toMatchObject({ available_payout_methods: ["standard"] });
      const params = { amount: 900, currency: "usd", method: "instant", destination: id } as const;
      await expect(stripe.payouts.create(params, on)).rejects.toMatchObject({
        statusCode: 400,
        code: "instant_payouts_unsupported",
      });
    },
  );
});

assumption(
  "a payout leaves at the next midnight UTC of a business day and arrives a business day later",
  async () => {
    const { stripe, on } = await fundedAccount({ now: "2026-11-01T08:00:00Z" });
    const made = await stripe.payouts.create({ amount: 100, currency: "usd" }, on);
    expect(made.arrival_date).toBe(at("2026-11-03T00:00:00Z"));
    expect(idOf(made.balance_transaction)).toMatch(/^txn_/);
  },
);
