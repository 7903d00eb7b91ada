import type Stripe from "stripe";
import { describe, expect } from "vitest";
import { eventually } from "../eventually.ts";
import { matching, simulate } from "../simulator.ts";
import { webhookListener } from "../webhook-listener.ts";
import { assumption, rule } from "./rule.ts";

const url = "https://creators.example/events";

type Given = Stripe.V2.Core.EventDestinationCreateParams;

const thin: Given = {
  name: "Accounts",
  type: "webhook_endpoint",
  event_payload: "thin",
  enabled_events: ["v2.core.account[requirements].updated"],
  webhook_endpoint: { url },
};

const snapshot: Given = { ...thin, event_payload: "snapshot", enabled_events: ["topup.created"] };

describe("an event destination", () => {
  rule(
    "is shown whole; its url and secret are redacted",
    "docs.stripe.com/api/v2/core/event_destinations/object",
    async () => {
      const { stripe } = await simulate();
      const { lastResponse: _, ...made } = await stripe.v2.core.eventDestinations.create({
        ...thin,
        description: "who may be paid",
        events_from: ["@accounts"],
        metadata: { team: "money" },
      });
      expect(made).toEqual({
        id: matching(/^ed_test_\w+$/),
        object: "v2.core.event_destination",
        created: matching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        description: "who may be paid",
        enabled_events: ["v2.core.account[requirements].updated"],
        event_payload: "thin",
        events_from: ["@accounts"],
        livemode: false,
        metadata: { team: "money" },
        name: "Accounts",
        status: "enabled",
        type: "webhook_endpoint",
        updated: made.created,
        webhook_endpoint: {},
      });
    },
  );

  rule(
    "gives its url and secret when they are included at creation",
    "stripe-node resources/V2/Core/EventDestinations.d.ts",
    async () => {
      const { stripe, call } = await simulate();
      const include = ["webhook_endpoint.signing_secret", "webhook_endpoint.url"] as const;
      const made = await stripe.v2.core.eventDestinations.create({ ...thin, include: [...include] });
      expect(made.webhook_endpoint).toEqual({ url, signing_secret: matching(/^whsec_\w{32}$/) });
      const read = await stripe.v2.core.eventDestinations.retrieve(made.id, {
        include: ["webhook_endpoint.url"],
      });
      expect(read.webhook_endpoint).toEqual({ url });
      const path = `/v2/core/event_destinations/${made.id}?include[0]=webhook_endpoint.signing_secret`;
      expect(await call(path)).toMatchObject({ status: 400 });
    },
  );

  rule(
    "hears of the platform unless it is told otherwise",
    "stripe-node resources/V2/Core/EventDestinations.d.ts",
    async () => {
      const { stripe } = await simulate();
      expect((await stripe.v2.core.eventDestinations.create(thin)).events_from).toEqual(["@self"]);
    },
  );

  rule(
    "for snapshots has a version, for thin events it has none",
    "docs.stripe.com/event-destinations",
    async () => {
      const { stripe } = await simulate();
      const create = (given: Given) => stripe.v2.core.eventDestinations.create(given);
      expect(await create(snapshot)).toMatchObject({ snapshot_api_version: "2026-10-28.endive" });
      expect(await create({ ...snapshot, snapshot_api_version: "2026-09-30.endive" })).toMatchObject({
        snapshot_api_version: "2026-09-30.endive",
      });
      expect(await create(thin)).not.toHaveProperty("snapshot_api_version");
      await expect(create({ ...thin, snapshot_api_version: "2026-09-30.endive" })).rejects.toMatchObject({
        statusCode: 400,
      });
    },
  );

  rule("listens to events of its own form", "docs.stripe.com/event-destinations", async () => {
    const { stripe } = await simulate();
    const create = (given: Given) => stripe.v2.core.eventDestinations.create(given);
    for (const given of [
      { ...thin, enabled_events: ["transfer.created"] },
      { ...thin, enabled_events: ["v2.core.account.paid"] },
      { ...snapshot, enabled_events: ["v1.transfer.created"] },
      { ...snapshot, enabled_events: [] },
    ]) {
      await expect(create(given)).rejects.toMatchObject({ statusCode: 400 });
    }
    expect(await create({ ...thin, enabled_events: ["v1.transfer.created"] })).toMatchObject({
      status: "enabled",
    });
  });

  rule(
    "needs a name, a type, a form, events and a target",
    "docs.stripe.com/api/v2/core/event_destinations/create",
    async () => {
      const { stripe } = await simulate();
      for (const missing of [
        "name",
        "type",
        "event_payload",
        "enabled_events",
        "webhook_endpoint",
      ] as const) {
        const { [missing]: _, ...rest } = thin;
        await expect(stripe.v2.core.eventDestinations.create(rest as Given)).rejects.toMatchObject({
          statusCode: 400,
        });
      }
      const unreachable = { ...thin, webhook_endpoint: { url: "creators.example" } };
      await expect(stripe.v2.core.eventDestinations.create(unreachable)).rejects.toMatchObject({
        statusCode: 400,
      });
    },
  );

  rule(
    "can change everything but its transport, form and sources",
    "docs.stripe.com/api/v2/core/event_destinations/update",
    async () => {
      const { stripe, control, call } = await simulate();
      await control("POST", "/clock", { stands: true });
      const made = await stripe.v2.core.eventDestinations.create({ ...thin, metadata: { a: "1", b: "2" } });
      await control("POST", "/clock", { advanceSeconds: 60 });
      const changed = await stripe.v2.core.eventDestinations.update(made.id, {
        name: "Recipients",
        description: "",
        enabled_events: ["v2.core.account.closed"],
        metadata: { a: "" },
        webhook_endpoint: { url: `${url}/new` },
        include: ["webhook_endpoint.url"],
      });
      expect(changed).toMatchObject({
        name: "Recipients",
        description: "",
        enabled_events: ["v2.core.account.closed"],
        metadata: { b: "2" },
        webhook_endpoint: { url: `${url}/new` },
        created: made.created,
      });
      expect(Date.parse(changed.updated) - Date.parse(made.updated)).toBe(60_000);
      const refused = await call(`/v2/core/event_destinations/${made.id}`, '{"event_payload": "snapshot"}', {
        "Content-Type": "application/json",
      });
      expect(refused.status).toBe(400);
    },
  );

  rule(
    "is disabled and enabled again",
    "docs.stripe.com/api/v2/core/event_destinations/disable",
    async () => {
      const hook = await webhookListener();
      const { stripe } = await simulate();
      const { eventDestinations } = stripe.v2.core;
      const { id } = await eventDestinations.create({ ...snapshot, webhook_endpoint: { url: hook.url } });
      expect(await eventDestinations.disable(id)).toMatchObject({
        status: "disabled",
        status_details: { disabled: { reason: "user" } },
      });
      await stripe.topups.create({ amount: 1, currency: "usd" });
      const enabled = await eventDestinations.enable(id);
      expect(enabled.status).toBe("enabled");
      expect(enabled.status_details?.disabled).toBeUndefined();
      const heard = await stripe.topups.create({ amount: 2, currency: "usd" });
      await eventually(() => hook.events()).toMatchObject([{ data: { object: { id: heard.id } } }]);
    },
  );

  rule("that is deleted is gone", "docs.stripe.com/api/v2/core/event_destinations/delete", async () => {
    const { stripe } = await simulate();
    const { eventDestinations } = stripe.v2.core;
    const { id } = await eventDestinations.create(thin);
    const { lastResponse: _, ...gone } = await eventDestinations.del(id);
    expect(gone).toEqual({ id, object: "v2.core.event_destination" });
    await expect(eventDestinations.retrieve(id)).rejects.toMatchObject({ statusCode: 404 });
    await expect(eventDestinations.enable(id)).rejects.toMatchObject({ statusCode: 404 });
    expect((await eventDestinations.list()).data).toEqual([]);
  });

  rule("is listed, newest first, page by page", "stripe-node autoPagination.js", async () => {
    const { stripe } = await simulate();
    const { eventDestinations } = stripe.v2.core;
    const ids: string[] = [];
    for (let made = 0; made < 5; made += 1) ids.push((await eventDestinations.create(thin)).id);
    await eventDestinations.del(ids.splice(2, 1)[0] ?? "");
    const first = await eventDestinations.list({ limit: 2, include: ["webhook_endpoint.url"] });
    expect(first.data.map(({ id }) => id)).toEqual(ids.toReversed().slice(0, 2));
    expect(first.next_page_url).toMatch(/^\/v2\/core\/event_destinations\?.*page=/);
    expect(first.previous_page_url).toBeNull();
    const all: Stripe.V2.Core.EventDestination[] = [];
    for await (const destination of eventDestinations.list({
      limit: 2,
      include: ["webhook_endpoint.url"],
    })) {
      all.push(destination);
    }
    expect(all.map(({ id }) => id)).toEqual(ids.toReversed());
    expect(all.every(({ webhook_endpoint: target }) => target?.url === url)).toBe(true);
  });

  rule("counts as one of the 16 that test mode allows", "proudcity/wp-proudcity#2862", async () => {
    const { stripe } = await simulate();
    for (let made = 0; made < 8; made += 1) {
      await stripe.v2.core.eventDestinations.create(thin);
      await stripe.webhookEndpoints.create({ url, enabled_events: ["*"] });
    }
    await expect(stripe.v2.core.eventDestinations.create(thin)).rejects.toMatchObject({
      statusCode: 400,
      message: matching(/maximum of 16/),
    });
  });

  assumption("for snapshots has one source", async () => {
    const { stripe } = await simulate();
    const both = { ...snapshot, events_from: ["@self", "@accounts"] };
    await expect(stripe.v2.core.eventDestinations.create(both)).rejects.toMatchObject({ statusCode: 400 });
    await expect(stripe.v2.core.eventDestinations.create({ ...both, ...thin })).resolves.toBeDefined();
  });
});
