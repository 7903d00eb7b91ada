import { z } from "zod";
import { amountMinorOrZero, currency, expected, sourceId, text } from "../rows/row-fields.ts";

/** A creator as the host reports one. A field that is left out keeps its value; null clears it. */
export const creatorRow = z
  .strictObject({
    sourceId: sourceId("the creator", "creator-1042"),
    handle: z
      .string(expected("a handle of 1 to 64 characters without spaces"))
      .regex(/^[^\s\p{Cc}\p{Cs}]{1,64}$/u, expected("a handle of 1 to 64 characters without spaces"))
      .meta({ description: "Public name, unique among creators.", examples: ["river_sparrow"] }),
    displayName: text(120)
      .nullable()
      .optional()
      .meta({
        description: "What people read. Null or left out at first: the handle.",
        examples: ["River Sparrow"],
      }),
    email: z
      .email({ ...expected("an e-mail address"), pattern: z.regexes.html5Email })
      .max(254, expected("an e-mail address"))
      .nullable()
      .optional()
      .meta({
        description: "Where the creator is told about payouts.",
        examples: ["river@creators.example"],
      }),
    country: z
      .string(expected("two upper-case letters (ISO 3166-1), e.g. PT"))
      .regex(/^[A-Z]{2}$/, expected("two upper-case letters (ISO 3166-1), e.g. PT"))
      .nullable()
      .optional()
      .meta({
        description: "ISO 3166-1 alpha-2. Once Stripe has told the account's country, Stripe's word counts.",
        examples: ["PT"],
      }),
    currency: currency.meta({
      description: "What amounts are shown in by default (ISO 4217). Each earning has its own.",
      examples: ["USD"],
    }),
    stripeAccountId: z
      .string(expected("a Stripe account id, e.g. acct_1Nv0FGQ9RKHgCVdK"))
      .regex(/^acct_[A-Za-z0-9_]{1,120}$/, expected("a Stripe account id, e.g. acct_1Nv0FGQ9RKHgCVdK"))
      .nullable()
      .optional()
      .meta({
        description:
          "The Connect account that is paid. A change is refused while a payout is on its way to the old one.",
        examples: ["acct_1Nv0FGQ9RKHgCVdK"],
      }),
    sanctions: z
      .enum(["clear", "blocked", "not_reported"], expected("clear, blocked or not_reported"))
      .optional()
      .meta({ description: "Your sanctions screening. Blocked: never paid.", examples: ["clear"] }),
    taxForm: z
      .enum(["complete", "missing", "not_reported"], expected("complete, missing or not_reported"))
      .optional()
      .meta({
        description: "Your tax form gate. Missing: not paid until it is complete.",
        examples: ["complete"],
      }),
    minimumMinor: z
      .record(
        currency,
        amountMinorOrZero("Smallest payout.", 5000),
        expected('an object of amounts by currency, e.g. {"USD": 5000}'),
      )
      .optional()
      .meta({
        description: "The creator's own smallest payout by currency. Replaces all of them.",
        examples: [{ USD: 5000 }],
      }),
    paused: z
      .boolean(expected("true or false"))
      .optional()
      .meta({ description: "The creator paused payouts.", examples: [false] }),
  })
  .meta({ title: "Creator" });

export type CreatorRow = z.output<typeof creatorRow>;
