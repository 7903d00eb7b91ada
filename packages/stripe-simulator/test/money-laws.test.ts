import fc from "fast-check";
import type Stripe from "stripe";
import { expect, test } from "vitest";
import { simulate, type TestSimulator } from "./simulator.ts";

const currencies = ["usd", "eur", "jpy"] as const;

const call = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("transfer" as const),
      amount: fc.integer({ min: 1, max: 900 }),
      currency: fc.constantFrom(...currencies),
      to: fc.nat(4),
      key: fc.nat(30),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("reversal" as const),
      nth: fc.nat(40),
      amount: fc.integer({ min: 1, max: 900 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("topup" as const),
      amount: fc.integer({ min: 1, max: 2_000 }),
      currency: fc.constantFrom(...currencies),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("update" as const), nth: fc.nat(40) }) },
);

type Call = typeof call extends fc.Arbitrary<infer T> ? T : never;

/** Refusals are part of the game; anything else is not. */
async function send(
  { stripe }: TestSimulator,
  accounts: readonly string[],
  made: Stripe.Transfer[],
  what: Call,
): Promise<void> {
  const nth = "nth" in what ? made[what.nth % Math.max(1, made.length)] : undefined;
  try {
    if (what.kind === "topup") await stripe.topups.create({ amount: what.amount, currency: what.currency });
    else if (what.kind === "transfer") {
      const { amount, currency, key } = what;
      const destination = accounts[what.to] ?? "";
      made.push(
        await stripe.transfers.create({ amount, currency, destination }, { idempotencyKey: `key_${key}` }),
      );
    } else if (nth !== undefined && what.kind === "reversal")
      await stripe.transfers.createReversal(nth.id, { amount: what.amount });
    else if (nth !== undefined) await stripe.transfers.update(nth.id, { metadata: { touched: "yes" } });
  } catch (error) {
    const status = (error as Stripe.errors.StripeError).statusCode;
    if (![400, 409, 500, undefined].includes(status)) throw error;
  }
}

async function balances({ stripe }: TestSimulator, stripeAccount?: string): Promise<Map<string, number>> {
  const balance = await stripe.balance.retrieve({}, stripeAccount === undefined ? {} : { stripeAccount });
  return new Map(balance.available.map(({ currency, amount }) => [currency, amount]));
}

async function netOfTransactions(
  { stripe }: TestSimulator,
  stripeAccount?: string,
): Promise<Map<string, number>> {
  const sums = new Map<string, number>();
  const options = stripeAccount === undefined ? {} : { stripeAccount };
  for await (const { currency, net } of stripe.balanceTransactions.list({ limit: 100 }, options)) {
    sums.set(currency, (sums.get(currency) ?? 0) + net);
  }
  return sums;
}

test(
  "whatever is called at once, no money is made or lost, and every balance is the sum of its transactions",
  { timeout: 30_000 },
  async () => {
    const simulator = await simulate();
    await fc.assert(
      fc.asyncProperty(
        fc.array(call, { minLength: 20, maxLength: 60 }),
        fc.integer({ min: 1, max: 1_000 }),
        async (calls, seed) => {
          await simulator.control("POST", "/reset");
          const { accounts } = (await simulator.control("POST", "/accounts", {
            accounts: Array.from({ length: 5 }, () => ({})),
          })) as { accounts: { id: string }[] };
          const ids = accounts.map(({ id }) => id);
          for (const kind of ["reset_after", "500_after", "500_before"]) {
            await simulator.control("POST", "/faults", {
              kind,
              probability: 0.05,
              seed,
              match: { method: "POST" },
            });
          }
          await simulator.control("POST", "/balance", { add: { usd: 3_000, eur: 1_000, jpy: 500 } });
          const made: Stripe.Transfer[] = [];
          await Promise.all(calls.map((what) => send(simulator, ids, made, what)));
          await simulator.control("DELETE", "/faults");

          const funded = new Map<string, number>();
          for await (const { currency, amount } of simulator.stripe.topups.list({ limit: 100 })) {
            funded.set(currency, (funded.get(currency) ?? 0) + amount);
          }
          const total = new Map<string, number>();
          for (const owner of [undefined, ...ids]) {
            const has = await balances(simulator, owner);
            const explained = await netOfTransactions(simulator, owner);
            for (const [currency, amount] of has) {
              expect(amount).toBeGreaterThanOrEqual(0);
              expect(explained.get(currency) ?? 0).toBe(amount);
              total.set(currency, (total.get(currency) ?? 0) + amount);
            }
          }
          for (const currency of currencies) expect(total.get(currency) ?? 0).toBe(funded.get(currency) ?? 0);
          const keys = new Set<string>();
          for await (const { type, request } of simulator.stripe.events.list({
            type: "transfer.created",
            limit: 100,
          })) {
            const key = `${type} ${request?.idempotency_key ?? ""}`;
            expect(keys).not.toContain(key);
            keys.add(key);
          }
        },
      ),
      { numRuns: 8 },
    );
  },
);
