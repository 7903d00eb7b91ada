import fc from "fast-check";
import type Stripe from "stripe";
import { expect, test } from "vitest";
import { usBank } from "./conformance/funded-account.ts";
import { simulate, type TestSimulator } from "./simulator.ts";

const bankNumbers = ["000123456789", "000111111116", "000333333335"] as const;
const which = fc.nat(2);
const amount = fc.integer({ min: 1, max: 900 });

const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("transfer" as const), which, amount }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("reversal" as const), nth: fc.nat(20), amount }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("payout" as const), which, amount }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("cancel" as const), which }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("reverse" as const), which }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("bank" as const),
      which,
      account_number: fc.constantFrom(...bankNumbers),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("minimum" as const), which, amount }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant("days" as const), days: fc.integer({ min: 1, max: 9 }) }),
  },
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Refusals are part of the game; anything else is not. */
async function take(
  simulator: TestSimulator,
  accounts: readonly string[],
  made: string[],
  what: Step,
): Promise<void> {
  const { stripe, control } = simulator;
  const account = ("which" in what ? accounts[what.which] : undefined) ?? "";
  const on = { stripeAccount: account };
  const latest = async () => (await stripe.payouts.list({ limit: 1 }, on)).data[0]?.id ?? "po_none";
  try {
    if (what.kind === "transfer") {
      const params = { amount: what.amount, currency: "usd", destination: account };
      made.push((await stripe.transfers.create(params)).id);
    } else if (what.kind === "reversal" && made.length > 0) {
      await stripe.transfers.createReversal(made[what.nth % made.length] ?? "", { amount: what.amount });
    } else if (what.kind === "payout")
      await stripe.payouts.create({ amount: what.amount, currency: "usd" }, on);
    else if (what.kind === "cancel") await stripe.payouts.cancel(await latest(), {}, on);
    else if (what.kind === "reverse") await stripe.payouts.reverse(await latest(), {}, on);
    else if (what.kind === "days") await control("POST", "/clock", { advanceSeconds: what.days * 86_400 });
    else if (what.kind === "minimum") {
      const payouts = { minimum_balance_by_currency: { usd: what.amount } };
      await stripe.balanceSettings.update({ payments: { payouts } }, on);
    } else if (what.kind === "bank") {
      await stripe.accounts.createExternalAccount(account, {
        external_account: { object: "bank_account", ...usBank, account_number: what.account_number },
        default_for_currency: true,
      });
    }
  } catch (error) {
    const status = (error as Stripe.errors.StripeError).statusCode;
    if (status !== 400 && status !== 404) throw error;
  }
}

/** What an account has, what explains it, and what its bank has got of it. */
async function booksOf({ stripe }: TestSimulator, stripeAccount?: string) {
  const options = stripeAccount === undefined ? {} : { stripeAccount };
  const { available, pending, connect_reserved: reserves = [] } = await stripe.balance.retrieve({}, options);
  let explained = 0;
  for await (const { net } of stripe.balanceTransactions.list({ limit: 100 }, options)) explained += net;
  let atBank = 0;
  const automatic: Stripe.Payout[] = [];
  for await (const payout of stripe.payouts.list({ limit: 100 }, options)) {
    if (payout.status !== "failed" && payout.status !== "canceled") atBank += payout.amount;
    if (payout.reconciliation_status === "completed") automatic.push(payout);
  }
  const sum = (rows: readonly { readonly amount: number }[]) =>
    rows.reduce((total, row) => total + row.amount, 0);
  return {
    available: sum(available),
    has: sum(available) + sum(pending),
    explained,
    reserved: sum(reserves),
    atBank,
    automatic,
  };
}

test(
  "whatever is paid out, called back or refused by a bank, no money is made or lost, and every payout is explained",
  { timeout: 30_000 },
  async () => {
    const simulator = await simulate();
    const { stripe, control } = simulator;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 35 }), async (steps) => {
        await control("POST", "/reset");
        await control("POST", "/clock", { stands: true });
        await control("POST", "/balance", { add: { usd: 20_000 } });
        const { accounts } = (await control("POST", "/accounts", {
          accounts: [{}, {}, { mayGoNegative: true }],
        })) as { accounts: { id: string }[] };
        const ids = accounts.map(({ id }) => id);
        const made: string[] = [];
        for (const what of steps) await take(simulator, ids, made, what);

        const own = await booksOf(simulator);
        const theirs = await Promise.all(ids.map((id) => booksOf(simulator, id)));
        for (const { has, explained } of [own, ...theirs]) expect(explained).toBe(has);
        const deficits = theirs.reduce((total, { available }) => total + Math.max(0, -available), 0);
        expect(own.reserved).toBe(deficits);
        const everywhere = theirs.reduce((total, { has, atBank }) => total + has + atBank, own.has);
        expect(everywhere + own.reserved).toBe(20_000);
        for (const [at, { automatic }] of theirs.entries()) {
          for (const { id, amount: paid } of automatic) {
            let sum = 0;
            const params = { payout: id, limit: 100 };
            const options = { stripeAccount: ids[at] ?? "" };
            for await (const { net, source } of stripe.balanceTransactions.list(params, options))
              sum += source === id ? 0 : net;
            expect(sum).toBe(paid);
          }
        }
      }),
      { numRuns: 12 },
    );
  },
);
