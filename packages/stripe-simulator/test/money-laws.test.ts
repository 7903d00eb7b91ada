import fc from "fast-check";
import type Stripe from "stripe";
import { expect, test } from "vitest";
import {
  booksOf,
  type Book,
  expectCoveredTransfers,
  expectExplained,
  expectFeesAsPriced,
  grossOf,
  total,
} from "./money-laws/books.ts";
import { accountCount, anyCall, type Call, currencies, type Ground } from "./money-laws/calls.ts";
import { inside, outside } from "./money-laws/outside.ts";
import { idOf, simulate, type TestSimulator } from "./simulator.ts";

const callsPerRun = 1_000;
const clients = 50;

/** Refusals are part of the game; anything else is not. */
async function send(ground: Ground, call: Call): Promise<void> {
  try {
    await call.send(ground);
  } catch (error) {
    const status = (error as Stripe.errors.StripeError).statusCode;
    if (![400, 402, 409, 500, undefined].includes(status)) throw error;
  }
}

/** Fifty clients take calls off one heap, so that up to fifty are under way at any time. */
async function sendAll(ground: Ground, calls: readonly Call[]): Promise<void> {
  const waiting = [...calls];
  const work = async (): Promise<void> => {
    for (let call = waiting.pop(); call !== undefined; call = waiting.pop()) await send(ground, call);
  };
  await Promise.all(Array.from({ length: clients }, work));
}

async function groundWithFaults(simulator: TestSimulator, seed: number): Promise<Ground> {
  await simulator.control("POST", "/reset");
  await simulator.control("POST", "/clock", { stands: true });
  const facts = Array.from({ length: accountCount }, (_, nth) => ({
    capabilities: { transfers: "active", card_payments: "active" },
    mayGoNegative: nth % 2 === 0,
  }));
  const made = (await simulator.control("POST", "/accounts", { accounts: facts })) as {
    accounts: { id: string }[];
  };
  await simulator.control("POST", "/balance", { add: { usd: 3_000, eur: 1_000, jpy: 500 } });
  for (const kind of ["reset_after", "500_after", "500_before"]) {
    const match = { method: "POST" };
    await simulator.control("POST", "/faults", { kind, probability: 0.03, seed, match });
  }
  return { simulator, accounts: made.accounts.map(({ id }) => id), transfers: [], charges: [] };
}

/** Inside, whatever one loses another gains; from outside came what the objects say, and nothing else. */
async function expectNothingMadeOrLost({ simulator: { stripe }, accounts }: Ground, books: readonly Book[]) {
  for (const code of currencies) {
    const inCurrency = books.filter(({ currency }) => currency === code);
    const reserved = total(inCurrency.map((book) => book.reserved));
    const owed = inCurrency.filter(({ owner }) => owner !== "platform").map(({ available }) => -available);
    expect({
      code,
      moved: grossOf(inCurrency, inside),
      owed: total(owed.filter((amount) => amount > 0)),
    }).toEqual({
      code,
      moved: 0 - reserved,
      owed: reserved,
    });
  }
  for (const stripeAccount of [undefined, ...accounts]) {
    const own = books.filter(({ owner }) => owner === (stripeAccount ?? "platform"));
    const options = stripeAccount === undefined ? {} : { stripeAccount };
    const types = new Set(own.flatMap(({ transactions }) => transactions.map(({ type }) => type)));
    for (const type of [...types].filter((name) => !inside.includes(name))) {
      const told = await outside[type]?.({ stripe, options });
      expect({ type, owner: stripeAccount, amount: grossOf(own, [type]) }).toEqual({
        type,
        owner: stripeAccount,
        amount: told,
      });
    }
  }
}

async function expectTransfersWithinTheirLimits({ simulator: { stripe } }: Ground) {
  const transfers = await stripe.transfers
    .list({ limit: 100, expand: ["data.source_transaction"] })
    .autoPagingToArray({ limit: 10_000 });
  const takenFrom = new Map<string, number>();
  for (const { amount, amount_reversed: reversed, source_transaction: source } of transfers) {
    expect(reversed).toBeLessThanOrEqual(amount);
    if (source === null || typeof source === "string") continue;
    const taken = (takenFrom.get(source.id) ?? 0) + amount - reversed;
    takenFrom.set(source.id, taken);
    expect(taken).toBeLessThanOrEqual(source.amount_captured);
  }
  const lastWith = new Map<string, number>();
  const created = await stripe.events
    .list({ type: "transfer.created", limit: 100 })
    .autoPagingToArray({ limit: 10_000 });
  expect(created).toHaveLength(transfers.length);
  for (const { created: at, request } of created) {
    const key = request?.idempotency_key ?? "";
    if (!key.startsWith("key_")) continue;
    // Newest first: the same key pays again only once the first answer is forgotten.
    expect((lastWith.get(key) ?? Infinity) - at).toBeGreaterThanOrEqual(24 * 60 * 60);
    lastWith.set(key, at);
  }
}

test(
  "whatever is called at once, no money is made or lost, and every balance is the sum of its transactions",
  { timeout: 60_000 },
  async () => {
    const simulator = await simulate();
    await fc.assert(
      fc.asyncProperty(
        // A thousand calls say nothing to a reader; seed and path bring them back.
        fc.array(anyCall, { minLength: callsPerRun, maxLength: callsPerRun }).map((calls) => ({
          calls,
          [fc.toStringMethod]: () => `${callsPerRun} calls`,
        })),
        fc.integer({ min: 1, max: 1_000 }),
        async ({ calls }, seed) => {
          const ground = await groundWithFaults(simulator, seed);
          await sendAll(ground, calls);
          await simulator.control("DELETE", "/faults");
          const owners = [undefined, ...ground.accounts];
          const books = (await Promise.all(owners.map((owner) => booksOf(simulator.stripe, owner)))).flat();
          for (const book of books) {
            expectExplained(book);
            expectFeesAsPriced(book);
          }
          for (const book of books.filter(({ owner }) => owner === "platform")) expectCoveredTransfers(book);
          await expectNothingMadeOrLost(ground, books);
          await expectTransfersWithinTheirLimits(ground);
          expect(idOf(ground.transfers[0] ?? null)).toMatch(/^tr_/);
        },
      ),
      { numRuns: 2, endOnFailure: true },
    );
  },
);
