import { describe, expect, test } from "vitest";
import { RateLimiter } from "../src/protocol/limits/rate-limiter.ts";
import { writeLimits } from "../src/protocol/limits/rate-limits.ts";
import { simulate } from "./simulator.ts";

/** How many of `count` requests, `gapMs` apart, a limiter of `transfersPerSecond` admits. */
function admitted({
  transfersPerSecond,
  writesPerSecond = Infinity,
  gapMs,
  count,
  path = "/v1/transfers",
}: {
  transfersPerSecond: number;
  writesPerSecond?: number;
  gapMs: number;
  count: number;
  path?: string;
}): number {
  const limiter = new RateLimiter(writeLimits({ transfersPerSecond, writesPerSecond }));
  let taken = 0;
  for (let index = 0; index < count; index += 1) {
    try {
      limiter.admit({ method: "POST", path, route: path, account: "platform" }, index * gapMs);
      taken += 1;
    } catch {
      // Counted by its absence.
    }
  }
  return taken;
}

describe("the rate limit", () => {
  test("lets through an even pace of exactly the limit, for as long as one likes", () => {
    expect(admitted({ transfersPerSecond: 25, gapMs: 40, count: 10_000 })).toBe(10_000);
  });

  test("lets through one second's worth at once, then the limit per second", () => {
    expect(admitted({ transfersPerSecond: 25, gapMs: 0, count: 100 })).toBe(25);
    expect(admitted({ transfersPerSecond: 25, gapMs: 1, count: 10_000 })).toBe(25 + 249);
  });

  test("of all writes holds for endpoints without a limit of their own", () => {
    expect(
      admitted({ transfersPerSecond: 25, writesPerSecond: 100, gapMs: 0, count: 200, path: "/v1/topups" }),
    ).toBe(100);
  });

  test("answers 429 with the reason, before the idempotency layer, and nothing is saved", async () => {
    const { call, control, readyAccount } = await simulate({ transfersPerSecond: 1 });
    const destination = await readyAccount();
    await control("POST", "/balance", { add: { usd: 100 } });
    const form = `amount=1&currency=usd&destination=${destination}`;
    const send = (key: string) => call("/v1/transfers", form, { "Idempotency-Key": key });
    expect((await send("a")).status).toBe(200);
    const refused = await send("a");
    expect([refused.status, refused.error.code]).toEqual([429, "rate_limit"]);
    expect(refused.headers.get("stripe-rate-limited-reason")).toBe("endpoint-rate");
    expect(refused.headers.get("retry-after")).toBeNull();
    expect(await control("GET", "/stats")).toMatchObject({
      rateLimited: 1,
      transfers: { usd: { count: 1 } },
    });
  });

  test("of all writes says global-rate, and spares reads and the simulator's own API", async () => {
    const { call } = await simulate({ writesPerSecond: 1 });
    expect((await call("/v1/topups", "amount=1&currency=usd")).status).toBe(200);
    const refused = await call("/v1/topups", "amount=1&currency=usd");
    expect([refused.status, refused.headers.get("stripe-rate-limited-reason")]).toEqual([429, "global-rate"]);
    expect((await call("/v1/balance")).status).toBe(200);
  });

  test("is a rate limit error for the official client, which does not retry it", async () => {
    const { stripe, control } = await simulate({ writesPerSecond: 1 });
    await stripe.topups.create({ amount: 1, currency: "usd" });
    await expect(stripe.topups.create({ amount: 1, currency: "usd" })).rejects.toMatchObject({
      type: "StripeRateLimitError",
    });
    expect(await control("GET", "/stats")).toMatchObject({ requests: 2 });
  });
});
