import { consistentRead, linesUpTo, listPayouts, payoutDetail, payoutLines } from "@payrun/db";
import { startsOfDays } from "@payrun/payouts-core";
import { balanced } from "@payrun/statement";
import { z } from "zod";
import { instantCursor, nextCursor, pageCursor, pageLimit, pageOf } from "../../trpc/page-cursor.ts";
import { creatorProcedure, router } from "../../trpc/procedures.ts";
import { orNotFound } from "../../trpc/refusal.ts";
import { currency } from "../../trpc/text-fields.ts";
import { annualShape } from "./annual-shapes.ts";
import { activeYears, loadYear, paidByYear } from "./load-annual.ts";
import { loadPayoutStatement } from "./load-payout-statement.ts";
import { detailOf } from "./payout-detail.ts";
import { statementYear } from "./statement-year.ts";
import { payoutDetailShape, payoutLinesShape, payoutRow, payoutState } from "./payout-shapes.ts";

const onePayout = z.strictObject({ payoutItemId: z.uuid() });
/** An account has fewer postings than this for ever. */
const seqCursor = pageCursor(z.tuple([z.int().min(0)]).readonly());

export const payoutsRouter = router({
  list: creatorProcedure
    .input(
      z.strictObject({
        currency: currency.optional(),
        state: payoutState.optional(),
        year: statementYear.optional().describe("Paid in it, or else planned for it, in your time zone."),
        cursor: instantCursor.input.optional(),
        limit: pageLimit,
      }),
    )
    .output(z.object({ rows: z.array(payoutRow), nextCursor }).describe("Your payouts, newest first."))
    .query(
      async ({
        ctx: { deps, creatorId, visitor },
        input: { cursor, limit, state, year, currency: only },
      }) => {
        const [scheduledFor, payoutItemId] = cursor ?? [];
        const after =
          scheduledFor === undefined || payoutItemId === undefined
            ? null
            : { scheduledFor: new Date(scheduledFor), payoutItemId };
        const between = year === undefined ? null : yearIn(year, visitor.timeZone);
        const filter = { currency: only ?? null, state: state ?? null, between };
        const rows = await listPayouts(deps.db, creatorId, { filter, after, limit: limit + 1 });
        return pageOf(rows, limit, (last) =>
          instantCursor.of([last.scheduledFor.toISOString(), last.payoutItemId]),
        );
      },
    ),

  detail: creatorProcedure
    .input(onePayout)
    .output(payoutDetailShape)
    .query(async ({ ctx: { deps, creatorId }, input: { payoutItemId } }) =>
      detailOf(orNotFound(await payoutDetail(deps.db, creatorId, payoutItemId))),
    ),

  lines: creatorProcedure
    .input(onePayout.extend({ cursor: seqCursor.input.optional(), limit: pageLimit }))
    .output(payoutLinesShape)
    .query(({ ctx: { deps, creatorId }, input: { payoutItemId, cursor, limit } }) =>
      consistentRead(deps.db, async (sql) => {
        const { window, statement } = orNotFound(await loadPayoutStatement(sql, creatorId, payoutItemId));
        const afterSeq = cursor === undefined ? null : BigInt(cursor[0]);
        const before = afterSeq === null ? 0n : await linesUpTo(sql, window, afterSeq);
        const page = pageOf(await payoutLines(sql, window, { afterSeq, limit: limit + 1 }), limit, (last) =>
          seqCursor.of([Number(last.seq)]),
        );
        const rows = [...balanced(page.rows, statement.carriedInMinor + before)];
        const { reservedAt, previousReservedAt } = window;
        return {
          statement: { ...statement, kinds: [...statement.kinds], reservedAt, previousReservedAt },
          rows,
          nextCursor: page.nextCursor,
        };
      }),
    ),

  totals: creatorProcedure
    .output(
      z
        .object({
          totals: z.array(
            z.object({
              year: z.int(),
              currency,
              paidMinor: z.bigint().describe("Minor units: what Stripe had in that year."),
              paidCount: z.int(),
              returnedMinor: z.bigint().describe("Minor units: what came back in that year."),
            }),
          ),
        })
        .describe("What you were paid, by year of your time zone and currency."),
    )
    .query(async ({ ctx: { deps, creatorId, visitor } }) => ({
      totals: [...(await consistentRead(deps.db, (sql) => paidByYear(sql, creatorId, visitor.timeZone)))],
    })),

  years: creatorProcedure
    .output(z.object({ years: z.array(z.int()) }).describe("The years that have a statement, newest first."))
    .query(async ({ ctx: { deps, creatorId, visitor } }) => ({
      years: [...(await activeYears(deps.db, creatorId, visitor.timeZone))],
    })),

  annual: creatorProcedure
    .input(z.strictObject({ year: statementYear }))
    .output(annualShape)
    .query(async ({ ctx: { deps, creatorId, visitor }, input: { year } }) => {
      const { timeZone } = visitor;
      const { currencies, from, until } = await loadYear(deps.db, creatorId, { year, timeZone });
      return {
        year,
        timeZone,
        from,
        until,
        currencies: currencies.map((each) => ({
          ...each,
          months: [...each.months],
          quarters: [...each.quarters],
        })),
      };
    }),
});

function yearIn(year: number, timeZone: string) {
  const [from, until] = startsOfDays([`${year}-01-01`, `${year + 1}-01-01`], timeZone);
  return from === undefined || until === undefined ? null : { from, until };
}
