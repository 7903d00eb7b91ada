import { describe, expect, test } from "vitest";
import { readEnvironment } from "../src/env.ts";
import { matching, simulate } from "./simulator.ts";

describe("the simulator's own API", () => {
  test("needs no key, and refuses what it does not know", async () => {
    const { control } = await simulate();
    expect(await control("GET", "")).toMatchObject({ accounts: 0, transfers: {} });
    expect(await control("POST", "/balance", { ad: { usd: 1 } })).toMatchObject({
      error: { code: "parameter_unknown", param: "ad" },
    });
    expect(await control("POST", "/nonsense", {})).toMatchObject({
      error: { message: "There is no POST /__simulator/nonsense" },
    });
  });

  test("lists the last requests, newest first, with their keys", async () => {
    const { call, control } = await simulate();
    await call("/v1/topups", "amount=1&currency=usd", { "Idempotency-Key": "k" });
    await call("/v1/topups", "amount=1&currency=usd", { "Idempotency-Key": "k" });
    await call("/v1/transfers/tr_none");
    expect(await control("GET", "/requests")).toMatchObject({
      requests: [
        { path: "/v1/transfers/tr_none", status: 404, code: "resource_missing" },
        { idempotencyKey: "k", replayed: true, status: 200 },
        { method: "POST", path: "/v1/topups", idempotencyKey: "k", replayed: false, status: 200 },
      ],
    });
    expect(await control("GET", "/stats")).toMatchObject({
      requests: 3,
      replays: 1,
      byStatus: { "200": 2, "404": 1 },
    });
  });

  test("has a clock that stands, is advanced, and runs on from there", async () => {
    const start = new Date("2027-01-01T00:00:00Z");
    const { control } = await simulate({ now: () => start });
    expect(await control("POST", "/clock", { advanceSeconds: 90 })).toMatchObject({
      now: "2027-01-01T00:01:30.000Z",
      stands: false,
    });
    expect(await control("POST", "/clock", { stands: true, advanceSeconds: 30 })).toMatchObject({
      now: "2027-01-01T00:02:00.000Z",
      stands: true,
    });
    expect(await control("POST", "/clock", { stands: false })).toMatchObject({
      now: "2027-01-01T00:02:00.000Z",
      stands: false,
    });
  });

  test("shows a page with balances, transfers and requests, and nobody's markup", async () => {
    const { url, stripe, control, readyAccount } = await simulate();
    await control("POST", "/balance", { add: { usd: 12_345 } });
    await stripe.transfers.create({
      amount: 45,
      currency: "usd",
      destination: await readyAccount(),
      transfer_group: "<b>g</b>",
    });
    const page = await (await fetch(url)).text();
    expect(page).toContain('<td>USD</td><td class="number">123.00</td><td class="number">0.00</td>');
    expect(page).toContain("&lt;b&gt;g&lt;/b&gt;");
  });
});

describe("the clock", () => {
  test("does not go where the nights on the way are too many to happen", async () => {
    const { control } = await simulate({ now: () => new Date("2027-01-01T00:00:00Z") });
    expect(await control("POST", "/clock", { advanceSeconds: 1e12 })).toMatchObject({
      error: { code: "parameter_invalid_integer", param: "advanceSeconds" },
    });
    expect(await control("POST", "/clock", { now: "9999-01-01T00:00:00Z" })).toMatchObject({
      error: { param: "now" },
    });
    expect(await control("GET", "/clock")).toMatchObject({ now: "2027-01-01T00:00:00.000Z" });
  });
});

describe("the environment", () => {
  test("has defaults for everything", () => {
    expect(readEnvironment({})).toMatchObject({
      port: 12_111,
      transfersPerSecond: 25,
      stateDir: matching(/\.data\/stripe-simulator$/),
    });
  });

  test("names the limits of an account in live mode or in a sandbox", async () => {
    const options = readEnvironment({ STRIPE_SIMULATOR_LIMITS: "sandbox" });
    const { control } = await simulate({ limits: options.limits ?? {} });
    const answer = await control("POST", "/settings", {});
    expect(answer["limits"]).toMatchObject({ requestsPerSecond: 25, everyEndpoint: { perSecond: 25 } });
    expect(readEnvironment({ STRIPE_SIMULATOR_LIMITS: "" }).limits).toBeUndefined();
    expect(() => readEnvironment({ STRIPE_SIMULATOR_LIMITS: "fast" })).toThrow(
      'STRIPE_SIMULATOR_LIMITS is "fast", not live or sandbox',
    );
  });

  test("is refused with all of its faults at once", () => {
    expect(() =>
      readEnvironment({ STRIPE_SIMULATOR_PORT: "http", STRIPE_REQUESTS_PER_SECOND: "-1" }),
    ).toThrow('STRIPE_SIMULATOR_PORT is "http"; STRIPE_REQUESTS_PER_SECOND is "-1"');
  });
});
