import { afterEach, describe, expect, test } from "vitest";
import { createProvider, freezeTransfer, type Provider } from "../src/index.ts";
import { startFaultServer, type FaultServer, type Reaction } from "./fault-server.ts";

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
    timeoutMs: 250,
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
