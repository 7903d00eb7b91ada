import { listDecisions, type DecisionRow } from "@payrun/db";
import { z } from "zod";
import { nextCursor, pageCursor, pageLimit, pageOf } from "../../trpc/page-cursor.ts";
import { creatorProcedure, router } from "../../trpc/procedures.ts";
import { orNotFound } from "../../trpc/refusal.ts";
import { currency } from "../../trpc/text-fields.ts";
import { itemReason, itemReasonOf } from "../payouts/item-reason.ts";
import { payoutState } from "../payouts/payout-shapes.ts";

const verdicts = [
  "skipped",
  "missed",
  "delayed",
  "on_its_way",
  "paid",
  "returned_by_bank",
  "reversed",
  "held",
  "failed",
  "canceled",
  "replaced",
] as const satisfies readonly DecisionRow["verdict"][];

const decision = z.object({
  periodKey: z.string().describe("The payout date, e.g. `2026-12-01`."),
  scheduledFor: z.date(),
  currency: currency.nullable().describe("Null on a date that nobody ran: nothing was decided."),
  verdict: z
    .enum(verdicts)
    .describe(
      "What the date came to. `skipped`: no payout was made; `delayed`: planned, and all of it waits.",
    ),
  waitsFor: z
    .enum(["approval", "funds", "team"])
    .nullable()
    .describe("What a delayed one waits for; null unless delayed."),
  reasons: z.array(itemReason).describe("Why; the first is the one that decided."),
  amountMinor: z.bigint().nullable().describe("Minor units of its payout; null: there is none."),
  payoutItemId: z.uuid().nullable(),
  state: payoutState.nullable(),
  paidLater: z
    .object({
      payoutItemId: z.uuid(),
      periodKey: z.string(),
      carriesIt: z.boolean().describe("The money of this date went with it; false: there was none."),
    })
    .nullable()
    .describe("The next payout in this currency that was sent."),
});

const cursor = pageCursor(z.tuple([z.iso.datetime(), z.string().regex(/^([A-Z]{3})?$/)]).readonly());

export const decisionsRouter = router({
  list: creatorProcedure
    .input(
      z.strictObject({
        show: z
          .enum(["unpaid", "all"])
          .default("unpaid")
          .describe("`unpaid` leaves out what was paid or is on its way."),
        cursor: cursor.input.optional(),
        limit: pageLimit,
      }),
    )
    .output(
      z
        .object({ rows: z.array(decision), nextCursor })
        .describe("What each payout date came to for you, newest first."),
    )
    .query(async ({ ctx: { deps, creatorId }, input: { show, cursor: place, limit } }) => {
      const rows = await listDecisions(deps.db, creatorId, {
        unpaidOnly: show === "unpaid",
        periodKey: null,
        after: place === undefined ? null : { scheduledFor: new Date(place[0]), currency: place[1] },
        limit: limit + 1,
      });
      const page = pageOf(rows, limit, (last) =>
        cursor.of([last.scheduledFor.toISOString(), last.currency ?? ""]),
      );
      return { rows: page.rows.map(decisionOf), nextCursor: page.nextCursor };
    }),

  detail: creatorProcedure
    .input(z.strictObject({ periodKey: z.iso.date().describe("A payout date.") }))
    .output(z.object({ rows: z.array(decision) }).describe("What one payout date came to, by currency."))
    .query(async ({ ctx: { deps, creatorId }, input: { periodKey } }) => {
      const rows = await listDecisions(deps.db, creatorId, {
        unpaidOnly: false,
        periodKey,
        after: null,
        limit: 500,
      });
      return { rows: orNotFound(rows.length === 0 ? null : rows).map(decisionOf) };
    }),
});

function decisionOf(row: DecisionRow): z.output<typeof decision> {
  const { periodKey, scheduledFor, currency: code, verdict, amountMinor, payoutItemId, state } = row;
  const { paidLaterItemId, paidLaterPeriodKey } = row;
  return {
    periodKey,
    scheduledFor,
    currency: code,
    verdict,
    waitsFor: verdict === "delayed" ? waitsFor(row) : null,
    reasons: row.reasons.flatMap((reason) => itemReasonOf(reason) ?? []),
    amountMinor,
    payoutItemId,
    state,
    paidLater:
      paidLaterItemId === null || paidLaterPeriodKey === null
        ? null
        : { payoutItemId: paidLaterItemId, periodKey: paidLaterPeriodKey, carriesIt: row.hadMoney },
  };
}

function waitsFor({ state, batchStatus }: DecisionRow): "approval" | "funds" | "team" {
  if (state === "waiting_for_funds" || batchStatus === "awaiting_funds") return "funds";
  return batchStatus === "awaiting_approval" ? "approval" : "team";
}
