import { describe, expect } from "vitest";
import { simulate } from "../simulator.ts";
import { assumption, rule } from "./rule.ts";
import { send } from "./send.ts";

const source = "docs.stripe.com/api/idempotent_requests";

async function funded(amount = 10_000) {
  const simulator = await simulate();
  await simulator.control("POST", "/clock", { stands: true });
  const destination = await simulator.readyAccount();
  await simulator.control("POST", "/balance", { add: { usd: amount } });
  const form = `amount=1000&currency=usd&destination=${destination}`;
  const pay = (key: string, more = "", headers: Record<string, string> = {}) =>
    simulator.call("/v1/transfers", form + more, { "Idempotency-Key": key, ...headers });
  const paid = async () => (await simulator.stripe.transfers.list()).data.length;
  const fault = (kind: string, more: Record<string, unknown> = {}) =>
    simulator.control("POST", "/faults", { kind, count: 1, match: { method: "POST" }, ...more });
  return { ...simulator, destination, pay, paid, fault };
}

describe("a v1 answer is saved", () => {
  rule("and given again byte by byte, with the id of the request that made it", source, async () => {
    const { pay, paid } = await funded();
    const [first, again] = [await pay("k", "&metadata[a]=b"), await pay("k", "&metadata[a]=b")];
    expect([again.status, again.text]).toEqual([200, first.text]);
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect(first.headers.get("idempotent-replayed")).toBeNull();
    expect(again.headers.get("idempotency-key")).toBe("k");
    expect(again.headers.get("original-request")).toBe(first.headers.get("request-id"));
    expect(again.headers.get("request-id")).not.toBe(first.headers.get("request-id"));
    expect(await paid()).toBe(1);
  });

  rule("with what was expanded, as it was then", source, async () => {
    const { pay, control, destination } = await funded();
    const first = await pay("k", "&expand[]=destination");
    await control("PATCH", `/accounts/${destination}`, { metadata: { later: "yes" } });
    const again = await pay("k", "&expand[]=destination");
    expect(again.text).toBe(first.text);
    expect(again.text).not.toContain("later");
  });

  rule("for a refusal of what was executed, which outlives its cause", "BasedHardware/omi#7184", async () => {
    const { pay, control, paid } = await funded(999);
    const first = await pay("k");
    await control("POST", "/balance", { add: { usd: 10_000 } });
    const again = await pay("k");
    expect([first.error.code, again.text, again.headers.get("idempotent-replayed")]).toEqual([
      "balance_insufficient",
      first.text,
      "true",
    ]);
    expect(await paid()).toBe(0);
  });

  rule("for a 500, whether the work was done or not", "docs.stripe.com/error-low-level", async () => {
    const { pay, paid, fault } = await funded();
    await fault("500_after");
    const [first, again] = [await pay("k"), await pay("k")];
    expect([first.status, again.status, again.text, await paid()]).toEqual([500, 500, first.text, 1]);
    expect(first.error.type).toBe("api_error");
  });

  rule("for an answer that never arrived", "docs.stripe.com/error-low-level", async () => {
    const { pay, paid, fault } = await funded();
    await fault("reset_after");
    await expect(pay("k")).rejects.toThrow();
    expect([(await pay("k")).headers.get("idempotent-replayed"), await paid()]).toEqual(["true", 1]);
  });
});

describe("a v1 answer is not saved", () => {
  for (const [wrong, more] of [
    ["a missing parameter", "&amount=1"],
    ["an unknown parameter", "&amonut=1"],
    ["an invalid currency", "&currency=euro"],
    ["what cannot be expanded", "&expand[]=amount"],
  ] as const) {
    rule(`for ${wrong}`, "docs.stripe.com/error-low-level", async () => {
      const { call, pay, paid } = await funded();
      const refused =
        wrong === "a missing parameter"
          ? await call("/v1/transfers", "amount=1", { "Idempotency-Key": "k" })
          : await pay("k", more);
      expect(refused.status).toBe(400);
      const second = await pay("k");
      expect([second.status, second.headers.get("idempotent-replayed"), await paid()]).toEqual([
        200,
        null,
        1,
      ]);
    });
  }

  for (const kind of ["401", "409", "429", "lock_timeout", "reset_before"]) {
    rule(`for ${kind}`, "docs.stripe.com/error-low-level", async () => {
      const { pay, paid, fault } = await funded();
      await fault(kind);
      await pay("k").catch(() => null);
      const second = await pay("k");
      expect([second.status, second.headers.get("idempotent-replayed"), await paid()]).toEqual([
        200,
        null,
        1,
      ]);
    });
  }
});

describe("a key that was used", () => {
  rule("with other parameters is refused", source, async () => {
    const { pay, call, destination } = await funded();
    await pay("k");
    const other = await call("/v1/transfers", `amount=1001&currency=usd&destination=${destination}`, {
      "Idempotency-Key": "k",
    });
    expect([other.status, other.error]).toMatchObject([
      400,
      {
        type: "idempotency_error",
        message:
          "Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key " +
          "other than 'k' if you meant to execute a different request.",
      },
    ]);
  });

  rule("is one for the official client, with its class", "stripe-node Error.js", async () => {
    const { stripe, destination } = await funded();
    const pay = (amount: number) =>
      stripe.transfers.create({ amount, currency: "usd", destination }, { idempotencyKey: "k" });
    await pay(1);
    await expect(pay(2)).rejects.toMatchObject({ type: "StripeIdempotencyError", statusCode: 400 });
    expect((await pay(1)).lastResponse.idempotencyKey).toBe("k");
  });

  rule("compares parameters and not their order or spelling", source, async () => {
    const { pay, call, destination } = await funded();
    const first = await pay("k", "&expand[]=destination");
    const again = await call(
      "/v1/transfers",
      `expand[0]=destination&destination=${destination}&currency=%75sd&amount=1000`,
      { "Idempotency-Key": "k" },
    );
    expect(again.text).toBe(first.text);
  });

  assumption("at another endpoint is refused, in these words", async () => {
    const { pay, call } = await funded();
    const { json } = await pay("k");
    const other = await call(`/v1/transfers/${String(json["id"])}/reversals`, "", { "Idempotency-Key": "k" });
    expect([other.status, other.error.type, other.error.message]).toEqual([
      400,
      "idempotency_error",
      `Keys for idempotent requests can only be used for the same endpoint they were first used for ('/v1/transfers/${String(json["id"])}/reversals' ` +
        "vs '/v1/transfers'). Try using a key other than 'k' if you meant to execute a different request.",
    ]);
  });

  rule("is another one for another account", "docs.stripe.com/context", async () => {
    const { call, readyAccount } = await funded();
    const facts = { capabilities: { card_payments: "active" } };
    const [one, other] = [await readyAccount(facts), await readyAccount(facts)];
    const charge = async (account: string | null, amount: number) => {
      const { json } = await call("/v1/charges", `amount=${amount}&currency=usd&source=tok_visa`, {
        "Idempotency-Key": "k",
        ...(account === null ? {} : { "Stripe-Account": account }),
      });
      return json["amount"];
    };
    expect([await charge(null, 501), await charge(one, 502), await charge(other, 503)]).toEqual([
      501, 502, 503,
    ]);
  });

  rule("means nothing on GET, nor on a v1 DELETE", source, async () => {
    const { call, ...simulator } = await funded();
    const headers = { "Idempotency-Key": "k" };
    const balance = await call("/v1/balance", undefined, headers);
    const list = await call("/v1/transfers", undefined, headers);
    expect([balance.status, list.status, list.headers.get("idempotent-replayed")]).toEqual([200, 200, null]);
    const account = await simulator.readyAccount();
    const remove = () => send(simulator, "DELETE", `/v1/accounts/${account}`, { headers });
    expect((await remove()).json).toMatchObject({ deleted: true });
    expect((await remove()).headers.get("idempotent-replayed")).toBeNull();
  });

  rule("is in use while its first request runs", "beam-community/stripity-stripe#564", async () => {
    const { pay, paid, fault, control } = await funded();
    await fault("latency_ms", { latencyMs: 300 });
    const first = pay("k");
    await expect.poll(async () => (await control("GET", "/faults"))["faults"]).toMatchObject([{ fired: 1 }]);
    const second = await pay("k");
    expect([second.status, second.error.code]).toEqual([409, "idempotency_key_in_use"]);
    expect((await pay("other")).status).toBe(200);
    expect((await first).status).toBe(200);
    expect([(await pay("k")).headers.get("idempotent-replayed"), await paid()]).toEqual(["true", 2]);
  });

  rule("runs once of many that arrive together: the others meet a request in progress", source, async () => {
    const { pay, stripe } = await funded(100_000);
    const together = () => Promise.all(Array.from({ length: 12 }, () => pay("k")));
    // Connections are open by then, so that the second dozen of requests is read in one turn.
    await Promise.all(Array.from({ length: 12 }, (_, index) => pay(`warm ${index}`, "&amount=1")));
    const answers = await together();
    const ran = answers.filter(({ headers }) => headers.get("idempotent-replayed") === null);
    expect(ran.filter(({ status }) => status === 200)).toHaveLength(1);
    const conflicts = answers.filter(({ status }) => status === 409);
    expect(conflicts.length).toBeGreaterThan(0);
    expect(new Set(conflicts.map(({ error }) => error.code))).toEqual(new Set(["idempotency_key_in_use"]));
    expect((await together()).every(({ status }) => status === 200)).toBe(true);
    const { data } = await stripe.transfers.list({ limit: 100 });
    expect(data.filter(({ amount }) => amount === 1_000)).toHaveLength(1);
  });

  rule("has up to 255 characters, of any kind", source, async () => {
    const { pay } = await funded();
    expect((await pay("k".repeat(255))).status).toBe(200);
    expect((await pay("k".repeat(256))).status).toBe(400);
    const umlauts = "schlüssel é";
    const [first, again] = [await pay(umlauts), await pay(umlauts)];
    expect([again.text, again.headers.get("idempotent-replayed")]).toEqual([first.text, "true"]);
  });

  assumption("is none when it is empty", async () => {
    const { pay, paid } = await funded();
    await pay("");
    await pay("");
    expect(await paid()).toBe(2);
  });

  rule(
    "is forgotten after 24 hours: the same request is a new one, as are other parameters",
    source,
    async () => {
      const { pay, paid, control } = await funded();
      await pay("k");
      await control("POST", "/clock", { advanceSeconds: 24 * 60 * 60 - 1 });
      expect((await pay("k")).headers.get("idempotent-replayed")).toBe("true");
      await control("POST", "/clock", { advanceSeconds: 1 });
      const anew = await pay("k", "&description=other");
      expect([anew.status, anew.headers.get("idempotent-replayed"), await paid()]).toEqual([200, null, 2]);
      await control("POST", "/clock", { advanceSeconds: 24 * 60 * 60 - 1 });
      expect((await pay("k", "&description=other")).text).toBe(anew.text);
    },
  );
});
