import { describe, expect } from "vitest";
import { idOf, matching, simulate } from "../simulator.ts";
import { assumption, rule } from "./rule.ts";

async function transferred(account: Record<string, unknown> = {}) {
  const simulator = await simulate();
  const { stripe, control, readyAccount } = simulator;
  await control("POST", "/balance", { add: { eur: 1_000 } });
  const destination = await readyAccount(account);
  const transfer = await stripe.transfers.create({ amount: 1_000, currency: "eur", destination });
  const funds = async (stripeAccount?: string) =>
    (await stripe.balance.retrieve({}, stripeAccount === undefined ? {} : { stripeAccount })).available.find(
      ({ currency }) => currency === "eur",
    )?.amount;
  const spend = (left: number) => control("PATCH", `/accounts/${destination}`, { balance: { eur: left } });
  return { ...simulator, destination, transfer, funds, spend };
}

describe("a reversal", () => {
  rule(
    "takes back all unless told an amount, in the transfer's currency",
    "docs.stripe.com/api/transfer_reversals/create",
    async () => {
      const { stripe, transfer, destination, funds } = await transferred();
      const reversal = await stripe.transfers.createReversal(transfer.id, { metadata: { dispute: "du_1" } });
      expect(reversal).toMatchObject({
        object: "transfer_reversal",
        amount: 1_000,
        currency: "eur",
        destination_payment_refund: matching(/^pyr_/),
        metadata: { dispute: "du_1" },
        source_refund: null,
        transfer: transfer.id,
      });
      expect([await funds(), await funds(destination)]).toEqual([1_000, 0]);
      expect((await stripe.transfers.retrieve(transfer.id)).reversed).toBe(true);
    },
  );

  rule("of a part leaves the transfer unreversed", "docs.stripe.com/api/transfers/object", async () => {
    const { stripe, transfer } = await transferred();
    await stripe.transfers.createReversal(transfer.id, { amount: 999 });
    expect(await stripe.transfers.retrieve(transfer.id)).toMatchObject({
      amount_reversed: 999,
      reversed: false,
    });
    await stripe.transfers.createReversal(transfer.id, { amount: 1 });
    expect(await stripe.transfers.retrieve(transfer.id)).toMatchObject({
      amount_reversed: 1_000,
      reversed: true,
    });
  });

  rule("is never more than is left", "docs.stripe.com/api/transfer_reversals", async () => {
    const { stripe, transfer, funds } = await transferred();
    await stripe.transfers.createReversal(transfer.id, { amount: 400 });
    await expect(stripe.transfers.createReversal(transfer.id, { amount: 601 })).rejects.toMatchObject({
      statusCode: 400,
      type: "StripeInvalidRequestError",
    });
    expect(await funds()).toBe(400);
  });

  rule("of what is reversed already is refused", "alphagov/pay-connector#1809", async () => {
    const { stripe, transfer } = await transferred();
    await stripe.transfers.createReversal(transfer.id);
    await expect(stripe.transfers.createReversal(transfer.id)).rejects.toMatchObject({
      statusCode: 400,
      message: `The transfer ${transfer.id} is already fully reversed.`,
    });
  });

  rule(
    "is never more than is left, however many are sent at once",
    "docs.stripe.com/api/transfer_reversals",
    async () => {
      const { stripe, transfer, funds } = await transferred();
      const outcomes = await Promise.allSettled(
        Array.from({ length: 25 }, () => stripe.transfers.createReversal(transfer.id, { amount: 150 })),
      );
      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(6);
      expect(await funds()).toBe(900);
    },
  );

  for (const amount of [0, -1, 1.5]) {
    rule(`of ${amount} is refused`, "docs.stripe.com/error-codes#parameter-invalid-integer", async () => {
      const { stripe, transfer } = await transferred();
      await expect(stripe.transfers.createReversal(transfer.id, { amount })).rejects.toMatchObject({
        statusCode: 400,
        code: "parameter_invalid_integer",
        param: "amount",
      });
    });
  }

  rule("needs the money in the connected balance", "docs.stripe.com/api/transfer_reversals", async () => {
    const { stripe, transfer, spend, funds } = await transferred();
    await spend(999);
    await expect(stripe.transfers.createReversal(transfer.id)).rejects.toMatchObject({
      statusCode: 400,
      code: "balance_insufficient",
    });
    expect((await stripe.transfers.createReversal(transfer.id, { amount: 999 })).amount).toBe(999);
    expect(await funds()).toBe(999);
  });

  rule(
    "may leave an account negative that may be, and the platform's reserve covers it",
    "support.stripe.com/questions/connect-reserves-faq",
    async () => {
      const { stripe, transfer, destination, spend, funds } = await transferred({ mayGoNegative: true });
      await spend(300);
      await stripe.transfers.createReversal(transfer.id);
      expect([await funds(destination), await funds()]).toEqual([-700, 300]);
      const { connect_reserved: reserved } = await stripe.balance.retrieve();
      expect(reserved?.find(({ currency }) => currency === "eur")?.amount).toBe(700);
      const { data } = await stripe.balanceTransactions.list({ type: "reserve_transaction" });
      expect(data).toMatchObject([{ net: -700, reporting_category: "connect_reserved_funds" }]);
    },
  );

  rule(
    "has its balance transactions on both sides",
    "docs.stripe.com/api/balance_transactions/object",
    async () => {
      const { stripe, transfer, destination } = await transferred();
      const reversal = await stripe.transfers.createReversal(transfer.id, { amount: 250 });
      const back = await stripe.balanceTransactions.retrieve(idOf(reversal.balance_transaction));
      expect(back).toMatchObject({
        type: "transfer_refund",
        reporting_category: "transfer_reversal",
        net: 250,
        source: reversal.id,
      });
      const { data } = await stripe.balanceTransactions.list({ limit: 1 }, { stripeAccount: destination });
      expect(data).toMatchObject([
        { type: "payment_refund", net: -250, source: reversal.destination_payment_refund },
      ]);
    },
  );

  rule(
    "is a refund to the account, of the payment it got",
    "docs.stripe.com/api/transfer_reversals/object",
    async () => {
      const { stripe, transfer, destination: stripeAccount } = await transferred();
      const reversal = await stripe.transfers.createReversal(transfer.id, { amount: 250 });
      const refund = await stripe.refunds.retrieve(
        idOf(reversal.destination_payment_refund),
        { expand: ["charge"] },
        { stripeAccount },
      );
      expect(refund).toMatchObject({
        object: "refund",
        amount: 250,
        source_transfer_reversal: reversal.id,
        charge: { id: transfer.destination_payment, amount_refunded: 250, refunded: false },
      });
      const { data } = await stripe.refunds.list(
        { charge: idOf(transfer.destination_payment ?? null) },
        { stripeAccount },
      );
      expect(data.map(({ id }) => id)).toEqual([refund.id]);
    },
  );

  rule(
    "says transfer.reversed each time, with what it was before",
    "docs.stripe.com/api/events/types",
    async () => {
      const { stripe, transfer } = await transferred();
      await stripe.transfers.createReversal(transfer.id, { amount: 400 });
      await stripe.transfers.createReversal(transfer.id);
      const { data } = await stripe.events.list({ type: "transfer.reversed" });
      expect(data.map(({ data: { previous_attributes: former } }) => former)).toEqual([
        { amount_reversed: 400, reversed: false },
        { amount_reversed: 0 },
      ]);
      expect(data.map(({ data: { object } }) => object)).toMatchObject([
        { amount_reversed: 1_000, reversed: true },
        { amount_reversed: 400, reversed: false },
      ]);
    },
  );

  rule(
    "is listed under its transfer, ten newest in it",
    "docs.stripe.com/api/transfer_reversals/list",
    async () => {
      const { stripe, transfer } = await transferred();
      for (let amount = 1; amount <= 12; amount += 1)
        await stripe.transfers.createReversal(transfer.id, { amount });
      const { reversals } = await stripe.transfers.retrieve(transfer.id);
      expect(reversals.data.map(({ amount }) => amount)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3]);
      expect(reversals.has_more).toBe(true);
      const all = await stripe.transfers
        .listReversals(transfer.id, { limit: 5 })
        .autoPagingToArray({ limit: 100 });
      expect(all.map(({ amount }) => amount)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    },
  );

  rule(
    "changes in metadata only, and is found under its own transfer",
    "docs.stripe.com/api/transfer_reversals/update",
    async () => {
      const { stripe, call, transfer } = await transferred();
      const reversal = await stripe.transfers.createReversal(transfer.id, {
        amount: 1,
        metadata: { a: "1" },
      });
      const updated = await stripe.transfers.updateReversal(transfer.id, reversal.id, {
        metadata: { a: "", b: "2" },
      });
      expect(updated.metadata).toEqual({ b: "2" });
      expect(await call(`/v1/transfers/${transfer.id}/reversals/${reversal.id}`, "amount=2")).toMatchObject({
        status: 400,
        error: { code: "parameter_unknown" },
      });
      await expect(stripe.transfers.retrieveReversal("tr_none", reversal.id)).rejects.toMatchObject({
        statusCode: 404,
      });
    },
  );

  rule("expands its transfer and balance transaction", "stripe-node TransferReversals.d.ts", async () => {
    const { stripe, transfer } = await transferred();
    const expand = ["transfer.destination", "balance_transaction", "destination_payment_refund"];
    expect(await stripe.transfers.createReversal(transfer.id, { amount: 1, expand })).toMatchObject({
      transfer: { id: transfer.id, amount_reversed: 1, destination: { object: "account" } },
      balance_transaction: { type: "transfer_refund", net: 1 },
      destination_payment_refund: { object: "refund", amount: 1 },
    });
  });

  assumption("asks for the application fee in vain where there was none", async () => {
    const { stripe, transfer } = await transferred();
    const reversal = await stripe.transfers.createReversal(transfer.id, {
      amount: 1,
      refund_application_fee: true,
    });
    expect(reversal.amount).toBe(1);
  });
});
