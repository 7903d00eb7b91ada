import { describe, expect } from "vitest";
import { matching } from "../simulator.ts";
import { fundedAccount, usBank } from "./funded-account.ts";
import { assumption, rule } from "./rule.ts";

describe("the transactions of an automatic payout", () => {
  rule(
    "are those it paid out, and add up to its amount",
    "docs.stripe.com/api/balance_transactions/list",
    async () => {
      const { stripe, on, moveTo, account } = await fundedAccount();
      const { id } = await stripe.payouts.create({ amount: 3_000, currency: "usd" }, on);
      await stripe.transfers.create({ amount: 250, currency: "usd", destination: account });
      await moveTo("2026-11-03T12:00:00Z");
      await stripe.transfers.create({ amount: 400, currency: "usd", destination: account });
      await moveTo("2026-11-06T00:00:00Z");
      const payouts = (await stripe.payouts.list({}, on)).data.filter(({ automatic }) => automatic);
      expect(payouts.map(({ amount }) => amount)).toEqual([400, 7_250]);
      const transactions = await Promise.all(
        payouts.map(async (payout) => {
          const { data } = await stripe.balanceTransactions.list({ payout: payout.id }, on);
          const others = data.filter(({ source }) => source !== payout.id);
          return others.map(({ net, source, type }) => ({ net, source, type }));
        }),
      );
      expect(transactions).toEqual([
        [{ net: 400, source: matching(/^py_/), type: "payment" }],
        [
          { net: 250, source: matching(/^py_/), type: "payment" },
          { net: -3_000, source: id, type: "payout" },
          { net: 10_000, source: matching(/^py_/), type: "payment" },
        ],
      ]);
    },
  );

  rule(
    "are known once its reconciliation is completed",
    "docs.stripe.com/error-codes#payout-reconciliation-not-ready",
    async () => {
      const { stripe, on, moveTo, eventsOf } = await fundedAccount();
      await moveTo("2026-11-03T00:00:00Z");
      const [payout] = (await stripe.payouts.list({}, on)).data;
      const id = payout?.id ?? "";
      await expect(stripe.balanceTransactions.list({ payout: id }, on)).rejects.toMatchObject({
        statusCode: 400,
        code: "payout_reconciliation_not_ready",
      });
      await moveTo("2026-11-04T00:00:00Z");
      expect((await stripe.balanceTransactions.list({ payout: id }, on)).data).toHaveLength(2);
      expect(await eventsOf(id)).toEqual([
        "payout.created",
        "payout.paid",
        "payout.reconciliation_completed",
      ]);
    },
  );

  rule("are not told of manual payouts", "docs.stripe.com/payouts/reconciliation", async () => {
    const { stripe, on } = await fundedAccount();
    const { id } = await stripe.payouts.create({ amount: 3_000, currency: "usd" }, on);
    await expect(stripe.balanceTransactions.list({ payout: id }, on)).rejects.toMatchObject({
      statusCode: 400,
      message: "Balance transaction history can only be filtered on automatic transfers, not manual.",
    });
    await expect(stripe.balanceTransactions.list({ payout: id })).rejects.toMatchObject({
      code: "resource_missing",
      param: "payout",
    });
  });

  rule(
    "of the next one begin with what a failed one gave back",
    "docs.stripe.com/payouts#payout-failures",
    async () => {
      const { stripe, on, moveTo, bank } = await fundedAccount();
      await bank({ ...usBank, account_number: "000111111113" });
      await moveTo("2026-11-04T12:00:00Z");
      await bank({ ...usBank, account_number: "000123456789" });
      await moveTo("2026-11-06T12:00:00Z");
      const [second, first] = (await stripe.payouts.list({}, on)).data;
      expect([first?.status, second?.status, second?.amount]).toEqual(["failed", "paid", 10_000]);
      const { data } = await stripe.balanceTransactions.list({ payout: second?.id ?? "" }, on);
      expect(data).toMatchObject([
        { type: "payout", source: second?.id },
        { type: "payout_failure", net: 10_000, source: first?.id },
      ]);
    },
  );

  assumption("begin with the payout's own, so that all of them add up to nothing", async () => {
    const { stripe, on, moveTo } = await fundedAccount();
    await moveTo("2026-11-06T00:00:00Z");
    const [payout] = (await stripe.payouts.list({}, on)).data;
    const { data } = await stripe.balanceTransactions.list({ payout: payout?.id ?? "" }, on);
    expect(data.map(({ net, source }) => ({ net, source }))).toEqual([
      { net: -10_000, source: payout?.id },
      { net: 10_000, source: matching(/^py_/) },
    ]);
  });
});
