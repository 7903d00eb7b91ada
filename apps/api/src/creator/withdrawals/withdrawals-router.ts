import {
  availableBalances,
  cancelWithdrawal,
  findOpenWithdrawal,
  insertWithdrawal,
  listWithdrawals,
  newId,
  readOperatorSettings,
  type Database,
} from "@payrun/db";
import { effectiveMinimum } from "@payrun/payouts-core";
import { z } from "zod";
import type { ApiSettings } from "../../api-deps.ts";
import { creatorProcedure, router } from "../../trpc/procedures.ts";
import { orNotFound, refuse } from "../../trpc/refusal.ts";
import { currency } from "../../trpc/text-fields.ts";

/** Twelve digits, as everywhere: more is a mistake of units. */
const AMOUNT_MAX = 999_999_999_999n;
const SHOWN_MAX = 100;

const minorUnits = "Minor units of `currency`.";

const request = z.object({
  id: z.uuid(),
  currency: z.string().describe("ISO 4217."),
  amountMinor: z.bigint().describe(minorUnits),
  status: z.enum(["requested", "approved", "declined", "canceled", "paid"]),
  requestedAt: z.date(),
  decidedAt: z.date().nullable(),
});

const status = z.object({
  balances: z.array(
    z.object({
      currency: z.string().describe("ISO 4217."),
      availableMinor: z.bigint().describe(`Below zero is a debt. ${minorUnits}`),
      minimumMinor: z.bigint().describe(`The least that can be asked for. ${minorUnits}`),
      mayRequest: z.boolean().describe("Enough is available, and no request is open in this currency."),
    }),
  ),
  requests: z.array(request).describe("The latest 100, latest first."),
});

/** Creators, where the operator lets them ask for an early payout; the finance team decides, and no money moves here. */
export const withdrawalsRouter = router({
  status: creatorProcedure
    .meta({ description: "What the calling creator may ask to be paid early, and what she asked for." })
    .input(z.void())
    .output(status)
    .query(async ({ ctx }) => {
      const { db, settings } = ctx.deps;
      await refuseUnlessOn(db);
      const requests = await listWithdrawals(db, { creatorId: ctx.creatorId, limit: SHOWN_MAX });
      const balances = await availableBalances(db, ctx.creatorId);
      return {
        balances: balances.map((balance) => {
          const minimumMinor = leastOf(balance.currency, settings);
          const isOpen = requests.some(
            (each) => each.status === "requested" && each.currency === balance.currency,
          );
          return { ...balance, minimumMinor, mayRequest: !isOpen && balance.availableMinor >= minimumMinor };
        }),
        requests: [...requests],
      };
    }),

  request: creatorProcedure
    .meta({
      description:
        "Asks the finance team for an early payout. Moves no money; one request a currency at a time.",
    })
    .input(z.strictObject({ currency, amountMinor: z.bigint().min(1n).max(AMOUNT_MAX).describe(minorUnits) }))
    .output(request)
    .mutation(async ({ ctx, input }) => {
      const { db, clock, settings } = ctx.deps;
      const { creatorId } = ctx;
      await refuseUnlessOn(db);
      await refuseAmount(db, { ...input, creatorId, minimumMinor: leastOf(input.currency, settings) });
      const written = await insertWithdrawal(db, { ...input, id: newId(), creatorId, at: clock.now() });
      if (written !== null) return written;
      const open = await findOpenWithdrawal(db, { creatorId, currency: input.currency });
      return refuse({
        code: "withdrawal_already_open",
        openMinor: (open?.amountMinor ?? input.amountMinor).toString(),
        currency: input.currency,
      });
    }),

  cancel: creatorProcedure
    .meta({ description: "Takes back a request that nobody has decided." })
    .input(z.strictObject({ withdrawalId: z.uuid() }))
    .output(z.object({ canceled: z.literal(true) }))
    .mutation(async ({ ctx, input }) => {
      const { db, clock } = ctx.deps;
      await refuseUnlessOn(db);
      const result = orNotFound(
        await cancelWithdrawal(db, { ...input, creatorId: ctx.creatorId, at: clock.now() }),
      );
      if (!result.canceled) refuse({ code: "withdrawal_decided", status: result.status });
      return { canceled: true as const };
    }),
});

async function refuseUnlessOn(db: Database): Promise<void> {
  if (!(await readOperatorSettings(db)).withdrawalsEnabled) refuse({ code: "withdrawals_off" });
}

async function refuseAmount(
  db: Database,
  asked: {
    readonly creatorId: string;
    readonly currency: string;
    readonly amountMinor: bigint;
    readonly minimumMinor: bigint;
  },
): Promise<void> {
  const { amountMinor, minimumMinor } = asked;
  const balances = await availableBalances(db, asked.creatorId);
  const availableMinor = balances.find((each) => each.currency === asked.currency)?.availableMinor ?? 0n;
  const numbers = { amountMinor: amountMinor.toString(), currency: asked.currency };
  if (amountMinor > availableMinor)
    refuse({ code: "withdrawal_exceeds_available", availableMinor: availableMinor.toString(), ...numbers });
  if (amountMinor < minimumMinor)
    refuse({ code: "withdrawal_below_minimum", minimumMinor: minimumMinor.toString(), ...numbers });
}

/** The platform's minimum; a creator's own is for what is paid unasked. */
function leastOf(code: string, { minimumMinor }: Pick<ApiSettings, "minimumMinor">): bigint {
  return effectiveMinimum({ currency: code, ownMinimumMinor: null }, { minimumMinor }).minimumMinor;
}
