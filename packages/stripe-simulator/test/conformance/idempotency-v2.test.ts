import { describe, expect } from "vitest";
import { simulate } from "../simulator.ts";
import { rule } from "./rule.ts";
import { jsonType, send } from "./send.ts";

describe("a key of v2", () => {
  async function creator() {
    const simulator = await simulate();
    await simulator.control("POST", "/clock", { stands: true });
    const create = (key = "k", body = '{"display_name":"Nova"}') =>
      send(simulator, "POST", "/v2/core/accounts", {
        body,
        headers: { ...jsonType, "Idempotency-Key": key },
      });
    const count = async () => (await simulator.stripe.v2.core.accounts.list()).data.length;
    return { ...simulator, create, count };
  }

  rule("is remembered for 30 days", "docs.stripe.com/api-v2-overview", async () => {
    const { create, control } = await creator();
    const first = await create();
    await control("POST", "/clock", { advanceSeconds: 30 * 24 * 60 * 60 - 1 });
    expect((await create()).text).toBe(first.text);
    await control("POST", "/clock", { advanceSeconds: 1 });
    expect((await create()).json["id"]).not.toBe(first.json["id"]);
  });

  for (const kind of ["500_before", "error"]) {
    rule(`tries failed work again (${kind})`, "docs.stripe.com/api-v2-overview", async () => {
      const { create, control, count } = await creator();
      await control("POST", "/faults", { kind, count: 1, saved: true });
      expect((await create()).status).toBeGreaterThanOrEqual(400);
      expect([(await create()).status, await count()]).toEqual([200, 1]);
    });
  }

  rule(
    "never repeats work that succeeded, though its answer failed",
    "docs.stripe.com/api-v2-overview",
    async () => {
      const { create, control, count } = await creator();
      await control("POST", "/faults", { kind: "500_after", count: 1 });
      expect((await create()).status).toBe(500);
      const again = await create();
      expect([again.status, again.json["object"], await count()]).toEqual([200, "v2.core.account", 1]);
    },
  );

  rule("holds its parameters as well", "docs.stripe.com/api-v2-overview", async () => {
    const { create } = await creator();
    await create();
    const other = await create("k", '{"display_name":"Other"}');
    expect([other.status, other.error.type]).toEqual([400, "idempotency_error"]);
  });

  rule("holds on a DELETE", "docs.stripe.com/api-v2-overview", async () => {
    const { stripe, ...simulator } = await creator();
    const { id } = await stripe.v2.core.eventDestinations.create({
      name: "n",
      type: "webhook_endpoint",
      event_payload: "thin",
      enabled_events: ["v1.transfer.created"],
      webhook_endpoint: { url: "https://example.com/hook" },
    });
    const remove = () =>
      send(simulator, "DELETE", `/v2/core/event_destinations/${id}`, { headers: { "Idempotency-Key": "k" } });
    const [first, again] = [await remove(), await remove()];
    expect([first.status, again.text, again.headers.get("idempotent-replayed")]).toEqual([
      200,
      first.text,
      "true",
    ]);
  });
});
