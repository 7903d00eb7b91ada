import { describe, expect } from "vitest";
import { simulate, type TestSimulator } from "../simulator.ts";
import { assumption, rule } from "./rule.ts";

const source = "docs.stripe.com/rate-limits";

/** How many of as many simultaneous requests were let in, and the reasons of the others. */
async function volley({ call }: TestSimulator, count: number, path: string, form?: string, account?: string) {
  const headers = account === undefined ? {} : { "Stripe-Account": account };
  const answers = await Promise.all(Array.from({ length: count }, () => call(path, form, headers)));
  const refused = answers.filter(({ status }) => status === 429);
  const reasons = new Set(refused.map(({ headers: shown }) => shown.get("stripe-rate-limited-reason")));
  return { admitted: count - refused.length, reasons: [...reasons] };
}

/** How many more 25 per second let in meanwhile, on a machine that may be busy. */
const refilledSince = (startedMs: number): number =>
  Math.ceil(((performance.now() - startedMs) / 1_000) * 25);

/** Requests wait so long that all of a volley are there at once. */
const slow = (simulator: TestSimulator) =>
  simulator.control("POST", "/faults", { kind: "latency_ms", latencyMs: 250 });

describe("a request beyond a limit", () => {
  rule("is answered 429 rate_limit with the reason, and no Retry-After", source, async () => {
    const { call } = await simulate({ limits: { requestsPerSecond: 1 } });
    await call("/v1/balance");
    const { status, error, headers } = await call("/v1/balance");
    expect([status, error.type, error.code, headers.get("stripe-rate-limited-reason")]).toEqual([
      429,
      "invalid_request_error",
      "rate_limit",
      "global-rate",
    ]);
    expect(headers.get("retry-after")).toBeNull();
  });

  rule("is a rate limit error for the official client, of v2 too", "stripe-node Error.js", async () => {
    const { stripe } = await simulate({ limits: { requestsPerSecond: 1 } });
    await stripe.balance.retrieve();
    await expect(stripe.balance.retrieve()).rejects.toMatchObject({ type: "StripeRateLimitError" });
    await expect(stripe.v2.core.accounts.list()).rejects.toMatchObject({
      statusCode: 429,
      rawType: "rate_limit",
    });
  });

  rule(
    "is refused before the idempotency layer: the key is free",
    "docs.stripe.com/error-low-level",
    async () => {
      const { call, control } = await simulate({ limits: { requestsPerSecond: 1 } });
      const topUp = () => call("/v1/topups", "amount=1&currency=usd", { "Idempotency-Key": "k" });
      await call("/v1/balance");
      expect((await topUp()).status).toBe(429);
      await control("POST", "/settings", { limits: "none" });
      const second = await topUp();
      expect([second.status, second.headers.get("idempotent-replayed")]).toEqual([200, null]);
    },
  );
});

describe("the documented limits", () => {
  rule("are 25 requests per second in a sandbox", source, async () => {
    const simulator = await simulate({ limits: "sandbox" });
    const paths = ["/v1/balance", "/v1/transfers", "/v1/events", "/v1/accounts"];
    const startedMs = performance.now();
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) => simulator.call(paths[index % 4] ?? "")),
    );
    const admitted = answers.filter(({ status }) => status === 200).length;
    expect(admitted).toBeGreaterThanOrEqual(25);
    expect(admitted).toBeLessThanOrEqual(25 + refilledSince(startedMs));
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.headers.get("stripe-rate-limited-reason")).toBe("global-rate");
  });

  rule("are 25 requests per second and endpoint, in live mode as well", source, async () => {
    const simulator = await simulate({ limits: "live" });
    const startedMs = performance.now();
    const { admitted, reasons } = await volley(simulator, 75, "/v1/balance");
    expect(admitted).toBeGreaterThanOrEqual(25);
    expect(admitted).toBeLessThanOrEqual(25 + refilledSince(startedMs));
    expect(reasons).toEqual(["endpoint-rate"]);
    expect((await simulator.call("/v1/events")).status).toBe(200);
  });
});

describe("a limit", () => {
  rule("holds for each account by itself", source, async () => {
    const simulator = await simulate({ limits: { requestsPerSecond: 1 } });
    const [one, other] = [await simulator.readyAccount(), await simulator.readyAccount()];
    const balance = async (account?: string) =>
      (await volley(simulator, 3, "/v1/balance", undefined, account)).admitted;
    expect([await balance(), await balance(one), await balance(other)]).toEqual([1, 1, 1]);
  });

  rule("can be of all requests at the same time (global-concurrency)", source, async () => {
    const simulator = await simulate({ limits: { concurrentRequests: 3 } });
    await slow(simulator);
    expect(await volley(simulator, 10, "/v1/balance")).toEqual({
      admitted: 3,
      reasons: ["global-concurrency"],
    });
    await simulator.control("DELETE", "/faults");
    expect((await simulator.call("/v1/balance")).status).toBe(200);
  });

  rule("can be of one endpoint at the same time (endpoint-concurrency)", source, async () => {
    const simulator = await simulate({ limits: { endpoints: { "GET /v1/balance": { concurrent: 2 } } } });
    await slow(simulator);
    const [balances, events] = await Promise.all([
      volley(simulator, 5, "/v1/balance"),
      volley(simulator, 5, "/v1/events"),
    ]);
    expect([balances, events.admitted]).toEqual([{ admitted: 2, reasons: ["endpoint-concurrency"] }, 5]);
  });

  assumption("can be of one object (resource-specific)", async () => {
    const simulator = await simulate({ limits: { writesPerObjectPerSecond: 1 } });
    const [one, other] = [await simulator.readyAccount(), await simulator.readyAccount()];
    const update = (id: string) => volley(simulator, 3, `/v1/accounts/${id}`, "metadata[a]=b");
    expect(await update(one)).toEqual({ admitted: 1, reasons: ["resource-specific"] });
    expect((await update(other)).admitted).toBe(1);
  });

  assumption("is set while the simulator runs, and back to what it was", async () => {
    const simulator = await simulate();
    const { control } = simulator;
    await control("POST", "/settings", { limits: { everyEndpoint: { perSecond: 2 } } });
    expect(await volley(simulator, 5, "/v1/balance")).toEqual({ admitted: 2, reasons: ["endpoint-rate"] });
    await control("POST", "/settings", { limits: "default" });
    expect((await volley(simulator, 5, "/v1/balance")).admitted).toBe(5);
    expect(await control("POST", "/settings", { limits: { requestsPerSecond: 0 } })).toMatchObject({
      error: { param: "limits[requestsPerSecond]" },
    });
  });
});
