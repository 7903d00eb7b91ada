import { describe, expect } from "vitest";
import { eventually } from "../eventually.ts";
import { matching } from "../simulator.ts";
import { advance, attempts, secret, telling, topUp } from "../telling.ts";
import { webhookListener } from "../webhook-listener.ts";
import { assumption, rule } from "./rule.ts";

const [minute, hour, day] = [60, 3600, 86_400];

describe("a failed delivery is tried again", () => {
  rule(
    "three times over a few hours in a sandbox, and then no more",
    "docs.stripe.com/webhooks#event-delivery-behaviors",
    async () => {
      const hook = await webhookListener({ answer: (response) => void response.writeHead(500).end() });
      const simulator = await telling(hook.url, { retries: "sandbox" });
      await topUp(simulator);
      for (const [made, wait] of [5 * minute, 30 * minute, 2 * hour].entries()) {
        await eventually(() => attempts(simulator)).toBe(made + 1);
        await advance(simulator, wait);
      }
      await eventually(() => attempts(simulator)).toBe(4);
      await advance(simulator, 4 * day);
      const { deliveries } = await simulator.control("GET", "/deliveries?status=failed");
      expect(deliveries).toMatchObject([{ attempts: 4, failure: "HTTP 500", at: null }]);
      const { data } = await simulator.stripe.events.list({ delivery_success: false });
      expect(data).toMatchObject([{ type: "topup.created", pending_webhooks: 1 }]);
      expect(hook.received.length).toBe(4);
    },
  );

  rule(
    "for up to three days in live mode, later each time",
    "docs.stripe.com/webhooks#event-delivery-behaviors",
    async () => {
      const hook = await webhookListener({ answer: (response) => void response.writeHead(500).end() });
      const simulator = await telling(hook.url, { retries: "live" });
      await topUp(simulator);
      const waits = [
        5 * minute,
        30 * minute,
        2 * hour,
        5 * hour,
        10 * hour,
        ...Array.from({ length: 4 }, () => 12 * hour),
      ];
      for (const [made, wait] of waits.entries()) {
        await eventually(() => attempts(simulator)).toBe(made + 1);
        await advance(simulator, wait);
      }
      await eventually(() => attempts(simulator)).toBe(waits.length + 1);
      const total = waits.reduce((sum, wait) => sum + wait, 0);
      expect(total).toBeLessThan(3 * day);
      await advance(simulator, 3 * day);
      expect(await simulator.control("GET", "/deliveries?status=failed")).toMatchObject({
        deliveries: [{ attempts: waits.length + 1 }],
      });
    },
  );

  rule(
    "signed anew: its timestamp is the one of the attempt",
    "docs.stripe.com/webhooks/signature",
    async () => {
      const hook = await webhookListener({ statuses: [500] });
      const simulator = await telling(hook.url);
      await topUp(simulator);
      await eventually(() => attempts(simulator)).toBe(1);
      await advance(simulator, 2 * day);
      await eventually(() => hook.received.length).toBe(2);
      const [first, again] = hook.received;
      expect(again?.body).toBe(first?.body);
      // The client compares `t` with the receiver's clock, whatever the simulator's shows.
      for (const { body, signature } of hook.received) {
        expect(simulator.stripe.webhooks.constructEvent(body, signature, secret, 5).type).toBe(
          "topup.created",
        );
      }
    },
  );

  rule(
    "unless its endpoint is disabled when it is due",
    "docs.stripe.com/webhooks#event-delivery-behaviors",
    async () => {
      const hook = await webhookListener({ statuses: [500] });
      const simulator = await telling(hook.url);
      const { stripe, control } = simulator;
      const id = (await stripe.webhookEndpoints.list()).data[0]?.id ?? "";
      await topUp(simulator);
      await eventually(() => attempts(simulator)).toBe(1);
      await stripe.webhookEndpoints.update(id, { disabled: true });
      await advance(simulator, hour);
      await expect
        .poll(() => control("GET", "/deliveries?status=failed"))
        .toMatchObject({ deliveries: [{ attempts: 1 }] });
      await stripe.webhookEndpoints.update(id, { disabled: false });
      await advance(simulator, 2 * day);
      expect(hook.received.length).toBe(1);
    },
  );

  rule(
    "also when its endpoint was disabled meanwhile and is enabled again",
    "docs.stripe.com/webhooks#event-delivery-behaviors",
    async () => {
      const hook = await webhookListener({ statuses: [500] });
      const simulator = await telling(hook.url);
      const { stripe } = simulator;
      const id = (await stripe.webhookEndpoints.list()).data[0]?.id ?? "";
      await topUp(simulator);
      await eventually(() => attempts(simulator)).toBe(1);
      await stripe.webhookEndpoints.update(id, { disabled: true });
      await stripe.webhookEndpoints.update(id, { disabled: false });
      await advance(simulator, hour);
      await eventually(() => hook.received.length).toBe(2);
    },
  );
});

describe("an endpoint that fails for nine days in a row", () => {
  rule("is disabled", "woocommerce/woocommerce-gateway-stripe#1289", async () => {
    const hook = await webhookListener({ answer: (response) => void response.writeHead(500).end() });
    const simulator = await telling(hook.url, { retries: "sandbox" });
    const status = async () => (await simulator.stripe.webhookEndpoints.list()).data[0]?.status;
    for (const [made, days] of [0, 8.9, 0.1].entries()) {
      expect(await status()).toBe("enabled");
      await advance(simulator, days * day);
      const before = await attempts(simulator);
      await topUp(simulator);
      await eventually(() => attempts(simulator)).toBeGreaterThan(Math.max(made, before));
    }
    await eventually(status).toBe("disabled");
  });

  rule("is not, if a delivery went well in between", "wevote/WeVoteServer#969", async () => {
    const hook = await webhookListener({ statuses: [500, 200, 500, 500] });
    const simulator = await telling(hook.url, { retries: "sandbox" });
    await topUp(simulator);
    await eventually(() => attempts(simulator)).toBe(1);
    await advance(simulator, 5 * minute);
    await eventually(() => attempts(simulator)).toBe(2);
    await advance(simulator, 9 * day);
    await topUp(simulator);
    await eventually(() => attempts(simulator)).toBe(3);
    expect((await simulator.stripe.webhookEndpoints.list()).data).toMatchObject([{ status: "enabled" }]);
  });
});

describe("an event that is sent again by hand", () => {
  rule(
    "is the same event, also after it was delivered",
    "docs.stripe.com/webhooks#event-delivery-behaviors",
    async () => {
      const hook = await webhookListener();
      const simulator = await telling(hook.url);
      await topUp(simulator);
      await eventually(() => attempts(simulator)).toBe(1);
      const id = hook.events()[0]?.id ?? "";
      expect(await simulator.control("POST", `/events/${id}/resend`, {})).toMatchObject({
        deliveries: [matching(/resend-1$/)],
      });
      await eventually(() => attempts(simulator)).toBe(2);
      expect(hook.events().map((event) => event.id)).toEqual([id, id]);
    },
  );

  rule("goes only to endpoints that are enabled for its type", "stripe/stripe-cli#675", async () => {
    const hook = await webhookListener();
    const simulator = await telling(hook.url);
    const { stripe, control } = simulator;
    await topUp(simulator);
    await eventually(() => attempts(simulator)).toBe(1);
    const [other] = (await stripe.events.list({ type: "balance.available" })).data;
    const [endpoint] = (await stripe.webhookEndpoints.list()).data;
    expect(await control("POST", `/events/${other?.id}/resend`, {})).toEqual({ deliveries: [] });
    expect(await control("POST", `/events/${other?.id}/resend`, { endpoint: endpoint?.id })).toMatchObject({
      error: { param: "endpoint" },
    });
    expect(await control("POST", "/events/evt_none/resend", {})).toMatchObject({
      error: { code: "resource_missing" },
    });
  });

  rule(
    "is still tried by itself until that succeeds",
    "docs.stripe.com/webhooks#event-delivery-behaviors",
    async () => {
      const hook = await webhookListener({ statuses: [500, 200, 200] });
      const simulator = await telling(hook.url);
      await topUp(simulator);
      await eventually(() => attempts(simulator)).toBe(1);
      await simulator.control("POST", `/events/${hook.events()[0]?.id}/resend`, {});
      await eventually(() => attempts(simulator)).toBe(2);
      expect(await simulator.control("GET", "/deliveries?status=pending")).toMatchObject({
        deliveries: [{ attempts: 1 }],
      });
      await advance(simulator, 1);
      await eventually(() => attempts(simulator)).toBe(3);
    },
  );

  assumption("is tried once", async () => {
    const hook = await webhookListener({ statuses: [200, 500] });
    const simulator = await telling(hook.url);
    await topUp(simulator);
    await eventually(() => attempts(simulator)).toBe(1);
    await simulator.control("POST", `/events/${hook.events()[0]?.id}/resend`, {});
    await eventually(() => attempts(simulator)).toBe(2);
    await advance(simulator, day);
    expect(await simulator.control("GET", "")).toMatchObject({ undelivered: 0 });
    expect(hook.received.length).toBe(2);
  });
});
