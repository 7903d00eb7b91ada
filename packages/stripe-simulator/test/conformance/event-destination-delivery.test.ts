import { loadStripeContract } from "@payrun/stripe-contract";
import type Stripe from "stripe";
import { describe, expect } from "vitest";
import { eventually } from "../eventually.ts";
import { simulate } from "../simulator.ts";
import { webhookListener } from "../webhook-listener.ts";
import { rule } from "./rule.ts";

const thin: Stripe.V2.Core.EventDestinationCreateParams = {
  name: "Accounts",
  type: "webhook_endpoint",
  event_payload: "thin",
  enabled_events: ["v2.core.account[requirements].updated"],
  webhook_endpoint: { url: "https://creators.example/events" },
};

const snapshot: Stripe.V2.Core.EventDestinationCreateParams = {
  ...thin,
  event_payload: "snapshot",
  enabled_events: ["topup.created"],
};

describe("a destination for snapshots", () => {
  rule("receives the events of v1 in its own version", "docs.stripe.com/event-destinations", async () => {
    const hook = await webhookListener();
    const { stripe } = await simulate();
    const made = await stripe.v2.core.eventDestinations.create({
      ...snapshot,
      snapshot_api_version: "2026-09-30.endive",
      webhook_endpoint: { url: hook.url },
      include: ["webhook_endpoint.signing_secret"],
    });
    const topup = await stripe.topups.create({ amount: 1, currency: "usd" });
    await eventually(() => hook.received.length).toBe(1);
    const { body = "", signature = "" } = hook.received[0] ?? {};
    expect(
      stripe.webhooks.constructEvent(body, signature, made.webhook_endpoint?.signing_secret ?? ""),
    ).toMatchObject({ api_version: "2026-09-30.endive", data: { object: { id: topup.id } } });
    expect((await loadStripeContract()).violationsOfEvent(body)).toEqual([]);
  });

  rule(
    "receives those of connected accounts from @accounts only",
    "stripe-node resources/V2/Core/EventDestinations.d.ts",
    async () => {
      const [own, others] = [await webhookListener(), await webhookListener()];
      const { stripe, control, readyAccount } = await simulate();
      const events = ["topup.created", "account.updated"];
      for (const [hook, source] of [
        [own, "@self"],
        [others, "@accounts"],
      ] as const) {
        await stripe.v2.core.eventDestinations.create({
          ...snapshot,
          enabled_events: events,
          events_from: [source],
          webhook_endpoint: { url: hook.url },
        });
      }
      const account = await readyAccount();
      await control("PATCH", `/accounts/${account}`, { payoutsEnabled: false });
      await stripe.topups.create({ amount: 1, currency: "usd" });
      await eventually(() => others.events()).toMatchObject([{ type: "account.updated", account }]);
      await eventually(() => own.types()).toEqual(["topup.created"]);
    },
  );
});

describe("a ping", () => {
  rule(
    "reaches the destination whatever it listens to, and is answered as the event it is",
    "docs.stripe.com/api/v2/core/event_destinations/ping",
    async () => {
      const hook = await webhookListener();
      const { stripe } = await simulate();
      const { id, webhook_endpoint: target } = await stripe.v2.core.eventDestinations.create({
        ...thin,
        webhook_endpoint: { url: hook.url },
        include: ["webhook_endpoint.signing_secret"],
      });
      const event = await stripe.v2.core.eventDestinations.ping(id);
      expect(event).toMatchObject({
        object: "v2.core.event",
        type: "v2.core.event_destination.ping",
        related_object: { id, type: "v2.core.event_destination", url: `/v2/core/event_destinations/${id}` },
      });
      await eventually(() => hook.received.length).toBe(1);
      const { body = "", signature = "" } = hook.received[0] ?? {};
      const notification = stripe.parseEventNotification(body, signature, target?.signing_secret ?? "");
      expect(notification.id).toBe(event.id);
      if (notification.type !== "v2.core.event_destination.ping") throw new Error(notification.type);
      expect(await notification.fetchRelatedObject()).toMatchObject({ id, name: "Accounts" });
      expect(await notification.fetchEvent()).toMatchObject({ id: event.id, reason: { type: "request" } });
    },
  );
});
