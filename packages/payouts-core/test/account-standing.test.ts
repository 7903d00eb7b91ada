import { describe, expect, test } from "vitest";
import { type AccountBank, type AccountDetail, type AccountFacts, accountStanding } from "../src/index.ts";

const bank: AccountBank = {
  id: "ba_1",
  kind: "bank_account",
  last4: "6789",
  name: "STRIPE TEST BANK",
  country: "US",
  currency: "USD",
  state: "usable",
  isDefaultForCurrency: true,
};
const detail: AccountDetail = {
  detailsSubmitted: true,
  transfers: "active",
  currentlyDue: [],
  pastDue: [],
  eventuallyDue: ["individual.id_number"],
  pendingVerification: [],
  errors: [],
  deadlineAt: null,
  banks: [bank],
  payoutSchedule: null,
};
const ready: AccountFacts = {
  stripeAccountId: "acct_ana",
  accountError: null,
  accountNegative: false,
  transfersActive: true,
  payoutsEnabled: true,
  requirementsPastDue: [],
  disabledReason: null,
  detail,
};
const stopped = { transfersActive: false, payoutsEnabled: false };
const document = "individual.verification.document";

describe("an account", () => {
  test.for<{ when: string; given: Partial<AccountFacts>; standing: string; step: string }>([
    { when: "that is not there", given: { stripeAccountId: null }, standing: "none", step: "open_account" },
    {
      when: "that Stripe does not show, whatever was known of it",
      given: { accountError: "account_invalid" },
      standing: "unreachable",
      step: "open_new_account",
    },
    {
      when: "whose onboarding was left half-way",
      given: {
        ...stopped,
        detail: { ...detail, detailsSubmitted: false },
        requirementsPastDue: [document],
        disabledReason: "requirements.past_due",
      },
      standing: "incomplete",
      step: "continue_onboarding",
    },
    { when: "of which only later things are asked", given: {}, standing: "ready", step: "none" },
    {
      when: "whose banks Stripe does not show",
      given: { detail: { ...detail, banks: null } },
      standing: "ready",
      step: "none",
    },
    {
      when: "that receives, though its first onboarding never ended",
      given: { detail: { ...detail, detailsSubmitted: false } },
      standing: "ready",
      step: "none",
    },
    {
      when: "that is paid until a document's deadline",
      given: { detail: { ...detail, currentlyDue: [document] } },
      standing: "action_needed",
      step: "hand_in",
    },
    {
      when: "whose requirements are overdue",
      given: { ...stopped, requirementsPastDue: [document], disabledReason: "requirements.past_due" },
      standing: "action_needed",
      step: "hand_in",
    },
    {
      when: "overdue, of which no more is known",
      given: { ...stopped, requirementsPastDue: [document], detail: null },
      standing: "action_needed",
      step: "hand_in",
    },
    {
      when: "whose data Stripe refused",
      given: { detail: { ...detail, errors: [{ requirement: document, code: "c", reason: "Blurred." }] } },
      standing: "action_needed",
      step: "hand_in",
    },
    {
      when: "whose bank sent money back",
      given: { detail: { ...detail, banks: [{ ...bank, state: "stopped" }] } },
      standing: "action_needed",
      step: "replace_bank",
    },
    {
      when: "below zero",
      given: { accountNegative: true },
      standing: "action_needed",
      step: "settle_balance",
    },
    {
      when: "that Stripe reviews",
      given: { ...stopped, disabledReason: "under_review" },
      standing: "in_review",
      step: "wait",
    },
    {
      when: "whose document is being checked",
      given: { ...stopped, detail: { ...detail, transfers: "inactive", pendingVerification: [document] } },
      standing: "in_review",
      step: "wait",
    },
    {
      when: "whose capability is pending",
      given: { ...stopped, detail: { ...detail, transfers: "pending" } },
      standing: "in_review",
      step: "wait",
    },
    {
      when: "that nobody has read in full",
      given: { ...stopped, detail: null },
      standing: "in_review",
      step: "wait",
    },
    {
      when: "that Stripe rejected",
      given: { ...stopped, disabledReason: "rejected.fraud", requirementsPastDue: [document] },
      standing: "restricted",
      step: "contact_support",
    },
    {
      when: "that stopped without a word",
      given: { ...stopped, detail: { ...detail, transfers: "inactive" } },
      standing: "restricted",
      step: "contact_support",
    },
    {
      when: "that receives, but pays no bank, without a word",
      given: { payoutsEnabled: false },
      standing: "restricted",
      step: "contact_support",
    },
  ])("$when", ({ given, standing, step }) => {
    expect(accountStanding({ ...ready, ...given })).toEqual({ standing, step });
  });
});
