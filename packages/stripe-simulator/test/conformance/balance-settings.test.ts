import { describe, expect } from "vitest";
import { fundedAccount } from "./funded-account.ts";
import { rule } from "./rule.ts";

describe("balance settings", () => {
  rule(
    "of a connected account pay out daily unless somebody says otherwise",
    "docs.stripe.com/api/balance-settings/object",
    async () => {
      const { stripe, on } = await fundedAccount();
      expect(await stripe.balanceSettings.retrieve({}, on)).toMatchObject({
        object: "balance_settings",
        payments: {
          debit_negative_balances: true,
          payouts: {
            minimum_balance_by_currency: null,
            schedule: { interval: "daily" },
            statement_descriptor: null,
            status: "enabled",
          },
          settlement_timing: { delay_days: 2, start_of_day: null },
        },
      });
    },
  );

  rule(
    "say that payouts are disabled where they are",
    "docs.stripe.com/api/balance-settings/object",
    async () => {
      const { stripe, control, account, on } = await fundedAccount();
      await control("PATCH", `/accounts/${account}`, { payoutsEnabled: false });
      const { payments } = await stripe.balanceSettings.retrieve({}, on);
      expect(payments.payouts?.status).toBe("disabled");
    },
  );

  rule("are changed in part, with an event", "docs.stripe.com/api/balance-settings/update", async () => {
    const { stripe, on, account } = await fundedAccount();
    await stripe.balanceSettings.update(
      { payments: { payouts: { minimum_balance_by_currency: { usd: 1_500, cad: 8_000 } } } },
      on,
    );
    const changed = await stripe.balanceSettings.update(
      {
        payments: {
          debit_negative_balances: false,
          payouts: {
            minimum_balance_by_currency: { cad: "" },
            schedule: { interval: "weekly", weekly_payout_days: ["monday", "wednesday"] },
            statement_descriptor: "CREATORS",
          },
          settlement_timing: { delay_days_override: 14 },
        },
      },
      on,
    );
    expect(changed.payments).toMatchObject({
      debit_negative_balances: false,
      payouts: {
        minimum_balance_by_currency: { usd: 1_500 },
        schedule: { interval: "weekly", weekly_payout_days: ["monday", "wednesday"] },
        statement_descriptor: "CREATORS",
      },
      settlement_timing: { delay_days: 14, delay_days_override: 14 },
    });
    const { data } = await stripe.events.list({ type: "balance_settings.updated" }, on);
    expect(data).toHaveLength(2);
    expect(data[0]).toMatchObject({
      account,
      data: { object: { payments: { debit_negative_balances: false } } },
    });
  });

  rule(
    "give the delay back to the country's default for an empty override",
    "docs.stripe.com/connect/manage-payout-schedule",
    async () => {
      const { stripe, on } = await fundedAccount();
      const set = (delay: number | "") =>
        stripe.balanceSettings.update(
          { payments: { settlement_timing: { delay_days_override: delay } } },
          on,
        );
      expect((await set(31)).payments.settlement_timing.delay_days).toBe(31);
      const { settlement_timing: back } = (await set("")).payments;
      expect(back.delay_days).toBe(2);
      expect(back).not.toHaveProperty("delay_days_override");
      await expect(set(32)).rejects.toMatchObject({
        statusCode: 400,
        param: "payments[settlement_timing][delay_days_override]",
      });
    },
  );

  rule(
    "need the days that belong to the interval, and take no others",
    "docs.stripe.com/api/balance-settings/update",
    async () => {
      const { stripe, on } = await fundedAccount();
      const set = (schedule: object) =>
        stripe.balanceSettings.update({ payments: { payouts: { schedule } } }, on);
      const param = "payments[payouts][schedule]";
      await expect(set({ interval: "weekly" })).rejects.toMatchObject({
        param: `${param}[weekly_payout_days]`,
      });
      await expect(set({ interval: "monthly" })).rejects.toMatchObject({
        param: `${param}[monthly_payout_days]`,
      });
      await expect(set({ interval: "daily", monthly_payout_days: [1] })).rejects.toMatchObject({
        param: `${param}[monthly_payout_days]`,
      });
      await expect(set({ interval: "weekly", weekly_payout_days: ["sunday"] })).rejects.toMatchObject({
        statusCode: 400,
      });
      await expect(set({ interval: "monthly", monthly_payout_days: [32] })).rejects.toMatchObject({
        statusCode: 400,
      });
      expect((await stripe.balanceSettings.retrieve({}, on)).payments.payouts?.schedule).toEqual({
        interval: "daily",
      });
    },
  );
});

describe("the payout schedule of a v1 account", () => {
  rule(
    "is the same thing as its balance settings",
    "docs.stripe.com/connect/manage-payout-schedule",
    async () => {
      const { stripe, on, account } = await fundedAccount();
      const updated = await stripe.accounts.update(account, {
        settings: {
          payouts: {
            debit_negative_balances: false,
            schedule: { interval: "weekly", weekly_anchor: "friday", delay_days: 9 },
          },
        },
      });
      expect(updated.settings?.payouts).toMatchObject({
        debit_negative_balances: false,
        schedule: { interval: "weekly", weekly_anchor: "friday", delay_days: 9 },
      });
      expect((await stripe.balanceSettings.retrieve({}, on)).payments).toMatchObject({
        debit_negative_balances: false,
        payouts: { schedule: { interval: "weekly", weekly_payout_days: ["friday"] } },
        settlement_timing: { delay_days: 9 },
      });
    },
  );

  rule("needs an anchor for its interval", "docs.stripe.com/api/accounts/update", async () => {
    const { stripe, account } = await fundedAccount();
    const schedule = { interval: "monthly" } as const;
    await expect(
      stripe.accounts.update(account, { settings: { payouts: { schedule } } }),
    ).rejects.toMatchObject({
      statusCode: 400,
      param: "settings[payouts][schedule][monthly_anchor]",
    });
  });

  rule(
    "holds charges for the country's minimum when it says minimum",
    "docs.stripe.com/api/accounts/update",
    async () => {
      const { stripe, account } = await fundedAccount();
      const delay = async (delay_days: number | "minimum") => {
        const { settings } = await stripe.accounts.update(account, {
          settings: { payouts: { schedule: { delay_days } } },
        });
        return settings?.payouts?.schedule.delay_days;
      };
      expect([await delay(20), await delay("minimum")]).toEqual([20, 2]);
    },
  );
});
