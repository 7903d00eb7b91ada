import { contractWatch, type ContractWatch } from "@payrun/stripe-contract";
import { startStripeSimulator, type StripeSimulator } from "@payrun/stripe-simulator";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  createProvider,
  freezeTransfer,
  type FoundTransfer,
  type Provider,
  type SubmittedTransfer,
} from "../src/index.ts";
import { startFaultServer } from "./fault-server.ts";

const batch = "0193f000-0000-7000-8000-00000000000b";
let contract: ContractWatch;
let simulator: StripeSimulator;
let provider: Provider;

beforeAll(async () => {
  contract = await contractWatch();
  simulator = await startStripeSimulator({
    port: 0,
    stateDir: null,
    transfersPerSecond: Infinity,
    platformAccountId: "acct_payrun",
    ...contract.observers,
  });
  provider = providerAt(new URL(simulator.url));
  await control("POST", "/accounts", {
    accounts: [
      { id: "acct_ana", country: "US", defaultCurrency: "usd" },
      { id: "acct_bjork", country: "IS", defaultCurrency: "isk" },
      { id: "acct_cora", state: "new" },
    ],
  });
  await control("POST", "/balance", { add: { usd: 1_000_000, isk: 5_000_00 }, pending: { usd: 700 } });
});

afterAll(async () => {
  provider.close();
  await simulator.close();
});

afterEach(() => contract.expectNone());

function providerAt(apiBase: URL): Provider {
  return createProvider({ secretKey: "sk_test_payrun", apiBase, mode: "simulator", timeoutMs: 15_000 });
}

async function control(method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(`${simulator.url}/__simulator${path}`, {
    method,
    headers: { "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect(response.ok, await response.clone().text()).toBe(true);
  return response.json();
}

function attempt(payoutItemId: string, given: Partial<Parameters<typeof freezeTransfer>[0]> = {}) {
  const order = {
    payoutItemId,
    payoutBatchId: batch,
    attemptNo: 1,
    amountMinor: 40_00n,
    currency: "USD",
    destinationAccountId: "acct_ana",
    ...given,
  };
  return {
    frozen: freezeTransfer(order),
    idempotencyKey: `payrun_simulator_${payoutItemId}_${order.attemptNo}`,
  };
}

function paid({ answer }: SubmittedTransfer) {
  if (answer.kind !== "transfer") throw new Error(`Not a transfer: ${JSON.stringify(answer)}`);
  return answer;
}

async function all<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
  const found: T[] = [];
  for await (const page of pages) found.push(...page);
  return found;
}

describe("a transfer", () => {
  test("is paid, found again, and stands in the balance", async () => {
    const submitted = await provider.submitTransfer(attempt("item_paid", { attemptNo: 3 }));
    expect(submitted).toMatchObject({ wireTries: 1, replayed: false, httpStatus: 200 });
    expect(submitted.requestId).toMatch(/^req_/);
    const { transferId } = paid(submitted);

    const found = await provider.findTransfers({ payoutItemId: "item_paid" });
    expect(found).toMatchObject({
      complete: true,
      transfers: [
        {
          transferId,
          amountMinor: 40_00n,
          currency: "USD",
          destinationAccountId: "acct_ana",
          transferGroup: "item_paid",
          payoutItemId: "item_paid",
          payoutBatchId: batch,
          attemptNo: 3,
          reversedMinor: 0n,
        },
      ],
    });
    const movements = await all(
      provider.listBalanceTransactions({ type: "transfer", createdFrom: new Date(0) }),
    );
    const movement = movements.find(({ sourceId }) => sourceId === transferId);
    expect(movement).toMatchObject({
      amountMinor: -40_00n,
      feeMinor: 0n,
      netMinor: -40_00n,
      currency: "USD",
    });
    expect(found.transfers[0]?.balanceTransactionId).toBe(movement?.id);
  });

  test("that came back is found by the movement that took it back", async () => {
    const { transferId } = paid(await provider.submitTransfer(attempt("item_back")));
    const answer = await fetch(`${simulator.url}/v1/transfers/${transferId}/reversals`, {
      method: "POST",
      headers: { authorization: "Bearer sk_test_operator" },
      body: new URLSearchParams({ amount: "1500" }),
    });
    expect(answer.status).toBe(200);
    const movements = await all(provider.listBalanceTransactions({ createdFrom: new Date(0) }));
    const back = movements.find(({ type }) => type === "transfer_refund");
    expect(back).toMatchObject({ amountMinor: 15_00n, isInexact: false });
    expect(await provider.readReversedTransfer(back?.id ?? "")).toMatchObject({
      transferId,
      reversedMinor: 15_00n,
      livemode: false,
    });
    const itself = movements.find(({ sourceId }) => sourceId === transferId);
    expect(await provider.readReversedTransfer(itself?.id ?? "")).toBeNull();
  });

  test("in ISK is five krónur on both sides, and 500 only at Stripe", async () => {
    const isk = { amountMinor: 5n, currency: "ISK", destinationAccountId: "acct_bjork" };
    const submitted = await provider.submitTransfer(attempt("item_isk", isk));
    expect(paid(submitted)).toMatchObject({ amountMinor: 5n, currency: "ISK" });
    const stats = await control("GET", "/stats");
    expect(stats).toMatchObject({ transfers: { isk: { amount: 500, count: 1 } } });
  });

  // gumroad#6620, eliza#10327: the answer was lost and the money was sent again.
  test("whose answer was lost is one transfer when the same bytes are sent again", async () => {
    const server = await startFaultServer({ do: "reset_after_commit", upstream: new URL(simulator.url) });
    const behindFault = providerAt(server.url);
    const lost = await behindFault.submitTransfer(attempt("item_lost"));
    behindFault.close();
    await server.close();
    expect(lost).toMatchObject({ wireTries: 1, httpStatus: null, answer: { kind: "no_answer" } });

    const again = await provider.submitTransfer(attempt("item_lost"));
    expect(again).toMatchObject({ replayed: true, httpStatus: 200 });
    const { transfers } = await provider.findTransfers({ payoutItemId: "item_lost" });
    expect(transfers.map(({ transferId }) => transferId)).toEqual([paid(again).transferId]);
  });

  // omi#7184: the refusal was served from the saved answer for a day, top-up or not.
  test("refused for funds is refused again under its key after a top-up, and paid under the next attempt", async () => {
    const eur = { currency: "EUR" };
    const refused = await provider.submitTransfer(attempt("item_funds", eur));
    await control("POST", "/balance", { add: { eur: 4000 } });
    const replay = await provider.submitTransfer(attempt("item_funds", eur));
    const next = await provider.submitTransfer(attempt("item_funds", { ...eur, attemptNo: 2 }));
    expect(refused).toMatchObject({ httpStatus: 400, replayed: false });
    expect(replay).toEqual({ ...refused, replayed: true, requestId: replay.requestId });
    expect(paid(next)).toMatchObject({ amountMinor: 40_00n, currency: "EUR" });
  });

  test("to an account that may not receive yet is refused with Stripe's code", async () => {
    const submitted = await provider.submitTransfer(
      attempt("item_new", { destinationAccountId: "acct_cora" }),
    );
    expect(submitted.answer).toMatchObject({
      kind: "error",
      facts: { httpStatus: 400, code: "insufficient_capabilities_for_transfer" },
    });
  });
});

test("all transfers since an instant are listed, more than one page of them", async () => {
  const items = Array.from({ length: 101 }, (_, index) => `item_many_${index}`);
  await Promise.all(items.map((item) => provider.submitTransfer(attempt(item, { amountMinor: 1n }))));
  const pages: FoundTransfer[][] = [];
  for await (const page of provider.listTransfers({ createdFrom: new Date(0) })) pages.push([...page]);
  expect(pages[0]).toHaveLength(100);
  const listed = pages.flat().map(({ payoutItemId }) => payoutItemId);
  expect(items.filter((item) => !listed.includes(item))).toEqual([]);
  expect(new Set(pages.flat().map(({ transferId }) => transferId)).size).toBe(listed.length);
  expect(await all(provider.listTransfers({ createdFrom: new Date(Date.now() + 3_600_000) }))).toEqual([]);
});

test("the platform and its balance are read in ISO units", async () => {
  expect(await provider.readPlatform()).toEqual({
    accountId: "acct_payrun",
    livemode: false,
  });
  const { available, pending } = await provider.readBalance();
  const iskAvailable = available.find(({ currency }) => currency === "ISK")?.amountMinor;
  expect([5000n, 4995n]).toContain(iskAvailable);
  expect(pending).toContainEqual({ currency: "USD", amountMinor: 700n });
});

describe("a connected account", () => {
  test("is ready, or not, or unreachable", async () => {
    const read = await Promise.all(
      ["acct_ana", "acct_cora", "acct_nobody"].map((id) => provider.readAccount(id)),
    );
    expect(read).toMatchObject([
      { kind: "account", transfersActive: true, payoutsEnabled: true, country: "US", defaultCurrency: "USD" },
      { kind: "account", transfersActive: false, payoutsEnabled: false },
      { kind: "unreachable", accountId: "acct_nobody", reason: "account_invalid" },
    ]);
  });

  test("below zero is seen before money is sent into the hole", async () => {
    await control("PATCH", "/accounts/acct_bjork", { mayGoNegative: true, balance: { isk: -150_00 } });
    expect(await provider.readConnectedBalance("acct_bjork")).toMatchObject({
      kind: "balance",
      negative: true,
      available: [{ currency: "ISK", amountMinor: -150n }],
    });
    expect(await provider.readConnectedBalance("acct_cora")).toMatchObject({
      kind: "balance",
      negative: false,
    });
    expect(await provider.readConnectedBalance("acct_nobody")).toMatchObject({ kind: "unreachable" });
  });

  test("is in the list of all", async () => {
    const { accounts, nextStartingAfter } = await provider.listAccounts({ startingAfter: null });
    expect(accounts.map(({ accountId }) => accountId).toSorted()).toEqual([
      "acct_ana",
      "acct_bjork",
      "acct_cora",
    ]);
    expect(nextStartingAfter).toBeNull();
  });
});

test("events that no webhook brought are read from the list", async () => {
  const { transferId } = paid(await provider.submitTransfer(attempt("item_event")));
  const events = await all(provider.listEvents({ createdFrom: new Date(Date.now() - 60_000) }));
  expect(events.find(({ objectId }) => objectId === transferId)).toMatchObject({
    shape: "snapshot",
    type: "transfer.created",
    account: null,
    livemode: false,
  });
});
