import { describe, expect, test } from "vitest";
import { ProviderUnavailable } from "../src/index.ts";
import { answers, page, stripeThat } from "./stripe-that.ts";

const item = "0193f000-0000-7000-8000-000000000001";
const created = 1_796_090_400;

function transfer(id: string, metadata: Readonly<Record<string, string>>, more: object = {}) {
  return {
    id,
    object: "transfer",
    amount: 4000,
    amount_reversed: 0,
    balance_transaction: `txn_${id}`,
    created,
    currency: "usd",
    destination: "acct_ana",
    metadata,
    reversals: { object: "list", data: [], has_more: false },
    transfer_group: item,
    ...more,
  };
}

const account = {
  id: "acct_ana",
  object: "account",
  payouts_enabled: true,
  details_submitted: true,
  capabilities: { transfers: "active" },
};

describe("a read throws ProviderUnavailable", () => {
  test.for([
    { when: "the connection is lost", reaction: { do: "reset" }, facts: { failure: "connection_lost" } },
    { when: "the time limit passes", reaction: { do: "hang" }, facts: { failure: "timeout" } },
    {
      when: "the key is wrong",
      reaction: answers(401, { error: { type: "invalid_request_error" } }),
      facts: {},
    },
    {
      when: "the key may not",
      reaction: answers(403, { error: { type: "invalid_request_error" } }),
      facts: {},
    },
    {
      when: "there are too many",
      reaction: answers(
        429,
        { error: { type: "invalid_request_error", code: "rate_limit" } },
        { "stripe-rate-limited-reason": "global-rate" },
      ),
      facts: { code: "rate_limit", rateLimitReason: "global-rate" },
    },
    {
      when: "Stripe has trouble",
      reaction: answers(500, { error: { type: "api_error" } }, { "request-id": "req_9" }),
      facts: { requestId: "req_9" },
    },
    {
      when: "a proxy answers for Stripe",
      reaction: answers(503, "<h1>Busy</h1>"),
      facts: { httpStatus: 503 },
    },
    { when: "a proxy speaks JSON", reaction: answers(502, {}), facts: { httpStatus: 502 } },
    { when: "the body is null", reaction: answers(200, "null"), facts: { httpStatus: 200 } },
  ] as const)("when $when", async ({ reaction, facts }) => {
    const { provider } = await stripeThat([reaction]);
    const error: unknown = await provider.readBalance().catch((thrown: unknown) => thrown);
    if (!(error instanceof ProviderUnavailable)) throw error;
    const status = "status" in reaction ? { httpStatus: reaction.status } : {};
    expect(error.facts).toMatchObject({ operation: "balance.retrieve", tries: 1, ...status, ...facts });
  });

  test("when a page promises more and holds nothing", async () => {
    const { provider } = await stripeThat([page(true)]);
    const pages = provider.listTransfers({ createdFrom: new Date(0) });
    await expect(pages.next()).rejects.toThrow(ProviderUnavailable);
  });
});

test("a read that Stripe refuses is a bug, not weather", async () => {
  const { provider } = await stripeThat([
    answers(400, { error: { type: "invalid_request_error", message: "No." } }),
  ]);
  const error: unknown = await provider.readBalance().catch((thrown: unknown) => thrown);
  expect(error).not.toBeInstanceOf(ProviderUnavailable);
  expect(error).toMatchObject({ message: "Stripe refused balance.retrieve: 400 without code: No." });
});

describe("a look-up of one item", () => {
  const ours = { payout_item_id: item, payout_batch_id: "batch_1", attempt_no: "2" };

  test("reads all pages, and leaves out transfers that name another item", async () => {
    const { server, provider } = await stripeThat([
      page(
        true,
        transfer("tr_3", { payout_item_id: "another" }),
        transfer("tr_2", {}, { amount_reversed: 1500 }),
      ),
      page(false, transfer("tr_1", ours, { balance_transaction: { id: "txn_expanded" } })),
    ]);
    const found = await provider.findTransfers({ payoutItemId: item });
    expect(found).toMatchObject({
      complete: true,
      transfers: [
        { transferId: "tr_2", payoutItemId: null, attemptNo: null, reversedMinor: 15_00n },
        {
          transferId: "tr_1",
          amountMinor: 40_00n,
          currency: "USD",
          destinationAccountId: "acct_ana",
          transferGroup: item,
          payoutItemId: item,
          payoutBatchId: "batch_1",
          attemptNo: 2,
          createdAt: new Date(created * 1000),
          reversedMinor: 0n,
          balanceTransactionId: "txn_expanded",
        },
      ],
    });
    expect(server.seen.map(({ path }) => path)).toEqual([
      `/v1/transfers?limit=100&transfer_group=${item}`,
      `/v1/transfers?limit=100&starting_after=tr_2&transfer_group=${item}`,
    ]);
  });

  test.for([
    { when: "its second page ends where the first did", second: page(true, transfer("tr_9", {})) },
    { when: "an object of it has no id", second: page(false, { object: "transfer" }) },
    { when: "its second page is no list", second: answers(200, { object: "transfer" }) },
    { when: "Stripe has trouble", second: answers(500, { error: { type: "api_error" } }) },
  ])("is incomplete when $when", async ({ second }) => {
    const { server, provider } = await stripeThat([page(true, transfer("tr_9", {})), second]);
    const found = await provider.findTransfers({ payoutItemId: item });
    expect(found).toMatchObject({ complete: false, transfers: [{ transferId: "tr_9" }] });
    expect(server.seen).toHaveLength(2);
  });

  test("that loses its second page is incomplete: finding nothing would prove nothing", async () => {
    const { provider } = await stripeThat([
      page(true, transfer("tr_9", { payout_item_id: "x" })),
      { do: "reset" },
    ]);
    expect(await provider.findTransfers({ payoutItemId: item })).toEqual({
      complete: false,
      transfers: [],
      reason: "Stripe could not answer transfers.list: connection_lost",
    });
  });
});

test("reads wait for their budget, one page at a time", async () => {
  const paced: number[] = [];
  const reactions = [page(true, transfer("tr_2", {})), page(false, transfer("tr_1", {}))];
  const { server, provider } = await stripeThat(reactions, {
    beforeRead: () => Promise.resolve(void paced.push(server.seen.length)),
  });
  const span = {
    createdFrom: new Date(created * 1000),
    createdTo: new Date(created * 1000 + 999),
    destinationAccountId: "acct_ana",
  };
  const pages: string[][] = [];
  for await (const found of provider.listTransfers(span))
    pages.push(found.map(({ transferId }) => transferId));
  expect(pages).toEqual([["tr_2"], ["tr_1"]]);
  expect(paced).toEqual([0, 1]);
  expect(server.seen[0]?.path).toBe(
    `/v1/transfers?limit=100&created[gte]=${created}&created[lte]=${created}&destination=acct_ana`,
  );
});

describe("a connected account", () => {
  test.for([
    { when: "its access is revoked or it is of another mode", status: 403, code: "account_invalid" },
    { when: "Stripe does not know it", status: 404, code: "resource_missing" },
  ])("is unreachable when $when", async ({ status, code }) => {
    const { provider } = await stripeThat([
      answers(status, { error: { type: "invalid_request_error", code } }),
    ]);
    const unreachable = { kind: "unreachable", accountId: "acct_ana", reason: code };
    expect(await provider.readAccount("acct_ana")).toEqual(unreachable);
    expect(await provider.readConnectedBalance("acct_ana")).toEqual(unreachable);
  });

  test("is unreachable when it was deleted", async () => {
    const { provider } = await stripeThat([
      answers(200, { id: "acct_ana", object: "account", deleted: true }),
    ]);
    expect(await provider.readAccount("acct_ana")).toMatchObject({ kind: "unreachable", reason: "deleted" });
  });

  test("is read with what it still owes Stripe", async () => {
    const requirements = {
      past_due: ["x.document"],
      currently_due: ["x.phone"],
      disabled_reason: "rejected.fraud",
    };
    const body = {
      ...account,
      country: "IS",
      default_currency: "isk",
      capabilities: { transfers: "inactive" },
    };
    const { provider } = await stripeThat([answers(200, { ...body, requirements })]);
    expect(await provider.readAccount("acct_ana")).toEqual({
      kind: "account",
      accountId: "acct_ana",
      transfersActive: false,
      transfersState: "inactive",
      payoutsEnabled: true,
      requirementsPastDue: ["x.document"],
      requirementsCurrentlyDue: ["x.phone"],
      disabledReason: "rejected.fraud",
      country: "IS",
      defaultCurrency: "ISK",
      detailsSubmitted: true,
      requirementsEventuallyDue: [],
      pendingVerification: [],
      requirementErrors: [],
      currentDeadline: null,
      payoutSchedule: null,
      showsBanks: false,
      bankDestinations: [],
    });
  });

  test.for([
    { when: "available is below zero", available: -1, pending: 500, negative: true },
    { when: "pending will take it below zero", available: 100, pending: -101, negative: true },
    { when: "all is at zero or above", available: 100, pending: -100, negative: false },
  ])("would swallow a transfer ($negative) when $when", async ({ available, pending, negative }) => {
    const of = (amount: number) => [{ currency: "usd", amount }];
    const { provider } = await stripeThat([answers(200, { available: of(available), pending: of(pending) })]);
    expect(await provider.readConnectedBalance("acct_ana")).toMatchObject({ kind: "balance", negative });
  });

  test("is listed 100 at a time", async () => {
    const { server, provider } = await stripeThat([page(true, account), page(false)]);
    const first = await provider.listAccounts({ startingAfter: null });
    expect(first).toMatchObject({ accounts: [{ accountId: "acct_ana" }], nextStartingAfter: "acct_ana" });
    const second = await provider.listAccounts({ startingAfter: first.nextStartingAfter });
    expect(second).toEqual({ accounts: [], nextStartingAfter: null });
    expect(server.seen[1]?.path).toBe("/v1/accounts?limit=100&starting_after=acct_ana");
  });
});
