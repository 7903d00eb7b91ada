import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadStripeContract } from "@payrun/stripe-contract";
import type Stripe from "stripe";
import { describe, expect, onTestFinished } from "vitest";
import { startStripeSimulator } from "../../src/index.ts";
import { matching, simulate, stripeFor, type TestSimulator } from "../simulator.ts";
import { webhookListener } from "../webhook-listener.ts";
import { assumption, rule } from "./rule.ts";

const secret = "whsec_simulator";
const [minute, hour, day] = [60, 3600, 86_400];

/** A simulator whose clock stands, and which tells `url` of top-ups. */
async function telling(url: string, settings: Record<string, unknown> = {}): Promise<TestSimulator> {
  const simulator = await simulate();
  await simulator.control("POST", "/clock", { stands: true });
  await simulator.control("POST", "/webhook-settings", settings);
  await simulator.control("POST", "/webhook-endpoints", { url, secret, enabledEvents: ["topup.created"] });
  return simulator;
}

/** The number of attempts so far, once none is under way. */
async function attempts({ control }: TestSimulator): Promise<number> {
  const { counts } = (await control("GET", "/deliveries")) as {
    counts: { delivered: number; failed: number };
  };
  return counts.delivered + counts.failed;
}

async function advance({ control }: TestSimulator, advanceSeconds: number): Promise<void> {
  await control("POST", "/clock", { advanceSeconds });
}

const topUp = ({ stripe }: TestSimulator) => stripe.topups.create({ amount: 1, currency: "usd" });

describe("a delivery", () => {
  rule(
    "is signed over its raw body, with v1 and in test mode a v0",
    "docs.stripe.com/webhooks#verify-manually",
    async () => {
      const hook = await webhookListener();
      const simulator = await telling(hook.url);
      await topUp(simulator);
      await expect.poll(() => hook.received.length).toBe(1);
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
    await expect.poll(() => hook.received.length).toBe(1);
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
      await expect.poll(() => attempts(simulator)).toBe(2);
      const listed = async (delivery_success: boolean) =>
        (await stripe.events.list({ type: "topup.created", delivery_success })).data;
      expect(await listed(false)).toMatchObject([{ pending_webhooks: 1 }]);
      expect(await listed(true)).toEqual([]);
      await advance(simulator, 1);
      await expect.poll(() => listed(true)).toMatchObject([{ pending_webhooks: 0 }]);
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
      await expect.poll(() => connect.events()).toMatchObject([{ type: "account.updated", account }]);
      await expect.poll(() => own.types()).toEqual(["topup.created"]);
    },
  );

  rule("has no order: several are under way at once", "docs.stripe.com/webhooks#event-ordering", async () => {
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
    await expect.poll(() => attempts(simulator)).toBe(3);
  });

  rule("that is queued survives a restart", "docs.stripe.com/webhooks#automatic-retries", async () => {
    const stateDir = await mkdtemp(join(tmpdir(), "simulator-events-"));
    onTestFinished(() => rm(stateDir, { recursive: true, force: true }));
    const hook = await webhookListener({ statuses: [503] });
    const first = await startStripeSimulator({ port: 0, stateDir });
    await fetch(`${first.url}/__simulator/webhook-endpoints`, {
      method: "POST",
      body: JSON.stringify({ url: hook.url, secret, enabledEvents: ["topup.created"] }),
    });
    await stripeFor(first).topups.create({ amount: 1, currency: "usd" });
    await expect.poll(() => hook.received.length).toBe(1);
    await first.close();
    const second = await simulate({ stateDir });
    await advance(second, 2);
    await expect.poll(() => hook.received.length).toBe(2);
    expect(new Set(hook.events().map(({ id }) => id)).size).toBe(1);
  });
});

describe("a delivery fails", () => {
  rule("on a redirect, which is not followed", "docs.stripe.com/webhooks#webhook-endpoint-def", async () => {
    const hook = await webhookListener({ statuses: [302] });
    const simulator = await telling(hook.url);
    await topUp(simulator);
    await expect.poll(() => attempts(simulator)).toBe(1);
    const { deliveries } = await simulator.control("GET", "/deliveries?status=pending");
    expect(deliveries).toMatchObject([{ status: "pending", attempts: 1, failure: "HTTP 302" }]);
    expect(hook.received.length).toBe(1);
  });

  rule("on 4xx and 5xx alike", "docs.stripe.com/webhooks#automatic-retries", async () => {
    const hook = await webhookListener({ statuses: [400, 410, 503] });
    const simulator = await telling(hook.url);
    await topUp(simulator);
    for (const seconds of [0, 1, 2, 4]) {
      const before = await attempts(simulator);
      if (seconds > 0) await advance(simulator, seconds);
      await expect.poll(() => attempts(simulator)).toBeGreaterThan(seconds === 0 ? 0 : before);
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
    await expect.poll(() => attempts(simulator)).toBe(1);
    expect(await simulator.control("GET", "/deliveries")).toMatchObject({
      deliveries: [{ failure: "timed out" }],
    });
  });

  rule(
    "when nobody listens, and comes once somebody does",
    "docs.stripe.com/webhooks#automatic-retries",
    async () => {
      const gone = await webhookListener({ answer: (response) => response.destroy() });
      const simulator = await telling(gone.url);
      await topUp(simulator);
      await expect.poll(() => attempts(simulator)).toBe(1);
      const back = await webhookListener();
      const [endpoint] = (await simulator.stripe.webhookEndpoints.list()).data;
      await simulator.stripe.webhookEndpoints.update(endpoint?.id ?? "", { url: back.url });
      await advance(simulator, 1);
      await expect.poll(() => back.types()).toEqual(["topup.created"]);
    },
  );
});

describe("a failed delivery is tried again", () => {
  rule(
    "three times over a few hours in a sandbox, and then no more",
    "docs.stripe.com/webhooks#automatic-retries",
    async () => {
      const hook = await webhookListener({ answer: (response) => void response.writeHead(500).end() });
      const simulator = await telling(hook.url, { retries: "sandbox" });
      await topUp(simulator);
      for (const [made, wait] of [5 * minute, 30 * minute, 2 * hour].entries()) {
        await expect.poll(() => attempts(simulator)).toBe(made + 1);
        await advance(simulator, wait);
      }
      await expect.poll(() => attempts(simulator)).toBe(4);
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
    "docs.stripe.com/webhooks#automatic-retries",
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
        await expect.poll(() => attempts(simulator)).toBe(made + 1);
        await advance(simulator, wait);
      }
      await expect.poll(() => attempts(simulator)).toBe(waits.length + 1);
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
    "docs.stripe.com/webhooks#replay-attacks",
    async () => {
      const hook = await webhookListener({ statuses: [500] });
      const simulator = await telling(hook.url);
      await topUp(simulator);
      await expect.poll(() => attempts(simulator)).toBe(1);
      await advance(simulator, 2 * day);
      await expect.poll(() => hook.received.length).toBe(2);
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
    "docs.stripe.com/webhooks#disabled-destinations",
    async () => {
      const hook = await webhookListener({ statuses: [500] });
      const simulator = await telling(hook.url);
      const { stripe, control } = simulator;
      const id = (await stripe.webhookEndpoints.list()).data[0]?.id ?? "";
      await topUp(simulator);
      await expect.poll(() => attempts(simulator)).toBe(1);
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
    "docs.stripe.com/webhooks#disabled-destinations",
    async () => {
      const hook = await webhookListener({ statuses: [500] });
      const simulator = await telling(hook.url);
      const { stripe } = simulator;
      const id = (await stripe.webhookEndpoints.list()).data[0]?.id ?? "";
      await topUp(simulator);
      await expect.poll(() => attempts(simulator)).toBe(1);
      await stripe.webhookEndpoints.update(id, { disabled: true });
      await stripe.webhookEndpoints.update(id, { disabled: false });
      await advance(simulator, hour);
      await expect.poll(() => hook.received.length).toBe(2);
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
      await expect.poll(() => attempts(simulator)).toBeGreaterThan(Math.max(made, before));
    }
    await expect.poll(status).toBe("disabled");
  });

  rule("is not, if a delivery went well in between", "wevote/WeVoteServer#969", async () => {
    const hook = await webhookListener({ statuses: [500, 200, 500, 500] });
    const simulator = await telling(hook.url, { retries: "sandbox" });
    await topUp(simulator);
    await expect.poll(() => attempts(simulator)).toBe(1);
    await advance(simulator, 5 * minute);
    await expect.poll(() => attempts(simulator)).toBe(2);
    await advance(simulator, 9 * day);
    await topUp(simulator);
    await expect.poll(() => attempts(simulator)).toBe(3);
    expect((await simulator.stripe.webhookEndpoints.list()).data).toMatchObject([{ status: "enabled" }]);
  });
});

describe("an event that is sent again by hand", () => {
  rule(
    "is the same event, also after it was delivered",
    "docs.stripe.com/webhooks#manual-retries",
    async () => {
      const hook = await webhookListener();
      const simulator = await telling(hook.url);
      await topUp(simulator);
      await expect.poll(() => attempts(simulator)).toBe(1);
      const id = hook.events()[0]?.id ?? "";
      expect(await simulator.control("POST", `/events/${id}/resend`, {})).toMatchObject({
        deliveries: [matching(/resend-1$/)],
      });
      await expect.poll(() => attempts(simulator)).toBe(2);
      expect(hook.events().map((event) => event.id)).toEqual([id, id]);
    },
  );

  rule("goes only to endpoints that are enabled for its type", "stripe/stripe-cli#675", async () => {
    const hook = await webhookListener();
    const simulator = await telling(hook.url);
    const { stripe, control } = simulator;
    await topUp(simulator);
    await expect.poll(() => attempts(simulator)).toBe(1);
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
    "docs.stripe.com/webhooks#manual-retries",
    async () => {
      const hook = await webhookListener({ statuses: [500, 200, 200] });
      const simulator = await telling(hook.url);
      await topUp(simulator);
      await expect.poll(() => attempts(simulator)).toBe(1);
      await simulator.control("POST", `/events/${hook.events()[0]?.id}/resend`, {});
      await expect.poll(() => attempts(simulator)).toBe(2);
      expect(await simulator.control("GET", "/deliveries?status=pending")).toMatchObject({
        deliveries: [{ attempts: 1 }],
      });
      await advance(simulator, 1);
      await expect.poll(() => attempts(simulator)).toBe(3);
    },
  );

  assumption("is tried once", async () => {
    const hook = await webhookListener({ statuses: [200, 500] });
    const simulator = await telling(hook.url);
    await topUp(simulator);
    await expect.poll(() => attempts(simulator)).toBe(1);
    await simulator.control("POST", `/events/${hook.events()[0]?.id}/resend`, {});
    await expect.poll(() => attempts(simulator)).toBe(2);
    await advance(simulator, day);
    expect(await simulator.control("GET", "")).toMatchObject({ undelivered: 0 });
    expect(hook.received.length).toBe(2);
  });
});
