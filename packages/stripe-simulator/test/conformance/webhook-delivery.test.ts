import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadStripeContract } from "@payrun/stripe-contract";
import type Stripe from "stripe";
import { describe, expect, onTestFinished } from "vitest";
import { startStripeSimulator } from "../../src/index.ts";
import { eventually } from "../eventually.ts";
import { matching, simulate, stripeFor } from "../simulator.ts";
import { advance, attempts, secret, telling, topUp } from "../telling.ts";
import { webhookListener } from "../webhook-listener.ts";
import { assumption, rule } from "./rule.ts";

describe("a delivery", () => {
  rule(
    "is signed over its raw body, with v1 and in test mode a v0",
    "docs.stripe.com/webhooks#verify-manually",
    async () => {
      const hook = await webhookListener();
      const simulator = await telling(hook.url);
      await topUp(simulator);
      await eventually(() => hook.received.length).toBe(1);
      const { body = "", signature = "", headers } = hook.received[0] ?? {};
      const { webhooks } = simulator.stripe;
      expect(signature).toMatch(/^t=\d{10},v1=[0-9a-f]{64},v0=[0-9a-f]{64}$/);
      expect(webhooks.constructEvent(body, signature, secret).type).toBe("topup.created");
      expect(() => webhooks.constructEvent(body, signature, "whsec_other")).toThrow(/No signatures found/);
      expect(() =>
        webhooks.constructEvent(body.replace('"amount": 1', '"amount": 2'), signature, secret),
      ).toThrow();
      expect(() => webhooks.constructEvent(body, signature.replace("v1=", "v2="), secret)).toThrow(
        /expected scheme/,
      );
      // What was parsed and written again is not what was signed.
      expect(() => webhooks.constructEvent(JSON.stringify(JSON.parse(body)), signature, secret)).toThrow();
      expect(headers).toMatchObject({
        "content-type": "application/json; charset=utf-8",
        "user-agent": matching(/^Stripe\/1\.0 /),
      });
    },
  );

  rule("carries the event as it is read from the API", "docs.stripe.com/api/events", async () => {
    const hook = await webhookListener();
    const simulator = await telling(hook.url);
    await topUp(simulator);
    await eventually(() => hook.received.length).toBe(1);
    const [sent] = hook.events();
    const { lastResponse: _, ...read } = await simulator.stripe.events.retrieve(sent?.id ?? "");
    expect({ ...sent, pending_webhooks: 0 }).toEqual({ ...read, pending_webhooks: 0 });
    expect((await loadStripeContract()).violationsOfEvent(hook.received[0]?.body ?? "")).toEqual([]);
  });

  rule(
    "counts as pending in the event until it is answered with 2xx",
    "docs.stripe.com/api/events/object#event_object-pending_webhooks",
    async () => {
      const [good, bad] = [
        await webhookListener({ statuses: [204] }),
        await webhookListener({ statuses: [500] }),
      ];
      const simulator = await telling(good.url);
      const { stripe, control } = simulator;
      await control("POST", "/webhook-endpoints", { url: bad.url, secret, enabledEvents: ["topup.created"] });
      await topUp(simulator);
      await eventually(() => attempts(simulator)).toBe(2);
      const listed = async (delivery_success: boolean) =>
        (await stripe.events.list({ type: "topup.created", delivery_success })).data;
      expect(await listed(false)).toMatchObject([{ pending_webhooks: 1 }]);
      expect(await listed(true)).toEqual([]);
      await advance(simulator, 1);
      await eventually(() => listed(true)).toMatchObject([{ pending_webhooks: 0 }]);
      expect(await listed(false)).toEqual([]);
      expect([good.received.length, bad.received.length]).toEqual([1, 2]);
    },
  );

  rule(
    "goes to connect endpoints for connected accounts, to the others for the platform",
    "docs.stripe.com/connect/webhooks",
    async () => {
      const [own, connect] = [await webhookListener(), await webhookListener()];
      const { stripe, control, readyAccount } = await simulate();
      const both: Stripe.WebhookEndpointCreateParams.EnabledEvent[] = ["account.updated", "topup.created"];
      await stripe.webhookEndpoints.create({ url: own.url, enabled_events: both });
      await stripe.webhookEndpoints.create({ url: connect.url, enabled_events: both, connect: true });
      const account = await readyAccount();
      await control("PATCH", `/accounts/${account}`, { payoutsEnabled: false });
      await stripe.topups.create({ amount: 1, currency: "usd" });
      await eventually(() => connect.events()).toMatchObject([{ type: "account.updated", account }]);
      await eventually(() => own.types()).toEqual(["topup.created"]);
    },
  );

  rule(
    "has no order: several are under way at once",
    "docs.stripe.com/webhooks#event-delivery-behaviors",
    async () => {
      const waiting: (() => void)[] = [];
      const hook = await webhookListener({
        answer: (response) => {
          waiting.push(() => void response.writeHead(200).end());
          // Answers only once three are there together.
          if (waiting.length === 3) for (const go of waiting) go();
        },
      });
      const simulator = await telling(hook.url);
      for (let made = 0; made < 3; made += 1) await topUp(simulator);
      await eventually(() => attempts(simulator)).toBe(3);
    },
  );

  rule("that is queued survives a restart", "docs.stripe.com/webhooks#event-delivery-behaviors", async () => {
    const stateDir = await mkdtemp(join(tmpdir(), "simulator-events-"));
    onTestFinished(() => rm(stateDir, { recursive: true, force: true }));
    const hook = await webhookListener({ statuses: [503] });
    const first = await startStripeSimulator({ port: 0, stateDir });
    await fetch(`${first.url}/__simulator/webhook-endpoints`, {
      method: "POST",
      body: JSON.stringify({ url: hook.url, secret, enabledEvents: ["topup.created"] }),
    });
    await stripeFor(first).topups.create({ amount: 1, currency: "usd" });
    await eventually(() => hook.received.length).toBe(1);
    await first.close();
    const second = await simulate({ stateDir });
    await advance(second, 2);
    await eventually(() => hook.received.length).toBe(2);
    expect(new Set(hook.events().map(({ id }) => id)).size).toBe(1);
  });
});

describe("a delivery fails", () => {
  rule("on a redirect, which is not followed", "docs.stripe.com/webhooks", async () => {
    const hook = await webhookListener({ statuses: [302] });
    const simulator = await telling(hook.url);
    await topUp(simulator);
    await eventually(() => attempts(simulator)).toBe(1);
    const { deliveries } = await simulator.control("GET", "/deliveries?status=pending");
    expect(deliveries).toMatchObject([{ status: "pending", attempts: 1, failure: "HTTP 302" }]);
    expect(hook.received.length).toBe(1);
  });

  rule("on 4xx and 5xx alike", "docs.stripe.com/webhooks#event-delivery-behaviors", async () => {
    const hook = await webhookListener({ statuses: [400, 410, 503] });
    const simulator = await telling(hook.url);
    await topUp(simulator);
    for (const seconds of [0, 1, 2, 4]) {
      const before = await attempts(simulator);
      if (seconds > 0) await advance(simulator, seconds);
      await eventually(() => attempts(simulator)).toBeGreaterThan(seconds === 0 ? 0 : before);
    }
    expect(hook.received.length).toBe(4);
    expect(await simulator.control("GET", "/deliveries?status=delivered")).toMatchObject({
      deliveries: [{ attempts: 4 }],
      counts: { delivered: 1, failed: 3, undelivered: 0 },
    });
  });

  assumption("when nobody answers in time", async () => {
    const hook = await webhookListener({ answer: () => {} });
    const simulator = await telling(hook.url, { timeoutMs: 40 });
    await topUp(simulator);
    await eventually(() => attempts(simulator)).toBe(1);
    expect(await simulator.control("GET", "/deliveries")).toMatchObject({
      deliveries: [{ failure: "timed out" }],
    });
  });

  rule(
    "when nobody listens, and comes once somebody does",
    "docs.stripe.com/webhooks#event-delivery-behaviors",
    async () => {
      const gone = await webhookListener({ answer: (response) => response.destroy() });
      const simulator = await telling(gone.url);
      await topUp(simulator);
      await eventually(() => attempts(simulator)).toBe(1);
      const back = await webhookListener();
      const [endpoint] = (await simulator.stripe.webhookEndpoints.list()).data;
      await simulator.stripe.webhookEndpoints.update(endpoint?.id ?? "", { url: back.url });
      await advance(simulator, 1);
      await eventually(() => back.types()).toEqual(["topup.created"]);
    },
  );
});
