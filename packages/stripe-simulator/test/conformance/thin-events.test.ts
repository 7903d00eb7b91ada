import type Stripe from "stripe";
import { describe, expect } from "vitest";
import { eventually } from "../eventually.ts";
import { matching, simulate, type TestSimulator } from "../simulator.ts";
import { webhookListener, type WebhookListener } from "../webhook-listener.ts";
import { rule } from "./rule.ts";

const topupTypes = ["v1.topup.created", "v1.topup.succeeded"];

/** A destination for thin events of the given types; gives its secret. */
async function listen(
  { stripe }: TestSimulator,
  hook: WebhookListener,
  given: Partial<Stripe.V2.Core.EventDestinationCreateParams> = {},
): Promise<string> {
  const made = await stripe.v2.core.eventDestinations.create({
    name: "Thin events",
    type: "webhook_endpoint",
    event_payload: "thin",
    enabled_events: topupTypes,
    webhook_endpoint: { url: hook.url },
    include: ["webhook_endpoint.signing_secret"],
    ...given,
  });
  return made.webhook_endpoint?.signing_secret ?? "";
}

const topUp = ({ stripe }: TestSimulator) => stripe.topups.create({ amount: 1, currency: "usd" });

describe("a thin event as it is sent", () => {
  rule(
    "names the object and shows nothing of it",
    "docs.stripe.com/event-destinations#thin-events",
    async () => {
      const hook = await webhookListener();
      const simulator = await simulate();
      const secret = await listen(simulator, hook, { enabled_events: ["v1.topup.created"] });
      const topup = await simulator.stripe.topups.create(
        { amount: 1, currency: "usd" },
        { idempotencyKey: "k" },
      );
      await eventually(() => hook.received.length).toBe(1);
      const { body = "", signature = "" } = hook.received[0] ?? {};
      const [snapshot] = (await simulator.stripe.events.list({ type: "topup.created" })).data;
      expect(JSON.parse(body)).toEqual({
        id: matching(/^evt_/),
        object: "v2.core.event",
        created: matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        livemode: false,
        reason: { type: "request", request: { id: topup.lastResponse.requestId, idempotency_key: "k" } },
        related_object: { id: topup.id, type: "topup", url: `/v1/topups/${topup.id}` },
        snapshot_event: snapshot?.id,
        type: "v1.topup.created",
      });
      expect(simulator.stripe.parseEventNotification(body, signature, secret).type).toBe("v1.topup.created");
    },
  );

  rule(
    "is not an event to constructEvent, and a snapshot is none to parseEventNotification",
    "stripe-node stripe.core.js",
    async () => {
      const [thin, snapshot] = [await webhookListener(), await webhookListener()];
      const simulator = await simulate();
      const { stripe, control } = simulator;
      const secret = await listen(simulator, thin, { enabled_events: ["v1.topup.created"] });
      await control("POST", "/webhook-endpoints", {
        url: snapshot.url,
        secret,
        enabledEvents: ["topup.created"],
      });
      await topUp(simulator);
      await eventually(() => [thin.received.length, snapshot.received.length]).toEqual([1, 1]);
      const [notification, event] = [thin.received[0], snapshot.received[0]];
      const construct = () =>
        stripe.webhooks.constructEvent(notification?.body ?? "", notification?.signature ?? "", secret);
      expect(construct).toThrow(/thin event notification/);
      const parse = () => stripe.parseEventNotification(event?.body ?? "", event?.signature ?? "", secret);
      expect(parse).toThrow(/constructEvent instead/);
    },
  );

  rule(
    "leads to the object as it is now",
    "docs.stripe.com/event-destinations#retrieve-the-object-associated-with-thin-events",
    async () => {
      const hook = await webhookListener();
      const simulator = await simulate();
      const { stripe } = simulator;
      const secret = await listen(simulator, hook, { enabled_events: ["v1.topup.created"] });
      const { id } = await topUp(simulator);
      await eventually(() => hook.received.length).toBe(1);
      await stripe.topups.update(id, { description: "read later" });
      const { body = "", signature = "" } = hook.received[0] ?? {};
      const notification = stripe.parseEventNotification(body, signature, secret);
      if (notification.type !== "v1.topup.created") throw new Error(notification.type);
      expect(await notification.fetchRelatedObject()).toMatchObject({ id, description: "read later" });
      expect(await notification.fetchEvent()).toMatchObject({ id: notification.id, related_object: { id } });
    },
  );

  rule(
    "of a connected account has it as its context, and is read in that context",
    "docs.stripe.com/event-destinations#fetch-data",
    async () => {
      const [hook, own] = [await webhookListener(), await webhookListener()];
      const simulator = await simulate();
      const { stripe, control, readyAccount } = simulator;
      const types = { enabled_events: ["v1.account.updated"] };
      const secret = await listen(simulator, hook, { ...types, events_from: ["@accounts"] });
      await listen(simulator, own, { ...types, events_from: ["@self"] });
      const account = await readyAccount();
      await control("PATCH", `/accounts/${account}`, { payoutsEnabled: false });
      await eventually(() => hook.received.length).toBe(1);
      const { body = "", signature = "" } = hook.received[0] ?? {};
      expect(JSON.parse(body)).toMatchObject({ context: account });
      const notification = stripe.parseEventNotification(body, signature, secret);
      if (notification.type !== "v1.account.updated") throw new Error(notification.type);
      expect(notification.context?.toString()).toBe(account);
      expect(await notification.fetchEvent()).toMatchObject({ id: notification.id });
      expect(await notification.fetchRelatedObject()).toMatchObject({ id: account, payouts_enabled: false });
      await expect(stripe.v2.core.events.retrieve(notification.id)).rejects.toMatchObject({
        statusCode: 404,
      });
      expect(own.received).toEqual([]);
    },
  );
});

describe("a thin event of an account", () => {
  rule(
    "tells an @accounts destination what changed, and leads to the account of v2",
    "docs.stripe.com/api/v2/core/accounts/event-types",
    async () => {
      const hook = await webhookListener();
      const simulator = await simulate();
      const { stripe } = simulator;
      const type = "v2.core.account[configuration.recipient].capability_status_updated";
      const secret = await listen(simulator, hook, { enabled_events: [type], events_from: ["@accounts"] });
      const account = await simulator.readyAccount({ apiGeneration: 2 });
      await simulator.control("PATCH", `/accounts/${account}`, { capabilities: { transfers: "inactive" } });
      await eventually(() => hook.received.length).toBeGreaterThan(0);
      const { body = "", signature = "" } = hook.received[0] ?? {};
      const notification = stripe.parseEventNotification(body, signature, secret);
      if (notification.type !== type) throw new Error(notification.type);
      expect(notification.context?.toString()).toBe(account);
      expect(await notification.fetchRelatedObject()).toMatchObject({
        id: account,
        object: "v2.core.account",
      });
      expect(await notification.fetchEvent()).toMatchObject({
        data: { updated_capability: "stripe_balance.stripe_transfers" },
      });
    },
  );
});

describe("the list of thin events", () => {
  rule("is newest first and pages by URL", "stripe-node autoPagination.js", async () => {
    const simulator = await simulate();
    const { stripe, call } = simulator;
    await listen(simulator, await webhookListener());
    for (let made = 0; made < 3; made += 1) await topUp(simulator);
    const all: Stripe.V2.Core.Event[] = [];
    for await (const event of stripe.v2.core.events.list({ limit: 2 })) all.push(event);
    const ids = all.map(({ id }) => id);
    expect(new Set(ids).size).toBe(6);
    expect(all.map(({ type }) => type).slice(0, 2)).toEqual(topupTypes.toReversed());
    const first = await stripe.v2.core.events.list({ limit: 4 });
    expect(first.previous_page_url).toBeNull();
    const second = await call(first.next_page_url ?? "");
    expect(second.json).toMatchObject({ data: ids.slice(4).map((id) => ({ id })), next_page_url: null });
    const back = await call(String(second.json["previous_page_url"]));
    expect(back.json).toMatchObject({ data: ids.slice(0, 4).map((id) => ({ id })) });
  });

  rule(
    "is narrowed by object, types and time, on every page",
    "docs.stripe.com/api/v2/core/events/list",
    async () => {
      const simulator = await simulate();
      const { stripe, control } = simulator;
      await control("POST", "/clock", { stands: true });
      await listen(simulator, await webhookListener());
      const { id, created } = await topUp(simulator);
      await control("POST", "/clock", { advanceSeconds: 60 });
      await topUp(simulator);
      const list = async (params: Stripe.V2.Core.EventListParams): Promise<string[]> => {
        const found: string[] = [];
        for await (const event of stripe.v2.core.events.list({ limit: 1, ...params })) found.push(event.type);
        return found;
      };
      expect(await list({ object_id: id })).toEqual(topupTypes.toReversed());
      expect(await list({ types: ["v1.topup.created"] })).toEqual(["v1.topup.created", "v1.topup.created"]);
      expect(await list({ types: ["v1.topup.created", "v1.payout.paid"], object_id: id })).toEqual([
        "v1.topup.created",
      ]);
      expect(await list({ created: { gt: created } })).toHaveLength(2);
      expect(await list({ created: { lte: created } })).toHaveLength(2);
      expect(await list({ created: { gte: created, lt: created + 61 } })).toHaveLength(4);
      const instant = new Date(created * 1000).toISOString();
      const { json } = await simulator.call(`/v2/core/events?created[gt]=${instant}`);
      expect(json["data"]).toHaveLength(2);
    },
  );

  rule("takes up to 20 types", "stripe-node resources/V2/Core/Events.d.ts", async () => {
    const { stripe } = await simulate();
    const types = Array.from({ length: 21 }, () => "v1.topup.created");
    await expect(stripe.v2.core.events.list({ types })).rejects.toMatchObject({ statusCode: 400 });
    expect((await stripe.v2.core.events.list({ types: types.slice(1) })).data).toEqual([]);
  });

  rule(
    "goes back 30 days, and so does a single event",
    "stripe-node resources/V2/Core/Events.d.ts",
    async () => {
      const simulator = await simulate();
      const { stripe, control } = simulator;
      await control("POST", "/clock", { stands: true });
      await listen(simulator, await webhookListener());
      await topUp(simulator);
      const id = (await stripe.v2.core.events.list()).data[0]?.id ?? "";
      await control("POST", "/clock", { advanceSeconds: 30 * 86_400 - 1 });
      expect((await stripe.v2.core.events.retrieve(id)).id).toBe(id);
      await control("POST", "/clock", { advanceSeconds: 1 });
      await expect(stripe.v2.core.events.retrieve(id)).rejects.toMatchObject({ statusCode: 404 });
      expect((await stripe.v2.core.events.list()).data).toEqual([]);
    },
  );

  rule("refuses what it does not know", "docs.stripe.com/api/v2/core/events/list", async () => {
    const { call } = await simulate();
    expect(await call("/v2/core/events?type=v1.topup.created")).toMatchObject({ status: 400 });
    expect(await call("/v2/core/events?limit=0")).toMatchObject({ status: 400 });
    expect(await call("/v2/core/events?page=elsewhere")).toMatchObject({ status: 400 });
    expect(await call("/v2/core/events/evt_none")).toMatchObject({ status: 404 });
  });
});
