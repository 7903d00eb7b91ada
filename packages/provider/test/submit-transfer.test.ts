import { afterEach, describe, expect, test } from "vitest";
import { createProvider, freezeTransfer, type Provider } from "../src/index.ts";
import { startFaultServer, type FaultServer, type Reaction, timeoutMsFor } from "./fault-server.ts";

const order = {
  payoutItemId: "0193f000-0000-7000-8000-000000000001",
  payoutBatchId: "0193f000-0000-7000-8000-00000000000b",
  attemptNo: 1,
  amountMinor: 40_00n,
  currency: "USD",
  destinationAccountId: "acct_ana",
};
const idempotencyKey = `payrun_simulator_${order.payoutItemId}_1`;
const transfer = { id: "tr_1", object: "transfer", amount: 4000, currency: "usd", destination: "acct_ana" };

const opened: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});

async function stripeThat(
  ...reactions: readonly Reaction[]
): Promise<{ server: FaultServer; provider: Provider }> {
  const server = await startFaultServer(...reactions);
  const provider = createProvider({
    secretKey: "sk_test_payrun",
    apiBase: server.url,
    mode: "simulator",
    timeoutMs: timeoutMsFor(reactions),
  });
  opened.push(provider, server);
  return { server, provider };
}

function answers(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Reaction {
  return { do: "answer", status, headers, body: typeof body === "string" ? body : JSON.stringify(body) };
}

function refusal(type: string, code?: string) {
  return { error: { type, ...(code === undefined ? {} : { code }), message: "No." } };
}

describe("frozen parameters", () => {
  test("carry the item, the batch and the attempt to Stripe, in Stripe's units", async () => {
    const { server, provider } = await stripeThat(
      answers(200, { ...transfer, amount: 500, currency: "isk" }),
    );
    const frozen = freezeTransfer({ ...order, amountMinor: 5n, currency: "ISK" });
    const { answer } = await provider.submitTransfer({ frozen, idempotencyKey });
    expect(Object.fromEntries(new URLSearchParams(server.seen[0]?.body))).toEqual({
      amount: "500",
      currency: "isk",
      destination: "acct_ana",
      transfer_group: order.payoutItemId,
      "metadata[payout_item_id]": order.payoutItemId,
      "metadata[payout_batch_id]": order.payoutBatchId,
      "metadata[attempt_no]": "1",
    });
    expect(answer).toMatchObject({ kind: "transfer", amountMinor: 5n, currency: "ISK" });
  });

  // liberapay#1533: the amount was computed again for the retry.
  test("one key never goes out with two amounts: every try of an attempt is the same bytes", async () => {
    const { server, provider } = await stripeThat({ do: "reset" }, answers(200, transfer));
    const frozen = freezeTransfer(order);
    await provider.submitTransfer({ frozen, idempotencyKey });
    // As PostgreSQL's jsonb would hand it back.
    const reordered = JSON.stringify(
      Object.fromEntries(Object.entries(JSON.parse(frozen)).toReversed()),
      null,
      1,
    );
    await provider.submitTransfer({ frozen: reordered, idempotencyKey });
    expect(server.seen[1]).toEqual(server.seen[0]);
  });

  // open collective, gumroad: a random key per try.
  test("go out under the stored key, never one that the SDK made up", async () => {
    const { server, provider } = await stripeThat({ do: "reset" });
    await provider.submitTransfer({ frozen: freezeTransfer(order), idempotencyKey });
    expect(server.seen.map((request) => request.idempotencyKey)).toEqual([idempotencyKey]);
  });

  test.for([
    { when: "an amount of zero", given: { amountMinor: 0n } },
    { when: "a negative amount", given: { amountMinor: -1n } },
    { when: "more than a JSON number can carry", given: { amountMinor: 2n ** 53n } },
  ])("do not exist for $when", ({ given }) => {
    expect(() => freezeTransfer({ ...order, ...given })).toThrow();
  });

  test.for([
    { when: "no JSON", frozen: "4000 usd" },
    { when: "null", frozen: "null" },
    {
      when: "a part missing",
      frozen: '{"amount":1,"currency":"usd","destination":"acct_ana","transfer_group":"x"}',
    },
    { when: "a part added", frozen: freezeTransfer(order).replace("{", '{"source_type":"card",') },
    { when: "an amount with decimals", frozen: freezeTransfer(order).replace("4000", "4000.5") },
    { when: "an amount as text", frozen: freezeTransfer(order).replace("4000", '"4000"') },
    { when: "no destination", frozen: freezeTransfer(order).replace("acct_ana", "") },
  ])("are a bug and are not sent with $when", async ({ frozen }) => {
    const { server, provider } = await stripeThat(answers(200, transfer));
    await expect(provider.submitTransfer({ frozen, idempotencyKey })).rejects.toThrow();
    expect(server.seen).toEqual([]);
  });

  test.for(["", "two words", "line\nbreak", "k".repeat(256)])(
    "are not sent under the key %j",
    async (key) => {
      const { server, provider } = await stripeThat(answers(200, transfer));
      const submitted = provider.submitTransfer({ frozen: freezeTransfer(order), idempotencyKey: key });
      await expect(submitted).rejects.toThrow("Not an idempotency key");
      expect(server.seen).toEqual([]);
    },
  );
});

describe("an answer", () => {
  const error = (httpStatus: number, type: string, code: string | null = null) => ({
    kind: "error",
    facts: { httpStatus, type, code, param: null, message: "No." },
  });
  const paid = {
    kind: "transfer",
    transferId: "tr_1",
    amountMinor: 40_00n,
    currency: "USD",
    destinationAccountId: "acct_ana",
  };

  test.for([
    { when: "the transfer", reaction: answers(200, transfer), answer: paid },
    {
      when: "the transfer with another amount: the amount that Stripe says",
      reaction: answers(200, { ...transfer, amount: 4001 }),
      answer: { ...paid, amountMinor: 40_01n },
    },
    {
      when: "a refusal, with Stripe's own type and code",
      reaction: answers(400, refusal("invalid_request_error", "balance_insufficient")),
      answer: error(400, "invalid_request_error", "balance_insufficient"),
    },
    {
      when: "a wrong key",
      reaction: answers(401, refusal("invalid_request_error")),
      answer: error(401, "invalid_request_error"),
    },
    {
      when: "an account out of reach",
      reaction: answers(403, refusal("invalid_request_error", "account_invalid")),
      answer: error(403, "invalid_request_error", "account_invalid"),
    },
    {
      when: "a key that is in use just now",
      reaction: answers(409, refusal("idempotency_error", "idempotency_key_in_use")),
      answer: error(409, "idempotency_error", "idempotency_key_in_use"),
    },
    {
      when: "a key that was used with other parameters",
      reaction: answers(400, refusal("idempotency_error")),
      answer: error(400, "idempotency_error"),
    },
    {
      when: "trouble at Stripe",
      reaction: answers(500, refusal("api_error")),
      answer: error(500, "api_error"),
    },
  ] as const)("of Stripe's is passed on: $when", async ({ reaction, answer }) => {
    const { provider } = await stripeThat(reaction);
    const submitted = await provider.submitTransfer({ frozen: freezeTransfer(order), idempotencyKey });
    expect(submitted).toMatchObject({ answer, wireTries: 1 });
  });

  test.for([
    {
      when: "the connection is reset",
      reaction: { do: "reset" },
      detail: "connection_lost",
      httpStatus: null,
    },
    { when: "nothing comes in time", reaction: { do: "hang" }, detail: "timeout" },
    { when: "it stalls", reaction: { do: "stall_in_body" }, detail: "timeout, HTTP 200" },
    {
      when: "it is cut short",
      reaction: { do: "cut_body" },
      detail: "connection_lost, HTTP 200",
    },
    { when: "it is broken JSON", reaction: answers(200, '{"id":"tr_1"'), detail: "broken_body, HTTP 200" },
    { when: "a proxy sends a page", reaction: answers(502, "<h1>Bad</h1>"), detail: "broken_body, HTTP 502" },
    {
      when: "a proxy forbids in JSON",
      reaction: answers(403, { error: "forbidden" }),
      detail: "HTTP 403 without an error object of Stripe's",
    },
    {
      when: "a proxy refuses in JSON that the SDK takes for a success",
      reaction: answers(400, { ...transfer, message: "no" }),
      detail: "HTTP 400 without an error object of Stripe's",
    },
    {
      when: "it is a redirect",
      reaction: answers(302, {}, { location: "http://127.0.0.1:1/" }),
      detail: "HTTP 302 without an error object of Stripe's",
    },
  ] as const)("is missing, one try later and without an exception, when $when", async (given) => {
    const { server, provider } = await stripeThat(given.reaction);
    const submitted = await provider.submitTransfer({ frozen: freezeTransfer(order), idempotencyKey });
    expect(submitted).toMatchObject({ answer: { kind: "no_answer", detail: given.detail }, wireTries: 1 });
    expect(server.seen).toHaveLength(1);
  });

  test.for([
    { when: "null", body: null },
    { when: "an empty object", body: {} },
    { when: "another object", body: { ...transfer, object: "payout" } },
    { when: "a transfer without an amount", body: { ...transfer, amount: null } },
    { when: "a transfer with a broken amount", body: { ...transfer, amount: 40.5 } },
    { when: "a fraction of a króna", body: { ...transfer, currency: "isk", amount: 150 } },
    { when: "an error under a 200", body: refusal("api_error") },
  ])("is unreadable, though a success, when it is $when", async ({ body }) => {
    const { provider } = await stripeThat(answers(200, body));
    const submitted = await provider.submitTransfer({ frozen: freezeTransfer(order), idempotencyKey });
    expect(submitted).toMatchObject({ answer: { kind: "unreadable" }, httpStatus: 200 });
  });

  test("is not waited for any longer when the signal says so: 0 tries before the send, 1 after", async () => {
    const { provider } = await stripeThat({ do: "hang" });
    const frozen = freezeTransfer(order);
    const before = await provider.submitTransfer({ frozen, idempotencyKey, signal: AbortSignal.abort() });
    const after = await provider.submitTransfer({ frozen, idempotencyKey, signal: AbortSignal.timeout(20) });
    expect(before).toMatchObject({ answer: { kind: "no_answer", detail: "canceled" }, wireTries: 0 });
    expect(after).toMatchObject({ answer: { kind: "no_answer", detail: "canceled" }, wireTries: 1 });
  });
});

test("a secret key that no header can carry is a bug, not an unknown payout", async () => {
  const provider = createProvider({
    secretKey: "sk_test_\n",
    apiBase: new URL("http://127.0.0.1:1"),
    mode: "simulator",
  });
  opened.push(provider);
  const submitted = provider.submitTransfer({ frozen: freezeTransfer(order), idempotencyKey });
  await expect(submitted).rejects.toThrow();
});
