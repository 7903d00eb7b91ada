import { describe, expect, test } from "vitest";
import { matching } from "../simulator.ts";
import { fundedAccount, usBank } from "./funded-account.ts";
import { rule } from "./rule.ts";

describe("a payout is called back", () => {
  rule(
    "while it is pending, and the money is available again",
    "docs.stripe.com/api/payouts/cancel",
    async () => {
      const { stripe, on, available, eventsOf, moveTo } = await fundedAccount();
      const { id } = await stripe.payouts.create({ amount: 4_000, currency: "usd" }, on);
      const canceled = await stripe.payouts.cancel(id, { expand: ["failure_balance_transaction"] }, on);
      expect(canceled).toMatchObject({
        status: "canceled",
        failure_code: null,
        failure_balance_transaction: {
          amount: 4_000,
          reporting_category: "payout_reversal",
          source: id,
          type: "payout_cancel",
        },
      });
      expect(await available()).toEqual({ usd: 10_000 });
      await moveTo("2026-11-02T23:00:00Z");
      expect(await eventsOf(id)).toEqual(["payout.created", "payout.canceled"]);
    },
  );

  rule("never once it was submitted", "docs.stripe.com/api/payouts/cancel", async () => {
    const { stripe, on, moveTo } = await fundedAccount();
    const { id } = await stripe.payouts.create({ amount: 4_000, currency: "usd" }, on);
    await moveTo("2026-11-03T00:00:00Z");
    await expect(stripe.payouts.cancel(id, {}, on)).rejects.toMatchObject({
      statusCode: 400,
      message: "Payouts can only be canceled while they are pending.",
    });
  });
});

describe("a paid payout is reversed", () => {
  rule(
    "by a payout with a negative amount that debits the bank account",
    "docs.stripe.com/api/payouts/reverse",
    async () => {
      const { stripe, on, moveTo, available, pending } = await fundedAccount({ schedule: "manual" });
      const original = await stripe.payouts.create({ amount: 4_000, currency: "usd" }, on);
      await moveTo("2026-11-04T09:00:00Z");
      const reversal = await stripe.payouts.reverse(original.id, { metadata: { why: "mistake" } }, on);
      expect(reversal).toMatchObject({
        amount: -4_000,
        original_payout: original.id,
        status: "pending",
        metadata: { why: "mistake" },
      });
      expect(await stripe.payouts.retrieve(original.id, {}, on)).toMatchObject({
        reversed_by: reversal.id,
        status: "paid",
      });
      expect([await available(), await pending()]).toEqual([{ usd: 6_000 }, { usd: 4_000 }]);
      await moveTo("2026-11-10T00:00:00Z");
      expect((await stripe.payouts.retrieve(reversal.id, {}, on)).status).toBe("paid");
      expect([await available(), await pending()]).toEqual([{ usd: 10_000 }, { usd: 0 }]);
      await expect(stripe.payouts.reverse(original.id, {}, on)).rejects.toMatchObject({ statusCode: 400 });
    },
  );

  rule(
    "only on connected accounts, in the US and Canada",
    "docs.stripe.com/connect/payout-reversals",
    async () => {
      const { stripe, on, moveTo } = await fundedAccount({ currency: "gbp", facts: { country: "GB" } });
      const theirs = await stripe.payouts.create({ amount: 4_000, currency: "gbp" }, on);
      const own = await fundedAccount();
      const platforms = await own.stripe.payouts.create({ amount: 1, currency: "usd" });
      await own.moveTo("2026-11-04T09:00:00Z");
      await expect(own.stripe.payouts.reverse(platforms.id)).rejects.toMatchObject({
        statusCode: 400,
        message: matching(/connected accounts/),
      });
      await moveTo("2026-11-04T09:00:00Z");
      await expect(stripe.payouts.reverse(theirs.id, {}, on)).rejects.toMatchObject({
        statusCode: 400,
        message: matching(/US and Canadian bank accounts/),
      });
    },
  );

  rule("and not while cancelling is still possible", "docs.stripe.com/api/payouts/reverse", async () => {
    const { stripe, on } = await fundedAccount();
    const { id } = await stripe.payouts.create({ amount: 4_000, currency: "usd" }, on);
    await expect(stripe.payouts.reverse(id, {}, on)).rejects.toMatchObject({
      statusCode: 400,
      message: matching(/\/v1\/payouts\/:id\/cancel/),
    });
  });
});

describe("the bank sends a payout back", () => {
  const numbers = {
    no_account: "000111111116",
    account_closed: "000111111113",
    insufficient_funds: "000222222227",
    debit_not_authorized: "000333333335",
    invalid_currency: "000444444440",
  } as const;
  for (const [code, account_number] of Object.entries(numbers)) {
    rule(
      `with ${code} for ${account_number}, and the money returns`,
      "docs.stripe.com/connect/testing#payouts",
      async () => {
        const { stripe, on, moveTo, bank, available, eventsOf } = await fundedAccount({ schedule: "manual" });
        const { id: destination } = await bank({ ...usBank, account_number });
        const { id } = await stripe.payouts.create({ amount: 4_000, currency: "usd" }, on);
        await moveTo("2026-11-04T00:00:00Z");
        const failed = await stripe.payouts.retrieve(id, { expand: ["failure_balance_transaction"] }, on);
        expect(failed).toMatchObject({
          status: "failed",
          destination,
          failure_code: code,
          failure_message: matching(/\.$/),
          failure_balance_transaction: {
            net: 4_000,
            type: "payout_failure",
            reporting_category: "payout_reversal",
          },
        });
        expect(await available()).toEqual({ usd: 10_000 });
        expect(await eventsOf(id)).toEqual(["payout.created", "payout.updated", "payout.failed"]);
      },
    );
  }

  rule("also from a debit card", "docs.stripe.com/connect/testing#debit-card-numbers", async () => {
    const { stripe, on, moveTo } = await fundedAccount();
    const card = await stripe.accounts.createExternalAccount(on.stripeAccount, {
      external_account: "tok_visa_debit_us_transferFail",
    });
    const { id } = await stripe.payouts.create({ amount: 100, currency: "usd", destination: card.id }, on);
    await moveTo("2026-11-04T00:00:00Z");
    expect(await stripe.payouts.retrieve(id, {}, on)).toMatchObject({
      status: "failed",
      failure_code: "could_not_process",
      type: "card",
    });
  });

  rule(
    "and its account is errored: nothing more is sent there until it is updated",
    "support.stripe.com/questions/managing-connect-payout-failures",
    async () => {
      const { stripe, on, moveTo, bank, eventsOf, account } = await fundedAccount();
      const { id } = await bank({ ...usBank, account_number: "000111111113" });
      await moveTo("2026-11-04T12:00:00Z");
      const shown = await stripe.accounts.retrieveExternalAccount(account, id);
      expect(shown).toMatchObject({ status: "errored" });
      expect(await eventsOf(id)).toContain("account.external_account.updated");
      const { data: failed } = await stripe.payouts.list({ destination: id }, on);
      expect(failed).toMatchObject([{ automatic: true, status: "failed" }]);
      await expect(stripe.payouts.create({ amount: 100, currency: "usd" }, on)).rejects.toMatchObject({
        code: "bank_account_unusable",
        param: "destination",
      });
      await moveTo("2026-11-10T12:00:00Z");
      expect((await stripe.payouts.list({ destination: id }, on)).data).toHaveLength(1);
      await stripe.accounts.updateExternalAccount(account, id);
      expect(await stripe.accounts.retrieveExternalAccount(account, id)).toMatchObject({ status: "new" });
      await moveTo("2026-11-11T12:00:00Z");
      expect((await stripe.payouts.list({ destination: id }, on)).data).toHaveLength(2);
    },
  );

  rule(
    "even after it was paid, within five business days",
    "docs.stripe.com/api/payouts/object#payout_object-status",
    async () => {
      const { stripe, on, moveTo, control, available, eventsOf } = await fundedAccount({ amount: 4_000 });
      const { id } = await stripe.payouts.create({ amount: 4_000, currency: "usd" }, on);
      await moveTo("2026-11-11T00:00:00Z");
      expect(await control("POST", `/payouts/${id}/fail`, { code: "account_closed" })).toMatchObject({
        status: "failed",
      });
      expect(await available()).toEqual({ usd: 4_000 });
      expect((await eventsOf(id)).slice(-2)).toEqual(["payout.paid", "payout.failed"]);
      const { id: late } = await stripe.payouts.create({ amount: 100, currency: "usd" });
      await moveTo("2026-11-20T00:00:01Z");
      expect(await control("POST", `/payouts/${late}/fail`, { code: "account_closed" })).toMatchObject({
        error: { message: matching(/within 5 business days/) },
      });
    },
  );
});

test("a payout arrives at once when the simulator is told so", async () => {
  const { stripe, on, control } = await fundedAccount();
  const { id } = await stripe.payouts.create({ amount: 100, currency: "usd" }, on);
  expect(await control("POST", `/payouts/${id}/pay`)).toMatchObject({ id, status: "paid" });
  expect(await control("POST", `/payouts/${id}/pay`)).toMatchObject({
    error: { message: "The payout is paid" },
  });
});
