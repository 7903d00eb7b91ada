import { describe, expect, test } from "vitest";
import { answers, stripeThat } from "./stripe-that.ts";

const base = {
  id: "acct_1",
  object: "account",
  payouts_enabled: true,
  details_submitted: true,
  capabilities: { transfers: "active" },
  country: "DE",
  default_currency: "eur",
};
const bank = {
  id: "ba_1",
  object: "bank_account",
  last4: "3000",
  bank_name: "STRIPE TEST BANK",
  country: "DE",
  currency: "eur",
  status: "new",
  default_for_currency: true,
};

async function read(fields: object) {
  const { provider } = await stripeThat([answers(200, { ...base, ...fields })]);
  const account = await provider.readAccount("acct_1");
  if (account.kind !== "account") throw new Error("Out of reach");
  return account;
}

function withBank(...data: readonly object[]) {
  return { external_accounts: { object: "list", data, has_more: false, url: "/v1/x" } };
}

test("what an account owes Stripe is told with its deadline, and what is only being checked apart from it", async () => {
  const requirements = {
    alternatives: [],
    current_deadline: 1_796_090_400,
    currently_due: ["individual.verification.document"],
    disabled_reason: "requirements.past_due",
    errors: [
      {
        code: "verification_document_expired",
        reason: "The document has expired.",
        requirement: "individual.verification.document",
      },
    ],
    eventually_due: ["individual.verification.document", "individual.phone"],
    past_due: ["individual.dob.day"],
    pending_verification: ["individual.id_number"],
  };
  expect(
    await read({ requirements, payouts_enabled: false, capabilities: { transfers: "inactive" } }),
  ).toMatchObject({
    transfersActive: false,
    payoutsEnabled: false,
    requirementsPastDue: ["individual.dob.day"],
    requirementsCurrentlyDue: ["individual.verification.document"],
    requirementsEventuallyDue: ["individual.verification.document", "individual.phone"],
    pendingVerification: ["individual.id_number"],
    requirementErrors: [
      {
        code: "verification_document_expired",
        reason: "The document has expired.",
        requirement: "individual.verification.document",
      },
    ],
    currentDeadline: new Date("2026-12-01T02:00:00Z"),
    disabledReason: "requirements.past_due",
  });
});

describe("its schedule is read", () => {
  const schedule = (given: object) =>
    read({ settings: { payouts: { schedule: { delay_days: 7, ...given } } } });
  test.for([
    { given: { interval: "manual" }, weeklyDays: [], monthlyDays: [] },
    { given: { interval: "daily", weekly_anchor: "monday" }, weeklyDays: [], monthlyDays: [] },
    { given: { interval: "weekly", weekly_anchor: "monday" }, weeklyDays: ["monday"], monthlyDays: [] },
    {
      given: { interval: "weekly", weekly_anchor: "monday", weekly_payout_days: ["monday", "friday"] },
      weeklyDays: ["monday", "friday"],
      monthlyDays: [],
    },
    { given: { interval: "monthly", monthly_anchor: 15 }, weeklyDays: [], monthlyDays: [15] },
    {
      given: { interval: "monthly", monthly_anchor: 1, monthly_payout_days: [1, 15] },
      weeklyDays: [],
      monthlyDays: [1, 15],
    },
  ])("$given.interval: $weeklyDays $monthlyDays", async ({ given, weeklyDays, monthlyDays }) => {
    const { payoutSchedule } = await schedule(given);
    expect(payoutSchedule).toEqual({ interval: given.interval, weeklyDays, monthlyDays, delayDays: 7 });
  });
});

describe("its bank", () => {
  test("is told by its last digits, in ISO's words", async () => {
    const { bankDestinations } = await read(withBank(bank));
    expect(bankDestinations).toEqual([
      {
        id: "ba_1",
        kind: "bank_account",
        last4: "3000",
        name: "STRIPE TEST BANK",
        country: "DE",
        currency: "EUR",
        state: "usable",
        stripeStatus: "new",
        isDefaultForCurrency: true,
      },
    ]);
  });

  test.for([
    { status: "new", state: "usable" },
    { status: "verified", state: "usable" },
    { status: "errored", state: "stopped" },
    { status: "verification_failed", state: "stopped" },
    { status: "tokenized_account_number_deactivated", state: "stopped" },
  ])("is $state when Stripe calls it $status", async ({ status, state }) => {
    const { bankDestinations } = await read(withBank({ ...bank, status }));
    expect(bankDestinations).toMatchObject([{ state, stripeStatus: status }]);
  });

  test("may be a debit card, or not be there yet", async () => {
    const card = {
      id: "card_1",
      object: "card",
      last4: "5556",
      brand: "Visa",
      country: "US",
      currency: "usd",
      default_for_currency: false,
    };
    expect((await read(withBank(card))).bankDestinations).toEqual([
      {
        id: "card_1",
        kind: "card",
        last4: "5556",
        name: "Visa",
        country: "US",
        currency: "USD",
        state: "usable",
        stripeStatus: null,
        isDefaultForCurrency: false,
      },
    ]);
    expect((await read({})).bankDestinations).toEqual([]);
  });
});
