import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type Stripe from "stripe";
import { describe, expect, onTestFinished, test } from "vitest";
import { matching, simulate } from "./simulator.ts";

const secret = "whsec_simulator";

type Delivery = { readonly body: string; readonly signature: string };

/** A webhook endpoint that answers with the given statuses in turn, then with 200. */
async function listener(...statuses: number[]) {
  const deliveries: Delivery[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString("utf8")));
    request.on("end", () => {
      deliveries.push({ body, signature: String(request.headers["stripe-signature"]) });
      response.writeHead(statuses.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const typesSeen = () => deliveries.map(({ body }) => (JSON.parse(body) as Stripe.Event).type);
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, deliveries, typesSeen };
}

describe("the event log", () => {
  test("has an event for whatever happens to a transfer, newest first", async () => {
    const { stripe, control, readyAccount } = await simulate();
    await control("POST", "/balance", { add: { usd: 100 } });
    const transfer = await stripe.transfers.create(
      { amount: 100, currency: "usd", destination: await readyAccount(), metadata: { a: "1" } },
      { idempotencyKey: "k" },
    );
    await stripe.transfers.update(transfer.id, { metadata: { a: "2" } });
    await stripe.transfers.createReversal(transfer.id, { amount: 40 });
    const { data } = await stripe.events.list({ type: "transfer.*" });
    expect(data).toMatchObject([
      {
        type: "transfer.reversed",
        data: { object: { amount_reversed: 40 }, previous_attributes: { amount_reversed: 0 } },
      },
      {
        type: "transfer.updated",
        data: { object: { metadata: { a: "2" } }, previous_attributes: { metadata: { a: "1" } } },
      },
      {
        type: "transfer.created",
        data: { object: { id: transfer.id, amount_reversed: 0, metadata: { a: "1" } } },
        request: { id: transfer.lastResponse.requestId, idempotency_key: "k" },
        livemode: false,
      },
    ]);
    const [event] = data;
    expect(await stripe.events.retrieve(event?.id ?? "")).toMatchObject({ id: event?.id });
  });

  test("has top-ups, and what becomes available", async () => {
    const { stripe } = await simulate();
    await stripe.topups.create({ amount: 1, currency: "usd" });
    const { data } = await stripe.events.list({ types: ["topup.succeeded", "balance.available"] });
    expect(data.map(({ type }) => type)).toEqual(["balance.available", "topup.succeeded"]);
  });

  test("keeps a connected account's events apart: they are read as that account", async () => {
    const { stripe, control, readyAccount } = await simulate();
    const id = await readyAccount();
    await control("PATCH", `/accounts/${id}`, { capabilities: { transfers: "inactive" } });
    expect((await stripe.events.list()).data).toEqual([]);
    const { data } = await stripe.events.list({}, { stripeAccount: id });
    expect(data).toMatchObject([
      { type: "capability.updated", account: id },
      {
        type: "account.updated",
        account: id,
        data: { previous_attributes: { capabilities: { transfers: "active" } } },
      },
    ]);
  });

  test("can be read for 30 days", async () => {
    const { stripe, control } = await simulate();
    await control("POST", "/clock", { stands: true });
    await stripe.topups.create({ amount: 1, currency: "usd" });
    await control("POST", "/clock", { advanceSeconds: 30 * 86_400 - 1 });
    expect((await stripe.events.list()).data).not.toEqual([]);
    await control("POST", "/clock", { advanceSeconds: 1 });
    expect((await stripe.events.list()).data).toEqual([]);
  });
});

describe("a webhook endpoint", () => {
  test("receives what the official client verifies", async () => {
    const hook = await listener();
    const { stripe, control } = await simulate();
    await control("POST", "/webhook-endpoints", {
      url: hook.url,
      secret,
      enabledEvents: ["topup.succeeded"],
    });
    const topup = await stripe.topups.create({ amount: 1, currency: "usd" });
    await expect.poll(() => hook.deliveries).toHaveLength(1);
    const [delivery] = hook.deliveries;
    const event = stripe.webhooks.constructEvent(delivery?.body ?? "", delivery?.signature ?? "", secret);
    expect(event).toMatchObject({ type: "topup.succeeded", data: { object: { id: topup.id } } });
    expect(() =>
      stripe.webhooks.constructEvent(delivery?.body ?? "", delivery?.signature ?? "", "whsec_other"),
    ).toThrow(/signature/);
  });

  test("made with connect hears of connected accounts only, the others of the platform only", async () => {
    const [platform, connect] = [await listener(), await listener()];
    const { stripe, control, readyAccount } = await simulate();
    await control("POST", "/webhook-endpoints", { url: platform.url, secret });
    await control("POST", "/webhook-endpoints", { url: connect.url, secret, connect: true });
    const id = await readyAccount();
    await control("PATCH", `/accounts/${id}`, { payoutsEnabled: false });
    await stripe.topups.create({ amount: 1, currency: "usd" });
    await expect.poll(() => connect.typesSeen()).toEqual(["account.updated"]);
    await expect
      .poll(() => platform.typesSeen().toSorted())
      .toEqual(["balance.available", "topup.created", "topup.succeeded"]);
  });

  test("that fails is told again, later each time, until it answers with 2xx", async () => {
    const hook = await listener(500, 302);
    const { stripe, control } = await simulate();
    await control("POST", "/clock", { stands: true });
    await control("POST", "/webhook-endpoints", { url: hook.url, secret, enabledEvents: ["topup.created"] });
    await stripe.topups.create({ amount: 1, currency: "usd" });
    await expect.poll(() => hook.deliveries).toHaveLength(1);
    await expect.poll(() => control("GET", "")).toMatchObject({ undelivered: 1 });
    await control("POST", "/clock", { advanceSeconds: 1 });
    await expect.poll(() => hook.deliveries).toHaveLength(2);
    await control("POST", "/clock", { advanceSeconds: 1 });
    await control("POST", "/clock", { advanceSeconds: 1 });
    await expect.poll(() => hook.deliveries).toHaveLength(3);
    await expect.poll(() => control("GET", "")).toMatchObject({ undelivered: 0 });
    expect(new Set(hook.deliveries.map(({ body }) => (JSON.parse(body) as Stripe.Event).id)).size).toBe(1);
    for (const { body, signature } of hook.deliveries) {
      expect(() => stripe.webhooks.constructEvent(body, signature, secret)).not.toThrow();
    }
  });

  test("shows its secret once, and hears nothing more when it is disabled or deleted", async () => {
    const hook = await listener();
    const { stripe, control } = await simulate();
    const made = await stripe.webhookEndpoints.create({
      url: hook.url,
      enabled_events: ["*"],
      api_version: "2026-10-28.endive",
    });
    expect(made).toMatchObject({
      object: "webhook_endpoint",
      status: "enabled",
      secret: matching(/^whsec_/),
    });
    expect((await stripe.webhookEndpoints.retrieve(made.id)).secret).toBeUndefined();
    await stripe.webhookEndpoints.update(made.id, { disabled: true });
    await stripe.topups.create({ amount: 1, currency: "usd" });
    expect(await stripe.webhookEndpoints.del(made.id)).toMatchObject({ deleted: true });
    await stripe.topups.create({ amount: 1, currency: "usd" });
    expect((await stripe.webhookEndpoints.list()).data).toEqual([]);
    expect(await control("GET", "")).toMatchObject({ undelivered: 0 });
    expect(hook.deliveries).toEqual([]);
  });
});
