import { describe, expect } from "vitest";
import { idOf, matching, simulate } from "../simulator.ts";
import { at, fundedAccount } from "./funded-account.ts";
import { rule } from "./rule.ts";

describe("the balance", () => {
  rule(
    "shows what is available, pending, reserved and instantly available, per currency and source",
    "docs.stripe.com/api/balance/balance_object",
    async () => {
      const { stripe, control } = await fundedAccount({ amount: 0 });
      await control("POST", "/balance", { pending: { eur: 300 } });
      expect(await stripe.balance.retrieve()).toMatchObject({
        object: "balance",
        available: [
          { amount: 1_000_000, currency: "usd", source_types: { card: 1_000_000 } },
          { amount: 0, currency: "eur" },
        ],
        connect_reserved: [
          { amount: 0, currency: "usd" },
          { amount: 0, currency: "eur" },
        ],
        instant_available: [{ amount: 1_000_000, currency: "usd" }],
        livemode: false,
        pending: [
          { amount: 0, currency: "usd" },
          { amount: 300, currency: "eur", source_types: { card: 300 } },
        ],
      });
    },
  );

  rule(
    "of a connected account has no reserve, and says where it could go at once",
    "docs.stripe.com/api/balance/balance_object",
    async () => {
      const { stripe, on, account } = await fundedAccount();
      const [bank] = (await stripe.accounts.listExternalAccounts(account)).data;
      const balance = await stripe.balance.retrieve({}, on);
      expect(balance).not.toHaveProperty("connect_reserved");
      expect(balance.instant_available).toEqual([
        {
          amount: 10_000,
          currency: "usd",
          net_available: [{ amount: 10_000, destination: bank?.id, source_types: { card: 10_000 } }],
          source_types: { card: 10_000 },
        },
      ]);
    },
  );

  rule(
    "of an account that never had money is zero in its own currency",
    "docs.stripe.com/api/balance/balance_object",
    async () => {
      const { stripe, readyAccount } = await simulate();
      const stripeAccount = await readyAccount({ country: "GB" });
      const { available, pending } = await stripe.balance.retrieve({}, { stripeAccount });
      expect([available, pending]).toEqual([
        [{ amount: 0, currency: "gbp", source_types: { card: 0 } }],
        [{ amount: 0, currency: "gbp", source_types: { card: 0 } }],
      ]);
    },
  );

  rule("of an unknown account is forbidden", "docs.stripe.com/connect/authentication", async () => {
    const { stripe } = await simulate();
    await expect(stripe.balance.retrieve({}, { stripeAccount: "acct_1SimNobody" })).rejects.toMatchObject({
      statusCode: 403,
      code: "account_invalid",
    });
  });
});

describe("balance transactions", () => {
  rule(
    "have the reporting category of their type",
    "docs.stripe.com/reports/reporting-categories",
    async () => {
      const { stripe, control, account, on, moveTo } = await fundedAccount();
      const [transfer] = (await stripe.transfers.list()).data;
      await stripe.transfers.createReversal(transfer?.id ?? "", { amount: 1_000 });
      const { id: canceled } = await stripe.payouts.create({ amount: 100, currency: "usd" }, on);
      await stripe.payouts.cancel(canceled, {}, on);
      const { id: failed } = await stripe.payouts.create({ amount: 200, currency: "usd" });
      await control("POST", `/payouts/${failed}/fail`, { code: "could_not_process" });
      await control("PATCH", `/accounts/${account}`, { balance: { usd: -500 } });
      await moveTo("2026-11-02T11:00:00Z");
      const categories = async (options?: object) => {
        const { data } = await stripe.balanceTransactions.list({ limit: 100 }, options);
        return Object.fromEntries(data.map(({ type, reporting_category: category }) => [type, category]));
      };
      expect(await categories()).toEqual({
        payout: "payout",
        payout_failure: "payout_reversal",
        reserve_transaction: "connect_reserved_funds",
        topup: "topup",
        transfer: "transfer",
        transfer_refund: "transfer_reversal",
      });
      expect(await categories(on)).toEqual({
        adjustment: "other_adjustment",
        payment: "charge",
        payment_refund: "refund",
        payout: "payout",
        payout_cancel: "payout_reversal",
      });
    },
  );

  rule(
    "of one object are found by it, also when there are several",
    "docs.stripe.com/api/balance_transactions/list",
    async () => {
      const { stripe, on } = await fundedAccount();
      const { id } = await stripe.payouts.create({ amount: 100, currency: "usd" }, on);
      await stripe.payouts.cancel(id, {}, on);
      const { data } = await stripe.balanceTransactions.list({ source: id }, on);
      expect(data.map(({ type, net }) => ({ type, net }))).toEqual([
        { type: "payout_cancel", net: 100 },
        { type: "payout", net: -100 },
      ]);
      await expect(stripe.balanceTransactions.list({ source: "po_unknown" }, on)).rejects.toMatchObject({
        statusCode: 400,
        code: "resource_missing",
        param: "source",
      });
    },
  );

  rule(
    "are narrowed by creation, currency and type together",
    "docs.stripe.com/api/balance_transactions/list",
    async () => {
      const { stripe, control, moveTo } = await fundedAccount();
      await moveTo("2026-11-02T12:00:00Z");
      await control("POST", "/balance", { add: { usd: 7, eur: 8 } });
      const nets = async (filter: object) =>
        (await stripe.balanceTransactions.list(filter)).data.map(({ net }) => net);
      const since = { gte: at("2026-11-02T12:00:00Z") };
      expect(await nets({ created: since })).toEqual([8, 7]);
      expect(await nets({ created: since, currency: "eur" })).toEqual([8]);
      expect(await nets({ type: "topup", currency: "usd" })).toEqual([7, 1_000_000]);
      expect(await nets({ type: "payout" })).toEqual([]);
    },
  );

  rule(
    "show their source and its destination when expanded",
    "docs.stripe.com/api/expanding_objects",
    async () => {
      const { stripe, on } = await fundedAccount();
      const { id, balance_transaction: transaction } = await stripe.payouts.create(
        { amount: 100, currency: "usd" },
        on,
      );
      const found = await stripe.balanceTransactions.retrieve(
        idOf(transaction),
        { expand: ["source", "source.destination"] },
        on,
      );
      expect(found.source).toMatchObject({ id, object: "payout", destination: { object: "bank_account" } });
    },
  );

  rule(
    "are also served under the former name, balance history",
    "docs.stripe.com/api/balance_transactions/list",
    async () => {
      // The official client no longer knows these two, so nobody can hold them against its types.
      const { call, stripe } = await simulate({ observe: () => {} });
      await stripe.topups.create({
        amount: 700,
        currency: "usd",
        description: "Funds",
        statement_descriptor: "Funds",
      });
      const list = await call("/v1/balance/history?limit=1");
      const [first] = list.json["data"] as { id: string; type: string }[];
      expect([list.status, first?.type]).toEqual([200, "topup"]);
      const one = await call(`/v1/balance/history/${first?.id ?? ""}`);
      expect(one.json).toMatchObject({ id: first?.id, object: "balance_transaction" });
    },
  );

  rule("are not those of others", "docs.stripe.com/connect/authentication", async () => {
    const { stripe, on } = await fundedAccount();
    const [theirs] = (await stripe.balanceTransactions.list({}, on)).data;
    await expect(stripe.balanceTransactions.retrieve(theirs?.id ?? "")).rejects.toMatchObject({
      statusCode: 404,
      code: "resource_missing",
      message: matching(/^No such balance transaction/),
    });
  });
});
