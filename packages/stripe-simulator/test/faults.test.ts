import { describe, expect, test } from "vitest";
import { simulate } from "./simulator.ts";

async function withFault(fault: Record<string, unknown>) {
  const simulator = await simulate();
  const destination = await simulator.readyAccount();
  await simulator.control("POST", "/balance", { add: { usd: 10_000 } });
  await simulator.control("POST", "/faults", {
    match: { method: "POST", path: "/v1/transfers" },
    count: 1,
    ...fault,
  });
  const form = `amount=1000&currency=usd&destination=${destination}`;
  const send = (key: string, more = "") =>
    simulator.call("/v1/transfers", form + more, { "Idempotency-Key": key });
  const paid = async () => (await simulator.stripe.transfers.list()).data.length;
  return { ...simulator, destination, send, paid };
}

describe("a fault before the effect moves nothing, and the same key pays afterwards", () => {
  test.for([
    { fault: { kind: "reset_before" }, status: "no answer" },
    { fault: { kind: "500_before" }, status: 500 },
    { fault: { kind: "429", reason: "global-concurrency" }, status: 429 },
    { fault: { kind: "lock_timeout" }, status: 429 },
    { fault: { kind: "401" }, status: 401 },
    { fault: { kind: "403" }, status: 403 },
    { fault: { kind: "409" }, status: 409 },
  ])("$fault.kind", async ({ fault, status }) => {
    const { send, paid } = await withFault(fault);
    const first = await send("k").then(
      (answer) => answer.status,
      () => "no answer",
    );
    expect([first, await paid()]).toEqual([status, 0]);
    expect((await send("k")).headers.get("idempotent-replayed")).toBeNull();
    expect(await paid()).toBe(1);
  });
});

describe("a fault after the effect has moved the money, and the same key gives what was saved", () => {
  test.for([
    { fault: { kind: "reset_after" }, first: "no answer", again: 200 },
    { fault: { kind: "broken_json" }, first: "no answer", again: 200 },
    { fault: { kind: "500_after" }, first: 500, again: 500 },
    { fault: { kind: "wrong_amount", amount: 1 }, first: 200, again: 200 },
  ])("$fault.kind", async ({ fault, first, again }) => {
    const { send, paid } = await withFault(fault);
    const answered = await send("k").then(
      (answer) => answer.status,
      () => "no answer",
    );
    expect([answered, await paid()]).toEqual([first, 1]);
    const second = await send("k");
    expect([second.status, second.headers.get("idempotent-replayed"), await paid()]).toEqual([
      again,
      "true",
      1,
    ]);
  });
});

describe("silence", () => {
  test.for([
    { kind: "hang", moved: 0 },
    { kind: "hang_after", moved: 1 },
  ])("by $kind", async ({ kind, moved }) => {
    const { stripe, destination, paid } = await withFault({ kind });
    const create = stripe.transfers.create(
      { amount: 1_000, currency: "usd", destination },
      { timeout: 100, idempotencyKey: "k" },
    );
    await expect(create).rejects.toMatchObject({ type: "StripeConnectionError" });
    expect(await paid()).toBe(moved);
  });
});

describe("a fault strikes", () => {
  test("with any refusal one likes, saved as an executed one", async () => {
    const { send, paid } = await withFault({
      kind: "error",
      status: 402,
      code: "payouts_not_allowed",
      message: "No.",
    });
    const [first, second] = [await send("k"), await send("k")];
    expect([first.status, first.error.code, first.error.message]).toEqual([
      402,
      "payouts_not_allowed",
      "No.",
    ]);
    expect([second.text, await paid()]).toEqual([first.text, 0]);
  });

  test("with lock_timeout, asking the client to try again and giving no reason", async () => {
    const { send } = await withFault({ kind: "lock_timeout" });
    const { headers, error } = await send("k");
    expect([
      error.code,
      headers.get("stripe-should-retry"),
      headers.get("stripe-rate-limited-reason"),
    ]).toEqual(["lock_timeout", "true", null]);
  });

  test("calls whose parameters are numbers, written as numbers or as text", async () => {
    const { send, control } = await withFault({ kind: "429", match: { parameters: { amount: 1_000 } } });
    expect((await send("k")).status).toBe(429);
    await control("POST", "/faults", { kind: "409", match: { metadata: { n: 5, yes: true } } });
    expect((await send("k2", "&metadata[n]=5&metadata[yes]=true")).status).toBe(409);
    const refused = await control("POST", "/faults", { kind: "409", match: { metadata: { n: null } } });
    expect(refused).toMatchObject({ error: { param: "match[metadata][n]" } });
  });

  test("only the calls it matches: by path, destination and metadata", async () => {
    const { send, control, call, readyAccount } = await withFault({
      kind: "500_before",
      count: undefined,
      match: { metadata: { item: "bad" } },
    });
    await control("POST", "/faults", { kind: "403", match: { path: "/v1/acc*" } });
    expect((await send("a", "&metadata[item]=good")).status).toBe(200);
    expect((await send("b", "&metadata[item]=bad")).status).toBe(500);
    expect((await call("/v1/accounts")).status).toBe(403);
    const other = await readyAccount();
    await control("POST", "/faults", { kind: "429", match: { destination: other } });
    expect((await send("c")).status).toBe(200);
    expect((await call("/v1/transfers", `amount=1&currency=usd&destination=${other}`)).status).toBe(429);
  });

  test("at the n-th call only", async () => {
    const { send } = await withFault({ kind: "500_before", nth: 3 });
    const statuses = [];
    for (const key of ["a", "b", "c", "d"]) statuses.push((await send(key)).status);
    expect(statuses).toEqual([200, 200, 500, 200]);
  });

  test("by a probability whose seed makes it repeatable", async () => {
    const strikes = async () => {
      const { send } = await withFault({ kind: "500_before", count: undefined, probability: 0.5, seed: 7 });
      const statuses = [];
      for (let index = 0; index < 8; index += 1) statuses.push((await send(`k${index}`)).status);
      return statuses;
    };
    const first = await strikes();
    expect(first).toContain(500);
    expect(first).toContain(200);
    expect(await strikes()).toEqual(first);
  });

  test("until it is switched off", async () => {
    const { send, control } = await withFault({ kind: "500_before", count: undefined });
    expect((await send("a")).status).toBe(500);
    await control("DELETE", "/faults");
    expect((await send("b")).status).toBe(200);
  });

  test("and is named in the request log with its key", async () => {
    const { send, control } = await withFault({ kind: "500_after" });
    await send("k");
    expect(await control("GET", "/requests?limit=1")).toMatchObject({
      requests: [
        { method: "POST", path: "/v1/transfers", idempotencyKey: "k", status: 500, fault: "500_after" },
      ],
    });
  });
});

test("a wrong amount stands in lists and in a balance, too, and the truth is there again afterwards", async () => {
  const { stripe, send } = await withFault({ kind: "wrong_amount", amount: 1, match: { method: "GET" } });
  await send("k");
  const amounts = async () => (await stripe.transfers.list()).data.map(({ amount }) => amount);
  expect(await amounts()).toEqual([1]);
  expect(await amounts()).not.toEqual([1]);
});
