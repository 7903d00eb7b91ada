import { describe, expect, test } from "vitest";
import { simulate } from "./simulator.ts";

async function withFunds(amount = 10_000) {
  const simulator = await simulate();
  const destination = await simulator.readyAccount();
  await simulator.control("POST", "/balance", { add: { usd: amount } });
  const send = (key: string, form = `amount=1000&currency=usd&destination=${destination}`) =>
    simulator.call("/v1/transfers", form, { "Idempotency-Key": key });
  const count = async () => (await simulator.stripe.transfers.list()).data.length;
  return { ...simulator, destination, send, count };
}

describe("a request with a known key", () => {
  test("is answered with the very same bytes, marked as replayed, and has no second effect", async () => {
    const { send, count } = await withFunds();
    const first = await send("k");
    const second = await send("k");
    expect(first.headers.get("idempotent-replayed")).toBeNull();
    expect(second.headers.get("idempotent-replayed")).toBe("true");
    expect(second.headers.get("original-request")).toBe(first.headers.get("request-id"));
    expect(second.headers.get("idempotency-key")).toBe("k");
    expect([second.status, second.text]).toEqual([200, first.text]);
    expect(await count()).toBe(1);
  });

  test("has the same bytes after the transfer was updated and reversed", async () => {
    const { send, stripe } = await withFunds();
    const first = await send("k");
    const id = String(first.json["id"]);
    await stripe.transfers.update(id, { description: "changed", metadata: { a: "b" } });
    await stripe.transfers.createReversal(id, { amount: 400 });
    expect((await send("k")).text).toBe(first.text);
    expect(await stripe.transfers.retrieve(id)).toMatchObject({
      description: "changed",
      amount_reversed: 400,
    });
  });

  test("has the same bytes when the first answer was expanded", async () => {
    const { send, destination } = await withFunds();
    const form = `amount=1000&currency=usd&destination=${destination}&expand[0]=destination`;
    const first = await send("k", form);
    expect(first.json["destination"]).toMatchObject({ id: destination });
    expect((await send("k", form)).text).toBe(first.text);
  });

  test("may carry its parameters in another order", async () => {
    const { send, destination } = await withFunds();
    await send("k");
    const answer = await send("k", `destination=${destination}&amount=1000&currency=usd`);
    expect(answer.headers.get("idempotent-replayed")).toBe("true");
  });

  test("is refused with idempotency_error when a parameter differs", async () => {
    const { send, destination, count, stripe } = await withFunds();
    await send("k");
    const answer = await send("k", `amount=999&currency=usd&destination=${destination}`);
    expect([answer.status, answer.error.type]).toEqual([400, "idempotency_error"]);
    expect(answer.error.message).toBe(
      "Keys for idempotent requests can only be used with the same parameters they were first used with. " +
        "Try using a key other than 'k' if you meant to execute a different request.",
    );
    expect(await count()).toBe(1);
    await expect(
      stripe.transfers.create({ amount: 998, currency: "usd", destination }, { idempotencyKey: "k" }),
    ).rejects.toMatchObject({ type: "StripeIdempotencyError" });
  });

  test("is refused with idempotency_error at another endpoint", async () => {
    const { send, call } = await withFunds();
    await send("k");
    const answer = await call("/v1/topups", "amount=1000&currency=usd", { "Idempotency-Key": "k" });
    expect([answer.status, answer.error.type]).toEqual([400, "idempotency_error"]);
  });
});

describe("a saved refusal", () => {
  test("of insufficient funds is replayed for a day, also after a top-up", async () => {
    const { send, control, count } = await withFunds(1);
    const refused = await send("k");
    expect(refused.error.code).toBe("balance_insufficient");
    await control("POST", "/balance", { add: { usd: 10_000 } });
    const again = await send("k");
    expect([again.status, again.text, again.headers.get("idempotent-replayed")]).toEqual([
      400,
      refused.text,
      "true",
    ]);
    expect((await send("k2")).status).toBe(200);
    await control("POST", "/clock", { advanceSeconds: 24 * 60 * 60 });
    expect((await send("k")).status).toBe(200);
    expect(await count()).toBe(2);
  });

  test("outlives the cause: the capability that is active by now", async () => {
    const { send, control, destination } = await withFunds();
    await control("PATCH", `/accounts/${destination}`, { capabilities: { transfers: "inactive" } });
    await send("k");
    await control("PATCH", `/accounts/${destination}`, { capabilities: { transfers: "active" } });
    expect((await send("k")).error.code).toBe("insufficient_capabilities_for_transfer");
  });

  test("of a 500 is replayed too, and the money it moved stays moved", async () => {
    const { send, control, count } = await withFunds();
    await control("POST", "/faults", { kind: "500_after", match: { path: "/v1/transfers" }, count: 1 });
    const first = await send("k");
    const second = await send("k");
    expect([first.status, second.status, second.text]).toEqual([500, 500, first.text]);
    expect(await count()).toBe(1);
  });
});

describe("nothing is saved", () => {
  test("when a parameter failed validation: the corrected request runs", async () => {
    const { send, destination } = await withFunds();
    expect((await send("k", `amount=0&currency=usd&destination=${destination}`)).status).toBe(400);
    expect((await send("k")).status).toBe(200);
  });

  test.for([{ kind: "401" }, { kind: "403" }, { kind: "429" }, { kind: "lock_timeout" }, { kind: "409" }])(
    "when the request was refused with $kind before it ran",
    async ({ kind }) => {
      const { send, control } = await withFunds();
      await control("POST", "/faults", { kind, match: { path: "/v1/transfers" }, count: 1 });
      expect((await send("k")).status).toBeGreaterThan(400);
      const second = await send("k");
      expect([second.status, second.headers.get("idempotent-replayed")]).toEqual([200, null]);
    },
  );
});

describe("a key", () => {
  test("is in use while its first request runs: 409, and the client calls it an API error", async () => {
    const { send, control, stripe, destination, count } = await withFunds();
    await control("POST", "/faults", {
      kind: "latency_ms",
      latencyMs: 150,
      match: { path: "/v1/transfers" },
      count: 1,
    });
    const first = send("k");
    await expect.poll(async () => (await control("GET", "/faults"))["faults"]).toMatchObject([{ fired: 1 }]);
    const second = await send("k");
    expect([second.status, second.error.code, second.error.type]).toEqual([
      409,
      "idempotency_key_in_use",
      "invalid_request_error",
    ]);
    await expect(
      stripe.transfers.create({ amount: 1_000, currency: "usd", destination }, { idempotencyKey: "k" }),
    ).rejects.toMatchObject({ type: "StripeAPIError", statusCode: 409 });
    expect((await first).status).toBe(200);
    expect((await send("k")).headers.get("idempotent-replayed")).toBe("true");
    expect(await count()).toBe(1);
  });

  test("pays once under fifty simultaneous requests", async () => {
    const { send, count } = await withFunds();
    const answers = await Promise.all(Array.from({ length: 50 }, () => send("k")));
    expect(new Set(answers.filter(({ status }) => status === 200).map(({ text }) => text)).size).toBe(1);
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
    expect(await count()).toBe(1);
  });

  test("has up to 255 characters", async () => {
    const { send } = await withFunds();
    expect((await send("k".repeat(255))).status).toBe(200);
    expect((await send("k".repeat(256))).status).toBe(400);
  });

  test("is remembered one second before 24 hours, and forgotten at 24 hours: then it pays again", async () => {
    const { send, control, count } = await withFunds();
    await control("POST", "/clock", { stands: true });
    await send("k");
    await control("POST", "/clock", { advanceSeconds: 24 * 60 * 60 - 1 });
    expect((await send("k")).headers.get("idempotent-replayed")).toBe("true");
    await control("POST", "/clock", { advanceSeconds: 1 });
    expect((await send("k")).headers.get("idempotent-replayed")).toBeNull();
    expect(await count()).toBe(2);
  });

  test("means nothing on a GET", async () => {
    const { call } = await withFunds();
    const answer = await call("/v1/balance", undefined, { "Idempotency-Key": "k" });
    const again = await call("/v1/transfers", undefined, { "Idempotency-Key": "k" });
    expect([answer.status, again.status, again.headers.get("idempotent-replayed")]).toEqual([200, 200, null]);
  });

  test("of the v2 API is remembered for 30 days", async () => {
    const { call, control } = await simulate();
    await control("POST", "/clock", { stands: true });
    const create = () =>
      call("/v2/core/accounts", '{"display_name":"Nova"}', {
        "Idempotency-Key": "k",
        "Content-Type": "application/json",
      });
    const first = await create();
    await control("POST", "/clock", { advanceSeconds: 30 * 24 * 60 * 60 - 1 });
    expect((await create()).text).toBe(first.text);
    await control("POST", "/clock", { advanceSeconds: 1 });
    expect((await create()).json["id"]).not.toBe(first.json["id"]);
  });
});
