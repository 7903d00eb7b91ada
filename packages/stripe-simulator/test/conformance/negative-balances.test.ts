import { describe, expect } from "vitest";
import { matching } from "../simulator.ts";
import { fundedAccount, type FundedAccount, usBank } from "./funded-account.ts";
import { assumption, rule } from "./rule.ts";

/** An account whose money went to the bank before its transfer was reversed: it owes `amount`. */
async function indebted(amount = 4_000): Promise<FundedAccount> {
  const simulator = await fundedAccount({ amount });
  const { stripe, control, account, on } = simulator;
  await control("PATCH", `/accounts/${account}`, { mayGoNegative: true });
  await stripe.payouts.create({ amount, currency: "usd" }, on);
  const [transfer] = (await stripe.transfers.list()).data;
  await stripe.transfers.createReversal(transfer?.id ?? "");
  return simulator;
}

async function reserved({ stripe }: FundedAccount): Promise<Record<string, number>> {
  const { connect_reserved: rows = [] } = await stripe.balance.retrieve();
  return Object.fromEntries(rows.map(({ currency, amount }) => [currency, amount]));
}

/** What all balance transactions of an account come to. */
async function explained({ stripe }: FundedAccount, stripeAccount?: string): Promise<number> {
  const options = stripeAccount === undefined ? {} : { stripeAccount };
  const { data } = await stripe.balanceTransactions.list({ limit: 100, currency: "usd" }, options);
  return data.reduce((sum, { net }) => sum + net, 0);
}

describe("a connected balance below zero", () => {
  rule(
    "is held back from the platform as connect_reserved, by a reserve_transaction",
    "support.stripe.com/questions/connect-reserves-faq",
    async () => {
      const simulator = await indebted();
      const { stripe, available, account } = simulator;
      expect(await available()).toEqual({ usd: -4_000 });
      expect(await reserved(simulator)).toEqual({ usd: 4_000 });
      expect(await available({})).toEqual({ usd: 1_000_000 - 4_000 });
      const { data } = await stripe.balanceTransactions.list({ type: "reserve_transaction" });
      expect(data).toMatchObject([{ net: -4_000, reporting_category: "connect_reserved_funds" }]);
      expect([await explained(simulator), await explained(simulator, account)]).toEqual([996_000, -4_000]);
    },
  );

  rule(
    "is cured by a transfer, and the reserve is released",
    "support.stripe.com/questions/connect-reserves-faq",
    async () => {
      const simulator = await indebted();
      const { stripe, available, account } = simulator;
      await stripe.transfers.create({ amount: 1_000, currency: "usd", destination: account });
      expect(await reserved(simulator)).toEqual({ usd: 3_000 });
      await stripe.transfers.create({ amount: 3_500, currency: "usd", destination: account });
      expect([await available(), await reserved(simulator)]).toEqual([{ usd: 500 }, { usd: 0 }]);
      const { data } = await stripe.balanceTransactions.list({ type: "reserve_transaction" });
      expect(data.map(({ net }) => net)).toEqual([3_000, 1_000, -4_000]);
    },
  );

  rule(
    "is collected from its bank account, where that is allowed",
    "docs.stripe.com/connect/account-balances",
    async () => {
      const simulator = await indebted();
      const { stripe, available, pending, moveTo, on } = simulator;
      await moveTo("2026-11-03T12:00:00Z");
      const [debit] = (await stripe.payouts.list({}, on)).data;
      expect(debit).toMatchObject({ amount: -4_000, automatic: true, status: "in_transit" });
      expect([await available(), await pending()]).toEqual([{ usd: -4_000 }, { usd: 4_000 }]);
      await moveTo("2026-11-06T00:00:00Z");
      expect((await stripe.payouts.retrieve(debit?.id ?? "", {}, on)).status).toBe("paid");
      expect([await available(), await pending(), await reserved(simulator)]).toEqual([
        { usd: 0 },
        { usd: 0 },
        { usd: 0 },
      ]);
      expect((await stripe.payouts.list({}, on)).data).toHaveLength(2);
    },
  );

  assumption("while it is collected, nothing is paid out; then all is, and explained", async () => {
    const simulator = await indebted(1_000);
    const { stripe, available, moveTo, on, account } = simulator;
    await moveTo("2026-11-03T12:00:00Z");
    await stripe.transfers.create({ amount: 2_500, currency: "usd", destination: account });
    await moveTo("2026-11-05T12:00:00Z");
    expect(await available()).toEqual({ usd: 1_500 });
    await moveTo("2026-11-10T12:00:00Z");
    const { data } = await stripe.payouts.list({}, on);
    const automatic = data.filter((payout) => payout.automatic);
    expect(automatic.map(({ amount }) => amount)).toEqual([2_500, -1_000]);
    for (const { id, amount } of automatic) {
      const contents = (await stripe.balanceTransactions.list({ payout: id }, on)).data;
      const paid = contents.filter(({ source }) => source !== id);
      expect(paid.reduce((sum, { net }) => sum + net, 0)).toBe(amount);
    }
  });

  rule(
    "stays when the bank refuses the debit, and its account is errored",
    "docs.stripe.com/connect/testing#payouts",
    async () => {
      const simulator = await indebted();
      const { stripe, available, pending, moveTo, on, bank, account } = simulator;
      const { id } = await bank({ ...usBank, account_number: "000333333335" });
      await moveTo("2026-11-10T00:00:00Z");
      expect((await stripe.payouts.list({ destination: id }, on)).data).toMatchObject([
        { amount: -4_000, status: "failed", failure_code: "debit_not_authorized" },
      ]);
      expect([await available(), await pending(), await reserved(simulator)]).toEqual([
        { usd: -4_000 },
        { usd: 0 },
        { usd: 4_000 },
      ]);
      const { data } = await stripe.balanceTransactions.list({ type: "reserve_transaction" });
      expect(data.map(({ net }) => net)).toEqual([-4_000]);
      expect(await explained(simulator, account)).toBe(-4_000);
    },
  );

  rule(
    "is not collected when debit_negative_balances is off",
    "docs.stripe.com/api/balance-settings/object",
    async () => {
      const simulator = await indebted();
      const { stripe, available, moveTo, on } = simulator;
      await stripe.balanceSettings.update({ payments: { debit_negative_balances: false } }, on);
      await moveTo("2027-02-01T00:00:00Z");
      expect(await available()).toEqual({ usd: -4_000 });
    },
  );

  rule(
    "is paid for good by the platform's reserve after 180 days",
    "support.stripe.com/questions/connect-reserves-faq",
    async () => {
      const simulator = await indebted();
      const { stripe, available, moveTo, on, account } = simulator;
      await stripe.balanceSettings.update({ payments: { debit_negative_balances: false } }, on);
      await moveTo("2027-05-01T09:59:59Z");
      expect([await available(), await reserved(simulator)]).toEqual([{ usd: -4_000 }, { usd: 4_000 }]);
      await moveTo("2027-05-01T10:00:00Z");
      expect([await available(), await reserved(simulator)]).toEqual([{ usd: 0 }, { usd: 0 }]);
      expect(await available({})).toEqual({ usd: 996_000 });
      const collected = { type: "connect_collection_transfer" };
      const theirs = await stripe.balanceTransactions.list(collected, on);
      const own = await stripe.balanceTransactions.list(collected);
      expect([theirs.data[0]?.net, own.data[0]?.net]).toEqual([4_000, -4_000]);
      expect([await explained(simulator), await explained(simulator, account)]).toEqual([996_000, 0]);
    },
  );

  rule(
    "begins its 180 days anew once it was cured",
    "support.stripe.com/questions/connect-reserves-faq",
    async () => {
      const simulator = await indebted();
      const { stripe, available, moveTo, on, account, control } = simulator;
      await stripe.balanceSettings.update(
        { payments: { debit_negative_balances: false, payouts: { schedule: { interval: "manual" } } } },
        on,
      );
      await stripe.transfers.create({ amount: 4_000, currency: "usd", destination: account });
      await moveTo("2027-01-01T10:00:00Z");
      await control("PATCH", `/accounts/${account}`, { balance: { usd: -100 } });
      await moveTo("2027-05-01T10:00:00Z");
      expect(await available()).toEqual({ usd: -100 });
      await moveTo("2027-06-30T10:00:00Z");
      expect(await available()).toEqual({ usd: 0 });
    },
  );
});

describe("a transfer whose money went to the bank", () => {
  rule(
    "cannot be reversed unless the account may go negative",
    "docs.stripe.com/connect/separate-charges-and-transfers",
    async () => {
      const { stripe, moveTo } = await fundedAccount({ amount: 4_000 });
      await moveTo("2026-11-03T12:00:00Z");
      const [transfer] = (await stripe.transfers.list()).data;
      await expect(stripe.transfers.createReversal(transfer?.id ?? "")).rejects.toMatchObject({
        statusCode: 400,
        code: "balance_insufficient",
        message: matching(/insufficient/),
      });
    },
  );
});
