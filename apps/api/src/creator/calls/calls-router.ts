import { callStatuses, findCall, listCalls, type CallMove } from "@payrun/db";
import { completeCall, decideCall, requestCall } from "@payrun/intake";
import { z } from "zod";
import type { ApiDeps } from "../../api-deps.ts";
import { instantCursor, nextCursor, pageLimit, pageOf } from "../../trpc/page-cursor.ts";
import { creatorProcedure, fanProcedure, router } from "../../trpc/procedures.ts";
import { orNotFound, refuse } from "../../trpc/refusal.ts";
import { currency, handle, paragraph, requestKey, tokensToSpend } from "../../trpc/text-fields.ts";
import { asMade, asReceived, madeCall, presentFee, receivedCall } from "./call-rows.ts";

const oneCall = z.strictObject({ callId: z.uuid() });

const callPage = z.strictObject({
  status: z.enum(callStatuses).optional(),
  cursor: instantCursor.input.optional(),
  limit: pageLimit,
});

export const callsRouter = router({
  request: fanProcedure
    .meta({
      description: "Asks a creator for a paid call. No money moves; its tokens are spoken for until it ends.",
    })
    .input(
      z.strictObject({
        handle,
        tokens: tokensToSpend.describe("At least the creator's price."),
        currency: currency
          .optional()
          .describe(
            "Which of the caller's tokens; absent: those that cover it, the creator's currency first.",
          ),
        note: paragraph(500).default("").describe("For the creator to read."),
        requestKey,
      }),
    )
    .output(madeCall)
    .mutation(async ({ ctx, input }) => {
      const { db, clock } = ctx.deps;
      const result = await requestCall(
        { db, now: clock.now() },
        {
          ...input,
          fanId: ctx.fanId,
          tokens: BigInt(input.tokens),
          currency: input.currency,
          requestKey: input.requestKey.toLowerCase(),
        },
      );
      if (result.kind === "refused") refuse(result.refusal);
      return asMade(orNotFound(await findCall(db, { fanId: ctx.fanId }, result.callId)));
    }),

  received: creatorProcedure
    .meta({ description: "The requests that the calling creator received, latest first." })
    .input(callPage)
    .output(z.object({ rows: z.array(receivedCall), nextCursor }))
    .query(async ({ ctx, input }) => {
      const { db } = ctx.deps;
      const page = await pageOfCalls(ctx.deps, { creatorId: ctx.creatorId }, input);
      const fee = await presentFee(db);
      return { ...page, rows: page.rows.map((call) => asReceived(call, fee)) };
    }),

  made: fanProcedure
    .meta({ description: "The requests that the caller made, latest first." })
    .input(callPage)
    .output(z.object({ rows: z.array(madeCall), nextCursor }))
    .query(async ({ ctx, input }) => {
      const page = await pageOfCalls(ctx.deps, { fanId: ctx.fanId }, input);
      return { ...page, rows: page.rows.map(asMade) };
    }),

  accept: creatorProcedure
    .meta({ description: "Accepts a request that is asked." })
    .input(oneCall)
    .output(receivedCall)
    .mutation(({ ctx, input }) => decide(ctx, input.callId, { to: "accepted" })),

  decline: creatorProcedure
    .meta({ description: "Declines a request that is asked or accepted; its tokens are free again." })
    .input(oneCall.extend({ reason: paragraph(300).optional().describe("For the fan to read.") }))
    .output(receivedCall)
    .mutation(({ ctx, input }) =>
      decide(ctx, input.callId, {
        to: "declined",
        reason: input.reason === "" ? null : (input.reason ?? null),
      }),
    ),

  cancel: fanProcedure
    .meta({
      description: "The fan takes back a request that is asked or accepted; its tokens are free again.",
    })
    .input(oneCall)
    .output(madeCall)
    .mutation(async ({ ctx, input }) => {
      const { db, clock } = ctx.deps;
      const side = { fanId: ctx.fanId };
      const move = { callId: input.callId, move: { to: "canceled" } } as const;
      const result = await decideCall({ db, now: clock.now() }, side, move);
      if (result.kind === "refused") refuse(result.refusal);
      return asMade(orNotFound(await findCall(db, side, input.callId)));
    }),

  complete: creatorProcedure
    .meta({ description: "The call took place: its tokens pay it, and it becomes an earning." })
    .input(oneCall)
    .output(receivedCall)
    .mutation(async ({ ctx, input }) => {
      const { db, clock, settings } = ctx.deps;
      const { creatorId } = ctx;
      const { callId } = input;
      const result = await completeCall(
        { db, now: clock.now(), holdDays: settings.holdDays },
        { callId, creatorId },
      );
      if (result.kind === "refused") refuse(result.refusal);
      return readReceived(ctx, callId);
    }),
});

type CreatorContext = { readonly deps: ApiDeps; readonly creatorId: string };

async function decide(ctx: CreatorContext, callId: string, move: CallMove) {
  const { db, clock } = ctx.deps;
  const side = { creatorId: ctx.creatorId };
  const result = await decideCall({ db, now: clock.now() }, side, { callId, move });
  if (result.kind === "refused") refuse(result.refusal);
  return readReceived(ctx, callId);
}

async function readReceived({ deps: { db }, creatorId }: CreatorContext, callId: string) {
  return asReceived(orNotFound(await findCall(db, { creatorId }, callId)), await presentFee(db));
}

async function pageOfCalls(
  { db }: ApiDeps,
  side: Parameters<typeof listCalls>[1],
  { status, cursor, limit }: z.output<typeof callPage>,
) {
  const rows = await listCalls(db, side, {
    status: status ?? null,
    before: cursor ?? null,
    limit: limit + 1,
  });
  return pageOf(rows, limit, (last) => instantCursor.of([last.requestedAt.toISOString(), last.id]));
}
