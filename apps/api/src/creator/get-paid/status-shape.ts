import { z } from "zod";

const scheduleDate = z
  .object({ periodKey: z.string().describe("The UTC day, e.g. 2026-12-15."), scheduledFor: z.date() })
  .describe("A payout date.");

export const requirementStates = ["overdue", "due", "checking", "later"] as const;

export const checklistItem = z
  .object({
    kind: z
      .enum([
        "identity_document",
        "address_document",
        "company_document",
        "name",
        "birth_date",
        "tax_id",
        "address",
        "email",
        "phone",
        "bank_account",
        "terms",
        "business_profile",
        "company",
        "representative",
        "owners",
        "other",
      ])
      .describe("What it is, as a person would say it; `other`: read the field's name."),
    fields: z.array(z.string()).describe("Stripe's names of it, e.g. individual.verification.document."),
    state: z
      .enum(requirementStates)
      .describe(
        "`overdue`: it stops payouts. `due`: until the deadline. `checking`: Stripe looks at it. `later`: not yet.",
      ),
    deadlineAt: z
      .date()
      .nullable()
      .describe("Until when it must be handed in; null where Stripe names none."),
    refusedBecause: z
      .string()
      .nullable()
      .describe("Stripe's own sentence where it was handed in and refused."),
  })
  .describe("One thing that Stripe asks for.");

const bank = z
  .object({
    id: z.string(),
    kind: z.enum(["bank_account", "card"]),
    last4: z.string().describe("Its last digits."),
    name: z.string().nullable().describe("The bank's name, or the card's brand."),
    country: z.string().nullable().describe("ISO 3166-1 alpha-2."),
    currency: z.string().nullable().describe("ISO 4217."),
    state: z.enum(["usable", "stopped"]).describe("`stopped`: Stripe sends it nothing until it is replaced."),
    isDefaultForCurrency: z.boolean(),
  })
  .describe("Where Stripe pays out to.");

const coolDown = z.object({
  changedAt: z.date().describe("When payout account or bank changed."),
  payableFrom: z.date().describe("From this instant on the new destination is paid."),
  skipped: z.array(scheduleDate).describe("Her payout dates to come that fall into it."),
  firstPaid: scheduleDate.describe("Her first payout date after it."),
});

export const accountStatus = z
  .object({
    standing: z
      .enum(["none", "incomplete", "action_needed", "in_review", "ready", "restricted", "unreachable"])
      .describe("Where she stands, in one word."),
    step: z
      .enum([
        "open_account",
        "continue_onboarding",
        "hand_in",
        "replace_bank",
        "settle_balance",
        "wait",
        "contact_support",
        "open_new_account",
        "none",
      ])
      .describe("The one thing that she does next."),
    stripeAccountId: z.string().nullable().describe("Her account at Stripe, to tell its support."),
    country: z.string().nullable().describe("ISO 3166-1 alpha-2; null: she has to say it first."),
    canReceive: z.boolean().describe("Payouts reach her account at Stripe."),
    canPayOut: z.boolean().describe("Stripe sends on to her bank."),
    transfers: z
      .enum(["active", "pending", "inactive", "unrequested"])
      .nullable()
      .describe("Stripe's state of the capability to receive; null before the first reading."),
    detailsSubmitted: z.boolean().describe("She went through Stripe's pages once."),
    isNegative: z.boolean().describe("Her balance at Stripe is below zero: it would keep a payout."),
    disabledReason: z.string().nullable().describe("Why Stripe stopped the account, in Stripe's word."),
    checklist: z.array(checklistItem).describe("What Stripe asks for, the most urgent first."),
    banks: z.array(bank).nullable().describe("Null: Stripe does not show them to us."),
    payoutSchedule: z
      .object({
        interval: z.string().describe("`daily`, `weekly`, `monthly`, `manual`."),
        weeklyDays: z.array(z.string()).readonly().describe("Lower case; empty unless weekly."),
        monthlyDays: z.array(z.int()).readonly().describe("1 to 31; empty unless monthly."),
        delayDays: z.int().describe("Days for which Stripe keeps money before it pays it out."),
      })
      .nullable()
      .describe("When Stripe sends on to her bank."),
    coolDown: coolDown
      .nullable()
      .describe("Set while nothing is paid because her payout account or bank changed."),
    ifChangedNow: coolDown
      .extend({ coolDownHours: z.int() })
      .nullable()
      .describe("What a change of bank right now would cost; null: nothing, the platform has no cool-down."),
    taxForm: z.enum(["complete", "missing"]).nullable().describe("Null: the platform does not report it."),
    sanctions: z.enum(["clear", "blocked"]).nullable().describe("Null: the platform does not report it."),
    isOld: z.boolean().describe("Stripe was not asked in full in the last ten minutes: ask it by `refresh`."),
    asOf: z.date().nullable().describe("When Stripe was asked last; null: not yet."),
  })
  .describe("Where a creator stands on her way to being paid.");

export const stripePage = z
  .object({ url: z.url().describe("Stripe's page, for one visit, now. Never keep, log or mail it.") })
  .describe("A way to Stripe.");
