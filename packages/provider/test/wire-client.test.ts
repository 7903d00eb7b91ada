import { afterEach, describe, expect, test } from "vitest";
import { createStripeClient } from "../src/client/stripe-client.ts";
import { recordWire } from "../src/client/wire-client.ts";
import { startFaultServer, type FaultServer, type Reaction, timeoutMsFor } from "./fault-server.ts";

const parameters = { amount: 1, currency: "usd", destination: "acct_ana" };
const opened: { close(): unknown }[] = [];

afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});

async function clientOf(...reactions: readonly Reaction[]) {
  const server: FaultServer = await startFaultServer(...reactions);
  const client = createStripeClient({
    secretKey: "sk_test_payrun",
    apiBase: server.url,
    timeoutMs: timeoutMsFor(reactions),
    mode: "simulator",
  });
  opened.push(client.wire, server);
  return { server, ...client };
}

describe("a request without an answer", () => {
  test.for([
    {
      when: "the connection is reset",
      reaction: { do: "reset" },
      failure: "connection_lost",
      httpStatus: null,
    },
    {
      when: "the server is silent past the time limit",
      reaction: { do: "hang" },
      failure: "timeout",
      httpStatus: null,
    },
    {
      when: "the body stalls past the time limit",
      reaction: { do: "stall_in_body" },
      failure: "timeout",
      httpStatus: 200,
    },
    {
      when: "the body is cut short",
      reaction: { do: "cut_body" },
      failure: "connection_lost",
      httpStatus: 200,
    },
  ] as const)("is tried once on the wire when $when: the SDK's hidden retry never happens", async (given) => {
    const { server, stripe } = await clientOf(given.reaction);
    const { record } = await recordWire(() =>
      stripe.transfers.create(parameters, { idempotencyKey: "key_1" }),
    );
    expect(record).toMatchObject({ tries: 1, failure: given.failure, httpStatus: given.httpStatus });
    expect(server.seen).toHaveLength(1);
  });

  test("is counted again when the SDK retries it after all", async () => {
    const { server, stripe } = await clientOf({ do: "reset" });
    const { record } = await recordWire(() =>
      stripe.transfers.create(parameters, { idempotencyKey: "key_1", maxNetworkRetries: 1 }),
    );
    expect(record.tries).toBe(2);
    expect(server.seen.map((request) => request.idempotencyKey)).toEqual(["key_1", "key_1"]);
  });

  test("never leaves when its signal was aborted before", async () => {
    const { server, stripe } = await clientOf({ do: "hang" });
    const { record } = await recordWire(() => stripe.transfers.create(parameters), AbortSignal.abort());
    expect(record).toMatchObject({ tries: 0, failure: "canceled" });
    expect(server.seen).toHaveLength(0);
  });

  test("ends at once when its signal is aborted on the way", async () => {
    const { stripe } = await clientOf({ do: "hang" });
    const { record } = await recordWire(() => stripe.transfers.create(parameters), AbortSignal.timeout(20));
    expect(record).toMatchObject({ tries: 1, failure: "canceled" });
  });
});

test("parallel calls keep their own count and answer", async () => {
  const { stripe } = await clientOf(
    {
      do: "answer",
      status: 200,
      body: "{}",
      headers: { "request-id": "req_1", "idempotent-replayed": "true" },
    },
    { do: "answer", status: 429, body: "{}", headers: { "stripe-rate-limited-reason": "endpoint-rate" } },
    { do: "reset" },
  );
  const calls = Array.from({ length: 3 }, () => recordWire(() => stripe.transfers.create(parameters)));
  const records = (await Promise.all(calls)).map(({ record }) => record);
  expect(records.map(({ tries }) => tries)).toEqual([1, 1, 1]);
  expect(records).toContainEqual(
    expect.objectContaining({ httpStatus: 200, requestId: "req_1", replayed: true }),
  );
  expect(records).toContainEqual(
    expect.objectContaining({ httpStatus: 429, rateLimitReason: "endpoint-rate" }),
  );
  expect(records).toContainEqual(expect.objectContaining({ httpStatus: null, failure: "connection_lost" }));
});

test("one connection serves one request after the other, and no figures about them are sent along", async () => {
  const { server, stripe } = await clientOf({ do: "answer", status: 200, body: "{}" });
  const call = () => recordWire(() => stripe.balance.retrieve());
  await call();
  await call();
  expect(server.seen.map(({ telemetry }) => telemetry)).toEqual([undefined, undefined]);
  expect(server.connections()).toBe(1);
});

describe("a client is refused", () => {
  const options = {
    secretKey: "sk_test_x",
    apiBase: new URL("http://127.0.0.1:1"),
    timeoutMs: 1,
    mode: "test",
  } as const;

  test.for([
    { when: "a live key meets a simulator", given: { secretKey: "sk_live_x", mode: "simulator" } },
    { when: "a restricted live key meets test mode", given: { secretKey: "rk_live_x" } },
    { when: "live mode has a test key", given: { mode: "live", apiBase: null } },
    { when: "live mode is sent elsewhere", given: { mode: "live", secretKey: "sk_live_x" } },
    { when: "a simulator's database would meet Stripe", given: { mode: "simulator", apiBase: null } },
    { when: "the address has a path", given: { apiBase: new URL("http://127.0.0.1:1/v1") } },
    { when: "the address is no server's", given: { apiBase: new URL("file:///") } },
  ] as const)("when $when", ({ given }) => {
    expect(() => createStripeClient({ ...options, ...given })).toThrow(/^(Mode|Not the address)/);
  });
});
