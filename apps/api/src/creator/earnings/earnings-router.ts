import { consistentRead, listEarnings, readEarning, totalEarnings } from "@payrun/db";
import { z } from "zod";
import { earningAmounts, earningSums, earningType } from "../../trpc/earning-sums.ts";
import { instantCursor, nextCursor, pageLimit, pageOf } from "../../trpc/page-cursor.ts";
import { creatorProcedure, router } from "../../trpc/procedures.ts";
import { orNotFound } from "../../trpc/refusal.ts";
import { earningFilter, filterFields, filterInput } from "./filter-input.ts";
import { inOrder } from "../../trpc/calendar-day.ts";

const earning = z.object({
  earningId: z.uuid(),
  sourceType: earningType,
  sourceId: z.string().describe("The host platform's id of the tip or call."),
  ...earningAmounts,
  earnedAt: z.date(),
  availableAt: z.date().describe("When its hold is over."),
  releasedAt: z.date().nullable().describe("When it moved from held to available; null: it is held."),
  fan: z
    .object({ fanId: z.uuid(), displayName: z.string() })
    .nullable()
    .describe("Null: the fan shows no name."),
  message: z.string().nullable().describe("What the fan wrote with it."),
});

const detailOutput = z
  .object({
    asOf: z.date(),
    earning,
    reversals: z.array(
      z.object({
        reversalId: z.uuid(),
        kind: z.enum(["refund", "chargeback", "reinstated"]),
        grossMinor: z.bigint().describe("Minor units: net and fee together."),
        netMinor: z.bigint().describe("Minor units: your part."),
        feeMinor: z.bigint().describe("Minor units: the platform's part."),
        paidAs: z.enum(["money", "tokens"]).describe("What the fan got back."),
        occurredAt: z.date(),
      }),
    ),
    postings: z.array(
      z.object({
        key: z.string().describe("Of the entry: readable and unique in the books."),
        kind: z.string(),
        effectiveAt: z.date(),
        lineNo: z.int(),
        account: z.enum([
          "fan_tokens",
          "platform_clearing",
          "platform_fees",
          "platform_losses",
          "creator_held",
          "creator_available",
        ]),
        direction: z.enum(["debit", "credit"]),
        amountMinor: z.bigint().describe("Minor units, positive."),
      }),
    ),
  })
  .describe("One earning, what was taken back of it, and every entry in the books that moved it.");

export const earningsRouter = router({
  list: creatorProcedure
    .input(
      z
        .strictObject({ ...filterFields, cursor: instantCursor.input.optional(), limit: pageLimit })
        .refine(inOrder, "`from` comes after `to`"),
    )
    .output(
      z
        .object({
          asOf: z.date().describe("The instant that countdowns start from, on the platform's clock."),
          rows: z.array(earning),
          nextCursor,
        })
        .describe("Your earnings that pass the filter, newest first."),
    )
    .query(async ({ ctx: { deps, creatorId, visitor }, input: { cursor, limit, ...fields } }) => {
      const [earnedAt, earningId] = cursor ?? [];
      const below =
        earnedAt === undefined || earningId === undefined
          ? null
          : { earnedAt: new Date(earnedAt), earningId };
      const filter = earningFilter(fields, visitor.timeZone);
      const rows = await listEarnings(deps.db, creatorId, filter, { below, limit: limit + 1 });
      const page = pageOf(rows, limit, (last) =>
        instantCursor.of([last.earnedAt.toISOString(), last.earningId]),
      );
      return { asOf: deps.clock.now(), ...page };
    }),

  totals: creatorProcedure
    .input(filterInput)
    .output(z.object({ totals: z.array(earningSums) }).describe("Sums of what the list lists, by currency."))
    .query(async ({ ctx: { deps, creatorId, visitor }, input }) => {
      const totals = await totalEarnings(deps.db, creatorId, earningFilter(input, visitor.timeZone));
      return { totals: [...totals] };
    }),

  detail: creatorProcedure
    .input(z.strictObject({ earningId: z.uuid() }))
    .output(detailOutput)
    .query(async ({ ctx: { deps, creatorId }, input: { earningId } }) => {
      const found = await consistentRead(deps.db, (sql) => readEarning(sql, { creatorId, earningId }));
      const { earning: one, reversals, postings } = orNotFound(found);
      return { asOf: deps.clock.now(), earning: one, reversals: [...reversals], postings: [...postings] };
    }),
});
