import { describe, expect, test } from "vitest";
import { simulate } from "../simulator.ts";
import { rule } from "./rule.ts";
import { jsonType, send } from "./send.ts";

async function faulty() {
  const simulator = await simulate();
  const destination = await simulator.readyAccount();
  await simulator.control("POST", "/balance", { add: { usd: 10_000 } });
  const fault = (kind: string, more: Record<string, unknown> = {}) =>
    simulator.control("POST", "/faults", { kind, count: 1, ...more });
  const pay = (key: string, more = "") =>
    simulator.call("/v1/transfers", `amount=10&currency=usd&destination=${destination}${more}`, {
      "Idempotency-Key": key,
    });
  const paid = async () => {
    const { transfers } = (await simulator.control("GET", "/stats")) as {
      transfers: { usd?: { count: number } };
    };
    return transfers.usd?.count ?? 0;
  };
  const statusOf = (answer: Promise<{ readonly status: number }>) =>
    answer.then(
      ({ status }) => status,
      () => "no answer",
    );
  return { ...simulator, destination, fault, pay, paid, statusOf };
}

describe("what goes wrong in the wild", () => {
  rule(
    "a transfer can be made although its answer is an error of any kind",
    "docs.stripe.com/error-low-level",
    async () => {
      for (const kind of ["500_after", "reset_after", "truncated", "broken_json", "proxy_503_after"]) {
        const { stripe, destination, fault, paid } = await faulty();
        await fault(kind, { match: { method: "POST" } });
        const create = stripe.transfers.create({ amount: 10, currency: "usd", destination });
        // A connection that was reset is tried again by the client, with the same key.
        if (kind === "reset_after") await create;
        else await expect(create).rejects.toThrow();
        expect([kind, await paid()]).toEqual([kind, 1]);
      }
    },
  );

  rule(
    "a truncated answer is a connection error for the official client",
    "stripe-node CHANGELOG.md",
    async () => {
      const { stripe, fault } = await faulty();
      await fault("truncated");
      await expect(stripe.balance.retrieve()).rejects.toMatchObject({ type: "StripeConnectionError" });
    },
  );

  rule(
    "a lock on an object is 429 lock_timeout without a reason, and worth another try",
    "docs.stripe.com/error-codes/lock-timeout",
    async () => {
      const { fault, pay, paid } = await faulty();
      await fault("lock_timeout");
      const { status, error, headers } = await pay("k");
      expect([status, error.code, headers.get("stripe-should-retry")]).toEqual([429, "lock_timeout", "true"]);
      expect(headers.get("stripe-rate-limited-reason")).toBeNull();
      expect([(await pay("k")).status, await paid()]).toEqual([200, 1]);
    },
  );

  rule("a proxy in front answers HTML without a request id", "stripe/stripe-node#954", async () => {
    const { url, fault, pay, paid } = await faulty();
    await fault("proxy_503");
    const answer = await send({ url }, "GET", "/v1/balance");
    expect([answer.status, answer.headers.get("content-type"), answer.headers.get("request-id")]).toEqual([
      503,
      "text/html",
      null,
    ]);
    expect(answer.text).toContain("503 Service Temporarily Unavailable");
    expect([(await pay("k")).status, await paid()]).toEqual([200, 1]);
  });

  for (const reason of [
    "global-rate",
    "endpoint-rate",
    "global-concurrency",
    "endpoint-concurrency",
    "resource-specific",
  ]) {
    rule(`a limit says ${reason}`, "docs.stripe.com/rate-limits", async () => {
      const { call, fault } = await faulty();
      await fault("429", { reason });
      const { status, headers } = await call("/v1/balance");
      expect([status, headers.get("stripe-rate-limited-reason")]).toEqual([429, reason]);
    });
  }
});

describe("a fault", () => {
  test("strikes reads and the v2 API as well", async () => {
    const { url, fault, call, control } = await faulty();
    for (const kind of ["500_before", "429", "lock_timeout", "401", "403"]) {
      await fault(kind);
      expect((await call("/v1/balance")).status).toBeGreaterThan(400);
      await fault(kind, { match: { path: "/v2/*" } });
      expect((await call("/v1/balance")).status).toBe(200);
      const { status, json } = await send({ url }, "GET", "/v2/core/accounts");
      expect([kind, status > 400, "error" in json]).toEqual([kind, true, true]);
    }
    expect(await control("GET", "/requests?limit=1")).toMatchObject({ requests: [{ fault: "403" }] });
  });

  test("can let a body come drop by drop, whole in the end", async () => {
    const { fault, call } = await faulty();
    await fault("drip", { latencyMs: 50 });
    const startedMs = performance.now();
    expect((await call("/v1/balance")).json).toMatchObject({ object: "balance" });
    expect(performance.now() - startedMs).toBeGreaterThan(40);
  });

  test.for([
    { by: "method", match: { method: "POST" }, hit: 1 },
    { by: "path", match: { path: "/v1/transfers" }, hit: 2 },
    { by: "a pattern for one segment", match: { path: "/v1/transfers/:id" }, hit: 1 },
    { by: "a pattern for anything", match: { path: "/v1/*balance*" }, hit: 1 },
    { by: "the platform", match: { account: "platform" }, hit: 4 },
    { by: "a query parameter", match: { parameters: { "created[gte]": "5" } }, hit: 1 },
    { by: "a body parameter", match: { parameters: { amount: "10" } }, hit: 1 },
    { by: "metadata", match: { metadata: { item: "a" } }, hit: 1 },
    { by: "metadata that differs", match: { metadata: { item: "b" } }, hit: 0 },
    { by: "key", match: { idempotencyKey: "k" }, hit: 1 },
    { by: "all that is given together", match: { method: "GET", path: "/v1/transfers" }, hit: 1 },
  ])("matches by $by", async ({ match, hit }) => {
    const { call, fault, pay, statusOf, readyAccount } = await faulty();
    await fault("500_before", { match, count: 100 });
    const statuses = [
      await statusOf(pay("k", "&metadata[item]=a")),
      await statusOf(call("/v1/transfers?created[gte]=5")),
      await statusOf(call("/v1/transfers/tr_unknown")),
      await statusOf(call("/v1/balance")),
      await statusOf(call("/v1/account", undefined, { "Stripe-Account": await readyAccount() })),
    ];
    expect(statuses.filter((status) => status === 500)).toHaveLength(hit);
  });

  test("matches by the connected account, named in either header", async () => {
    const { call, fault, readyAccount } = await faulty();
    const id = await readyAccount();
    await fault("500_before", { match: { account: id }, count: 2 });
    expect((await call("/v1/balance")).status).toBe(200);
    expect((await call("/v1/balance", undefined, { "Stripe-Account": id })).status).toBe(500);
    expect((await call("/v1/balance", undefined, { "Stripe-Context": id })).status).toBe(500);
  });

  test.for([
    { when: "at the n-th call", rule: { nth: 2 }, expected: [200, 500, 200, 200, 200, 200] },
    { when: "at every n-th call", rule: { everyNth: 2 }, expected: [200, 500, 200, 500, 200, 500] },
    { when: "after so many calls", rule: { after: 4 }, expected: [200, 200, 200, 200, 500, 500] },
    { when: "so often and no more", rule: { count: 2 }, expected: [500, 500, 200, 200, 200, 200] },
    {
      when: "after some, and every second",
      rule: { after: 3, everyNth: 2 },
      expected: [200, 200, 200, 500, 200, 500],
    },
  ])("strikes $when", async ({ rule: when, expected }) => {
    const { call, fault, statusOf } = await faulty();
    await fault("500_before", { count: 100, ...when });
    const statuses = [];
    for (let index = 0; index < 6; index += 1) statuses.push(await statusOf(call("/v1/balance")));
    expect(statuses).toEqual(expected);
  });

  test("says how many calls it has seen and struck", async () => {
    const { call, fault, control } = await faulty();
    await fault("500_before", { everyNth: 3, count: 5, match: { path: "/v1/balance" } });
    for (let index = 0; index < 7; index += 1) await call("/v1/balance");
    await call("/v1/events");
    expect(await control("GET", "/faults")).toMatchObject({
      faults: [{ kind: "500_before", everyNth: 3, seen: 7, fired: 2 }],
    });
  });

  test("goes together with others: they strike in the order of a request's way", async () => {
    const { fault, pay, paid, control } = await faulty();
    await fault("broken_json");
    await fault("500_after");
    await fault("latency_ms", { latencyMs: 5 });
    await expect(pay("k")).rejects.toThrow(/JSON/);
    expect(await control("GET", "/requests?limit=1")).toMatchObject({
      requests: [{ status: 500, fault: "latency_ms + 500_after + broken_json" }],
    });
    expect([(await pay("k")).status, await paid()]).toEqual([500, 1]);
  });

  test("does not disturb the count of another that strikes at the same place", async () => {
    const { call, fault, statusOf } = await faulty();
    await fault("403", { nth: 2 });
    await fault("429", { nth: 3 });
    const statuses = [];
    for (let index = 0; index < 4; index += 1) statuses.push(await statusOf(call("/v1/balance")));
    expect(statuses).toEqual([200, 403, 429, 200]);
  });

  test("of v2 is in v2's shape", async () => {
    const { url, fault } = await faulty();
    await fault("429");
    const { json } = await send({ url }, "POST", "/v2/core/accounts", { body: "{}", headers: jsonType });
    expect(json).toMatchObject({ error: { type: "rate_limit", code: "rate_limit" } });
  });
});
