import { describe, expect, test } from "vitest";
import { freezeReversal } from "../src/index.ts";
import { simulatedStripe, type SimulatedStripe } from "./simulated-stripe.ts";

async function openFor({ provider }: SimulatedStripe): Promise<string> {
  const account = await provider.openConnectedAccount({
    creatorId: "creator_ana",
    email: "ana@example.com",
    displayName: "Ana Example",
    country: "US",
    currency: "USD",
    idempotencyKey: "payrun_simulator_account_creator_ana_1",
  });
  if (account.kind !== "opened") throw new Error(JSON.stringify(account));
  return account.accountId;
}

describe("a creator goes all the way", () => {
  test.for([{ api: 2 }, { api: 1 }])("with an account of v$api", async ({ api }) => {
    const stripe = await simulatedStripe();
    const { provider, control, transfer, advanceDays } = stripe;
    if (api === 1) {
      const closed = { kind: "error", status: 400, code: "accounts_v2_access_blocked" };
      await control("POST", "/faults", { ...closed, match: { path: "/v2/core/accounts" } });
    }
    const accountId = await openFor(stripe);
    const link = { accountId, returnUrl: "https://payrun.example/r", refreshUrl: "https://payrun.example/f" };
    expect(await provider.onboardingLink(link)).toMatchObject({ kind: "link" });
    expect(await provider.readAccount(accountId)).toMatchObject({
      transfersActive: false,
      payoutsEnabled: false,
    });

    await control("POST", `/accounts/${accountId}/onboard`, { outcome: "complete" });
    expect(await provider.dashboardLink(accountId)).toMatchObject({ kind: "link" });
    expect(await provider.readAccount(accountId)).toMatchObject({
      transfersActive: true,
      payoutsEnabled: true,
      detailsSubmitted: true,
      requirementsPastDue: [],
      requirementsCurrentlyDue: [],
      disabledReason: null,
      currentDeadline: null,
      payoutSchedule: { interval: "daily" },
      bankDestinations: [{ state: "usable", currency: "USD", isDefaultForCurrency: true }],
    });

    const transferId = await transfer("item_1", accountId, 40_00n);
    await advanceDays(8);
    const createdFrom = new Date(0);
    const listed = await provider.listBankPayouts({ accountId, createdFrom });
    if (listed.kind !== "bank_payouts") throw new Error("Out of reach");
    const [payout] = listed.payouts;
    if (payout === undefined) throw new Error("No payout");
    expect(payout).toMatchObject({
      status: "in_bank",
      amountMinor: 40_00n,
      currency: "USD",
      automatic: true,
    });
    const of = { accountId, payoutId: payout.payoutId };
    expect(await provider.transfersInBankPayout(of)).toMatchObject({
      attribution: "complete",
      transfers: [{ transferId, netMinor: 40_00n }],
      addsUp: true,
    });

    await control("POST", `/payouts/${payout.payoutId}/fail`, { code: "no_account" });
    expect(await provider.readBankPayout(of)).toMatchObject({
      payout: { status: "failed", failure: { kind: "account_closed", stripeCode: "no_account" } },
    });
    expect(await provider.readAccount(accountId)).toMatchObject({ bankDestinations: [{ state: "stopped" }] });

    const { transfers } = await provider.findTransfers({ payoutItemId: "item_1" });
    const [found] = transfers;
    if (found === undefined) throw new Error("No transfer");
    const frozen = freezeReversal({
      reversalId: "reversal_1",
      transfer: found,
      payoutItemId: "item_1",
      amountMinor: 40_00n,
      currency: "USD",
      reason: "bank_account_gone",
    });
    const { answer } = await provider.submitReversal({
      frozen,
      idempotencyKey: "payrun_simulator_reversal_1",
    });
    expect(answer).toMatchObject({ kind: "reversal", transferId, amountMinor: 40_00n });
    const { available } = await provider.readBalance();
    expect(available).toEqual([{ currency: "USD", amountMinor: 10_000_00n }]);
  });
});

describe("what a creator left undone is told", () => {
  const readAfter = async (stripe: SimulatedStripe, body: object) => {
    const accountId = await openFor(stripe);
    await stripe.control("POST", `/accounts/${accountId}/onboard`, body);
    const read = async () => {
      const account = await stripe.provider.readAccount(accountId);
      if (account.kind !== "account") throw new Error("Out of reach");
      return account;
    };
    return { read };
  };

  test("a document by its deadline, after which she cannot be paid", async () => {
    const stripe = await simulatedStripe();
    const { read } = await readAfter(stripe, { outcome: "missing_document", deadlineSeconds: 7 * 86_400 });
    expect(await read()).toMatchObject({
      transfersActive: true,
      requirementsPastDue: [],
      requirementsCurrentlyDue: [expect.stringMatching(/verification\.document$/)],
      currentDeadline: new Date("2026-11-09T10:00:00Z"),
    });
    await stripe.advanceDays(8);
    expect(await read()).toMatchObject({
      transfersActive: false,
      payoutsEnabled: false,
      requirementsPastDue: [expect.stringMatching(/verification\.document$/)],
      disabledReason: "requirements.past_due",
    });
  });

  test("wrong data with Stripe's reason", async () => {
    const stripe = await simulatedStripe();
    const { read } = await readAfter(stripe, { outcome: "wrong_data" });
    const { requirementErrors, requirementsCurrentlyDue, requirementsPastDue } = await read();
    expect(requirementErrors.length).toBeGreaterThan(0);
    const due = [...requirementsCurrentlyDue, ...requirementsPastDue];
    for (const { requirement, code, reason } of requirementErrors) {
      expect(due).toContain(requirement);
      expect(code).toMatch(/^[a-z_]+$/);
      expect(reason).not.toBe("");
    }
  });

  test("a rejection by its kind", async () => {
    const stripe = await simulatedStripe();
    const { read } = await readAfter(stripe, { outcome: "rejected" });
    expect(await read()).toMatchObject({
      transfersActive: false,
      payoutsEnabled: false,
      disabledReason: "rejected.fraud",
    });
  });
});
