import { consistentRead, loadPolicy, readCandidates, readTroubles } from "@payrun/db";
import { z } from "zod";
import { payoutReason } from "../../trpc/payout-reason.ts";
import { creatorProcedure } from "../../trpc/procedures.ts";
import { rankAttention } from "./rank-attention.ts";

const payoutItemId = z.uuid();
const amount = { amountMinor: z.bigint().describe("Minor units."), currency: z.string() };

const attentionItem = z.discriminatedUnion("code", [
  z.object({ code: z.literal("reason"), reason: payoutReason }),
  z.object({
    code: z.literal("requirements_due"),
    fields: z.array(z.string()).describe("Stripe's names of what it waits for."),
    deadlineAt: z.date().nullable(),
  }),
  z.object({ code: z.literal("bank_stopped") }),
  z.object({ code: z.literal("account_in_review") }),
  z.object({ code: z.literal("account_restricted") }),
  z.object({
    code: z.literal("bank_returned"),
    bankPayoutId: z.string().describe("Stripe's, `po_…`."),
    ...amount,
    failureCode: z.string().nullable().describe("Stripe's, e.g. `account_closed`."),
    failedAt: z.date(),
    payoutItemId: payoutItemId.nullable(),
  }),
  z.object({
    code: z.literal("payout_stuck"),
    payoutItemId,
    periodKey: z.string(),
    status: z.enum(["failed", "held"]),
    ...amount,
    reason: z.looseObject({ code: z.string() }),
  }),
  z.object({ code: z.literal("email_not_verified"), email: z.string() }),
  z.object({ code: z.literal("calls_asked"), count: z.int() }),
]);

const attentionOutput = z
  .object({ items: z.array(attentionItem) })
  .describe("What needs your attention, the most pressing first; each thing once, with one action at most.");

/** What needs the creator's attention now. */
export const attention = creatorProcedure
  .input(z.void())
  .output(attentionOutput)
  .query(({ ctx: { deps, creatorId, visitor } }) =>
    consistentRead(deps.db, async (sql) => {
      const now = deps.clock.now();
      const items = rankAttention({
        candidates: await readCandidates(sql, { creatorId, at: now }),
        policy: await loadPolicy(sql, deps.settings),
        troubles: await readTroubles(sql, creatorId),
        unverifiedEmail: visitor.emailVerified ? null : visitor.email,
        now,
      });
      return {
        items: items.map((item) =>
          item.code === "requirements_due" ? { ...item, fields: [...item.fields] } : item,
        ),
      };
    }),
  );
