import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished } from "vitest";
import { startStripeSimulator } from "../../src/index.ts";
import { around, matching, simulate } from "../simulator.ts";
import { at, fundedAccount, monday } from "./funded-account.ts";
import { assumption, rule } from "./rule.ts";

describe("automatic payouts", () => {
  rule(
    "send the whole available balance every business day",
    "docs.stripe.com/connect/payouts-connected-accounts",
    async () => {
      const { stripe, on, moveTo, available } = await fundedAccount();
      await moveTo("2026-11-03T00:00:00Z");
      expect(await available()).toEqual({ usd: 0 });
      const { data } = await stripe.payouts.list({}, on);
      expect(data).toMatchObject([
        {
          amount: 10_000,
          arrival_date: at("2026-11-04T00:00:00Z"),
          automatic: true,
          created: at("2026-11-03T00:00:00Z"),
          destination: matching(/^ba_/),
          reconciliation_status: "in_progress",
          status: "in_transit",
        },
      ]);
      await moveTo("2026-11-05T00:00:00Z");
      expect((await stripe.payouts.list({}, on)).data).toMatchObject([
        { status: "paid", reconciliation_status: "completed" },
      ]);
    },
  );

  rule("rest on weekends", "docs.stripe.com/payouts#payout-schedule", async () => {
    const { stripe, on, moveTo } = await fundedAccount({ now: "2026-11-07T01:00:00Z" });
    await moveTo("2026-11-08T23:00:00Z");
    expect((await stripe.payouts.list({}, on)).data).toEqual([]);
    await moveTo("2026-11-09T00:00:00Z");
    expect((await stripe.payouts.list({}, on)).data).toMatchObject([{ amount: 10_000 }]);
  });

  rule("wait while the interval is manual", "docs.stripe.com/connect/manual-payouts", async () => {
    const { stripe, on, moveTo, available } = await fundedAccount({ schedule: "manual" });
    await moveTo("2026-12-01T00:00:00Z");
    expect(await available()).toEqual({ usd: 10_000 });
    expect((await stripe.payouts.list({}, on)).data).toEqual([]);
  });

  rule(
    "of a weekly schedule come on its days",
    "docs.stripe.com/connect/manage-payout-schedule",
    async () => {
      const { stripe, on, moveTo } = await fundedAccount();
      const schedule = { interval: "weekly", weekly_payout_days: ["thursday"] } as const;
      await stripe.balanceSettings.update(
        {
          payments: {
            payouts: { schedule: { ...schedule, weekly_payout_days: [...schedule.weekly_payout_days] } },
          },
        },
        on,
      );
      await moveTo("2026-11-04T23:59:00Z");
      expect((await stripe.payouts.list({}, on)).data).toEqual([]);
      await moveTo("2026-11-05T00:00:00Z");
      expect((await stripe.payouts.list({}, on)).data).toMatchObject([
        { created: at("2026-11-05T00:00:00Z") },
      ]);
    },
  );

  rule(
    "of the 31st come on the last day of a shorter month, or on the business day after it",
    "docs.stripe.com/api/balance-settings/update",
    async () => {
      const { stripe, on, moveTo } = await fundedAccount();
      await stripe.balanceSettings.update(
        { payments: { payouts: { schedule: { interval: "monthly", monthly_payout_days: [31] } } } },
        on,
      );
      await moveTo("2026-11-29T12:00:00Z");
      expect((await stripe.payouts.list({}, on)).data).toEqual([]);
      await moveTo("2026-11-30T00:00:00Z");
      const created = async () => (await stripe.payouts.list({}, on)).data.map((payout) => payout.created);
      expect(await created()).toEqual([at("2026-11-30T00:00:00Z")]);
      await stripe.transfers.create({ amount: 500, currency: "usd", destination: on.stripeAccount });
      // The 31st of January 2027 is a Sunday.
      await moveTo("2026-12-31T12:00:00Z");
      await stripe.transfers.create({ amount: 500, currency: "usd", destination: on.stripeAccount });
      await moveTo("2027-02-01T00:00:00Z");
      expect(await created()).toEqual([
        at("2027-02-01T00:00:00Z"),
        at("2026-12-31T00:00:00Z"),
        at("2026-11-30T00:00:00Z"),
      ]);
    },
  );

  rule(
    "retain the minimum balance, and still add up",
    "docs.stripe.com/payouts/minimum-balances-for-automatic-payouts",
    async () => {
      const { stripe, on, moveTo, available } = await fundedAccount();
      await stripe.balanceSettings.update(
        { payments: { payouts: { minimum_balance_by_currency: { usd: 1_500 } } } },
        on,
      );
      await moveTo("2026-11-05T00:00:00Z");
      expect(await available()).toEqual({ usd: 1_500 });
      const [payout] = (await stripe.payouts.list({}, on)).data;
      expect(payout).toMatchObject({ amount: 8_500, status: "paid" });
      const { data } = await stripe.balanceTransactions.list({ payout: payout?.id ?? "" }, on);
      expect(data.map(({ type, net }) => ({ type, net }))).toEqual([
        { type: "payout", net: -8_500 },
        { type: "payout_minimum_balance_hold", net: -1_500 },
        { type: "payment", net: 10_000 },
      ]);
    },
  );

  rule(
    "leave what is below the country's minimum, and tell nobody",
    "docs.stripe.com/connect/cross-border-payouts/special-requirements",
    async () => {
      const { stripe, on, moveTo, available } = await fundedAccount({
        amount: 999,
        currency: "mxn",
        facts: { country: "MX" },
      });
      await moveTo("2026-11-10T00:00:00Z");
      expect(await available()).toEqual({ mxn: 999 });
      expect((await stripe.payouts.list({}, on)).data).toEqual([]);
      expect((await stripe.events.list({ types: ["payout.created", "payout.failed"] }, on)).data).toEqual([]);
      await stripe.transfers.create({ amount: 1, currency: "mxn", destination: on.stripeAccount });
      await moveTo("2026-11-11T00:00:00Z");
      expect((await stripe.payouts.list({}, on)).data).toMatchObject([{ amount: 1_000 }]);
    },
  );

  rule(
    "go to the default external account of each currency, and stay where there is none",
    "docs.stripe.com/connect/payouts-connected-accounts",
    async () => {
      const { stripe, on, moveTo, available, control, account } = await fundedAccount();
      await control("POST", "/balance", { add: { eur: 1_000 } });
      await stripe.transfers.create({ amount: 700, currency: "eur", destination: account });
      await moveTo("2026-11-03T00:00:00Z");
      expect(await available()).toEqual({ usd: 0, eur: 700 });
      await stripe.accounts.createExternalAccount(account, {
        external_account: {
          object: "bank_account",
          country: "DE",
          currency: "eur",
          account_number: "DE89370400440532013000",
        },
      });
      await moveTo("2026-11-04T00:00:00Z");
      expect((await stripe.payouts.list({}, on)).data).toMatchObject([
        { amount: 700, currency: "eur" },
        { amount: 10_000, currency: "usd" },
      ]);
    },
  );

  rule(
    "carry the statement descriptor of the settings",
    "docs.stripe.com/connect/payout-statement-descriptors",
    async () => {
      const { stripe, on, moveTo } = await fundedAccount();
      await stripe.balanceSettings.update(
        { payments: { payouts: { statement_descriptor: "CREATORS" } } },
        on,
      );
      await moveTo("2026-11-03T00:00:00Z");
      expect((await stripe.payouts.list({}, on)).data).toMatchObject([{ statement_descriptor: "CREATORS" }]);
    },
  );

  rule(
    "go on after a restart, and what they paid out is still known",
    "docs.stripe.com/api/balance_transactions/list",
    async () => {
      const stateDir = mkdtempSync(join(tmpdir(), "stripe-simulator-"));
      onTestFinished(() => rmSync(stateDir, { recursive: true, force: true }));
      let now = new Date(monday);
      const first = await startStripeSimulator({ port: 0, stateDir, now: () => now });
      const before = around(first);
      const account = await before.readyAccount();
      const on = { stripeAccount: account };
      await before.stripe.topups.create({
        amount: 20_000,
        currency: "usd",
        description: "F",
        statement_descriptor: "F",
      });
      await before.stripe.transfers.create({ amount: 10_000, currency: "usd", destination: account });
      now = new Date("2026-11-03T12:00:00Z");
      await before.stripe.transfers.create({ amount: 77, currency: "usd", destination: account });
      await first.close();
      const after = await simulate({ stateDir, now: () => new Date("2026-11-06T00:00:00Z") });
      const { data: payouts } = await after.stripe.payouts.list({}, on);
      expect(payouts.map(({ amount, status }) => ({ amount, status }))).toEqual([
        { amount: 77, status: "paid" },
        { amount: 10_000, status: "paid" },
      ]);
      for (const { id, amount } of payouts) {
        const { data } = await after.stripe.balanceTransactions.list({ payout: id }, on);
        expect(data.map(({ net }) => net)).toEqual([-amount, amount]);
      }
    },
  );

  rule("cannot be cancelled", "docs.stripe.com/api/payouts/cancel", async () => {
    const { stripe, on, moveTo } = await fundedAccount();
    await moveTo("2026-11-03T00:00:00Z");
    const [payout] = (await stripe.payouts.list({}, on)).data;
    await expect(stripe.payouts.cancel(payout?.id ?? "", {}, on)).rejects.toMatchObject({ statusCode: 400 });
  });

  assumption("the platform is paid out only when it asks, until its settings say otherwise", async () => {
    const { stripe, moveTo, available } = await fundedAccount();
    await moveTo("2026-11-05T12:00:00Z");
    expect(await available({})).toEqual({ usd: 990_000 });
    await stripe.balanceSettings.update({ payments: { payouts: { schedule: { interval: "daily" } } } });
    await moveTo("2026-11-06T00:00:00Z");
    expect(await available({})).toEqual({ usd: 0 });
    expect((await stripe.payouts.list()).data).toMatchObject([{ amount: 990_000, automatic: true }]);
  });
});
