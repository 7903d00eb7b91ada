import { describe, expect } from "vitest";
import { idOf, simulate } from "../simulator.ts";
import { assumption, rule } from "./rule.ts";

const bothWays = { usd: 10_000 };

async function disputed(source = "tok_createDispute") {
  const simulator = await simulate();
  const { stripe, control } = simulator;
  await control("POST", "/clock", { stands: true });
  await control("POST", "/prices", { chargePendingSeconds: 0 });
  await control("POST", "/balance", { add: bothWays });
  const charge = await stripe.charges.create({ amount: 4_200, currency: "usd", source });
  const [dispute] = (await stripe.disputes.list({ charge: charge.id })).data;
  if (dispute === undefined) throw new Error("The card made no dispute");
  const available = async () => (await stripe.balance.retrieve()).available[0]?.amount;
  const types = async () =>
    (await stripe.events.list({ limit: 100 })).data
      .map(({ type }) => type)
      .filter((type) => type.startsWith("charge.dispute."))
      .toReversed();
  return { ...simulator, charge, dispute, available, types };
}

/** 10,000 and the charge less its fee of 152. */
const undisputed = 10_000 + 4_200 - 152;

describe("a dispute", () => {
  rule(
    "comes from its test card, and takes the amount and a fee",
    "docs.stripe.com/testing#disputes",
    async () => {
      const { stripe, charge, dispute, available } = await disputed();
      expect(dispute).toMatchObject({
        object: "dispute",
        amount: 4_200,
        charge: charge.id,
        currency: "usd",
        evidence_details: { has_evidence: false, past_due: false, submission_count: 0 },
        is_charge_refundable: false,
        payment_method_details: { type: "card", card: { brand: "visa", case_type: "chargeback" } },
        reason: "fraudulent",
        status: "needs_response",
        balance_transactions: [
          {
            type: "adjustment",
            reporting_category: "dispute",
            amount: -4_200,
            fee: 1_500,
            fee_details: [{ amount: 1_500, description: "Dispute fee", type: "stripe_fee" }],
            net: -5_700,
            description: `Chargeback withdrawal for ${charge.id}`,
            source: dispute.id,
          },
        ],
      });
      expect(await available()).toBe(undisputed - 5_700);
      expect((await stripe.charges.retrieve(charge.id)).disputed).toBe(true);
    },
  );

  rule(
    "is not there yet when its charge is answered",
    "docs.stripe.com/disputes/how-disputes-work",
    async () => {
      const { charge, stripe } = await disputed();
      expect(charge.disputed).toBe(false);
      expect((await stripe.disputes.list()).data).toHaveLength(1);
    },
  );

  rule("of its other test card names another reason", "docs.stripe.com/testing#disputes", async () => {
    const { dispute } = await disputed("tok_createDisputeProductNotReceived");
    expect([dispute.reason, dispute.status]).toEqual(["product_not_received", "needs_response"]);
  });

  rule("says that it was created and its funds withdrawn", "docs.stripe.com/api/events/types", async () => {
    const { types } = await disputed();
    expect(await types()).toEqual(["charge.dispute.created", "charge.dispute.funds_withdrawn"]);
  });

  rule(
    "is under review once evidence is submitted, and by default it is",
    "docs.stripe.com/api/disputes/update",
    async () => {
      const { stripe, dispute } = await disputed();
      const staged = await stripe.disputes.update(dispute.id, {
        evidence: { customer_name: "Ada" },
        metadata: { case: "1" },
        submit: false,
      });
      expect(staged).toMatchObject({
        status: "needs_response",
        evidence: { customer_name: "Ada", receipt: null },
        evidence_details: { has_evidence: true, submission_count: 0 },
        metadata: { case: "1" },
      });
      const sent = await stripe.disputes.update(dispute.id, { evidence: { product_description: "A song" } });
      expect(sent).toMatchObject({
        status: "under_review",
        evidence: { customer_name: "Ada", product_description: "A song" },
        evidence_details: { submission_count: 1 },
      });
      expect((await stripe.disputes.retrieve(dispute.id)).status).toBe("under_review");
    },
  );

  rule(
    "is won by winning_evidence, and amount and fee return",
    "docs.stripe.com/testing#evidence",
    async () => {
      const { stripe, dispute, available, types } = await disputed();
      const evidence = { uncategorized_text: "winning_evidence" };
      expect((await stripe.disputes.update(dispute.id, { evidence })).status).toBe("under_review");
      const won = await stripe.disputes.retrieve(dispute.id);
      expect(won.status).toBe("won");
      expect(
        won.balance_transactions.map(({ net, reporting_category: category }) => [net, category]),
      ).toEqual([
        [-5_700, "dispute"],
        [5_700, "dispute_reversal"],
      ]);
      expect(await available()).toBe(undisputed);
      expect((await types()).slice(2)).toEqual([
        "charge.dispute.updated",
        "charge.dispute.closed",
        "charge.dispute.funds_reinstated",
      ]);
    },
  );

  rule("is lost by losing_evidence, and nothing returns", "docs.stripe.com/testing#evidence", async () => {
    const { stripe, dispute, available, types } = await disputed();
    await stripe.disputes.update(dispute.id, { evidence: { uncategorized_text: "losing_evidence" } });
    expect((await stripe.disputes.retrieve(dispute.id)).status).toBe("lost");
    expect(await available()).toBe(undisputed - 5_700);
    expect((await types()).at(-1)).toBe("charge.dispute.closed");
  });

  rule("is given up by closing it, once", "docs.stripe.com/api/disputes/close", async () => {
    const { stripe, dispute } = await disputed();
    expect((await stripe.disputes.close(dispute.id)).status).toBe("lost");
    await expect(stripe.disputes.close(dispute.id)).rejects.toMatchObject({ statusCode: 400 });
    await expect(
      stripe.disputes.update(dispute.id, { evidence: { customer_name: "Ada" } }),
    ).rejects.toMatchObject({ statusCode: 400 });
    expect((await stripe.disputes.update(dispute.id, { metadata: { a: "1" } })).metadata).toEqual({ a: "1" });
  });

  rule(
    "that nobody answers is lost when its time is over",
    "docs.stripe.com/disputes/responding",
    async () => {
      const { stripe, control, dispute } = await disputed();
      const dueBy = dispute.evidence_details.due_by ?? 0;
      await control("POST", "/clock", { advanceSeconds: dueBy - dispute.created - 1 });
      expect((await stripe.disputes.retrieve(dispute.id)).status).toBe("needs_response");
      await control("POST", "/clock", { advanceSeconds: 1 });
      expect((await stripe.disputes.retrieve(dispute.id)).status).toBe("lost");
    },
  );

  rule(
    "expands its charge and is listed by payment intent",
    "docs.stripe.com/api/disputes/list",
    async () => {
      const { stripe } = await simulate();
      const intent = await stripe.paymentIntents.create({
        amount: 1_000,
        currency: "usd",
        payment_method: "pm_card_createDispute",
        confirm: true,
      });
      const { data } = await stripe.disputes.list({ payment_intent: intent.id, expand: ["data.charge"] });
      expect(data).toMatchObject([
        { payment_intent: intent.id, charge: { id: intent.latest_charge, disputed: true } },
      ]);
      expect((await stripe.disputes.list({ payment_intent: "pi_none" })).data).toEqual([]);
    },
  );

  rule(
    "is found by its balance transactions",
    "docs.stripe.com/api/balance_transactions/object",
    async () => {
      const { stripe, dispute } = await disputed();
      const withdrawal = await stripe.balanceTransactions.retrieve(
        idOf(dispute.balance_transactions[0] ?? null),
        {
          expand: ["source"],
        },
      );
      expect(withdrawal).toMatchObject({ source: { object: "dispute", id: dispute.id } });
      const { data } = await stripe.balanceTransactions.list({ source: dispute.id });
      expect(data.map(({ id }) => id)).toEqual([withdrawal.id]);
    },
  );
});

describe("an inquiry", () => {
  rule("asks and takes nothing", "docs.stripe.com/disputes/how-disputes-work#inquiries", async () => {
    const { dispute, available, types } = await disputed("tok_createDisputeInquiry");
    expect(dispute).toMatchObject({
      status: "warning_needs_response",
      balance_transactions: [],
      is_charge_refundable: true,
      payment_method_details: { card: { case_type: "inquiry" } },
    });
    expect(await available()).toBe(undisputed);
    expect(await types()).toEqual(["charge.dispute.created"]);
  });

  rule("lets its charge be refunded", "docs.stripe.com/api/disputes/object", async () => {
    const { stripe, charge } = await disputed("tok_createDisputeInquiry");
    expect((await stripe.refunds.create({ charge: charge.id })).status).toBe("succeeded");
  });

  rule("becomes a dispute by escalate_inquiry_evidence", "docs.stripe.com/testing#evidence", async () => {
    const { stripe, dispute, available } = await disputed("tok_createDisputeInquiry");
    const evidence = { uncategorized_text: "escalate_inquiry_evidence" };
    expect((await stripe.disputes.update(dispute.id, { evidence })).status).toBe("warning_under_review");
    expect(await stripe.disputes.retrieve(dispute.id)).toMatchObject({
      status: "needs_response",
      is_charge_refundable: false,
      balance_transactions: [{ net: -5_700 }],
    });
    expect(await available()).toBe(undisputed - 5_700);
  });

  rule("closes without one by losing_evidence", "docs.stripe.com/testing#evidence", async () => {
    const { stripe, dispute, available } = await disputed("tok_createDisputeInquiry");
    await stripe.disputes.update(dispute.id, { evidence: { uncategorized_text: "losing_evidence" } });
    expect((await stripe.disputes.retrieve(dispute.id)).status).toBe("warning_closed");
    expect(await available()).toBe(undisputed);
  });
});

describe("the simulator", () => {
  assumption("disputes any charge, for a part of it, and closes the dispute either way", async () => {
    const { stripe, control } = await simulate();
    const charge = await stripe.charges.create({
      amount: 4_200,
      currency: "usd",
      source: "tok_bypassPending",
    });
    await control("POST", "/prices", { disputeFixed: 500 });
    const { id } = await control("POST", `/charges/${charge.id}/dispute`, {
      reason: "duplicate",
      amount: 200,
    });
    expect(await stripe.disputes.retrieve(String(id))).toMatchObject({ reason: "duplicate", amount: 200 });
    expect((await stripe.balance.retrieve()).available).toMatchObject([{ amount: 4_200 - 152 - 700 }]);
    await control("POST", `/disputes/${String(id)}/close`, { status: "won" });
    expect((await stripe.disputes.retrieve(String(id))).status).toBe("won");
    expect((await stripe.balance.retrieve()).available).toMatchObject([{ amount: 4_200 - 152 }]);
  });

  rule(
    "takes a dispute of a direct charge from the connected account",
    "docs.stripe.com/connect/disputes",
    async () => {
      const { stripe, readyAccount } = await simulate();
      const stripeAccount = await readyAccount({
        capabilities: { card_payments: "active" },
        mayGoNegative: true,
      });
      await stripe.charges.create(
        { amount: 1_000, currency: "usd", source: "tok_createDispute" },
        { stripeAccount },
      );
      const { data } = await stripe.disputes.list({}, { stripeAccount });
      expect(data).toMatchObject([{ amount: 1_000, status: "needs_response" }]);
      expect((await stripe.disputes.list()).data).toEqual([]);
      const { pending } = await stripe.balance.retrieve({}, { stripeAccount });
      expect(pending).toMatchObject([{ amount: 1_000 - 59 - 1_000 - 1_500 }]);
    },
  );
});
