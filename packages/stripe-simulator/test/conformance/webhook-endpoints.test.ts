import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, expect } from "vitest";
import { eventTypes, thinEventTypes } from "../../src/events/event-types.ts";
import { apiVersions } from "../../src/protocol/api-version.ts";
import { eventually } from "../eventually.ts";
import { matching, simulate } from "../simulator.ts";
import { webhookListener } from "../webhook-listener.ts";
import { rule } from "./rule.ts";

const url = "https://creators.example/hook";

async function clientTypes(file: string): Promise<string> {
  const entry = createRequire(import.meta.url).resolve("stripe");
  return readFile(join(dirname(dirname(entry)), "esm/resources", file), "utf8");
}

const quoted = (text: string): string[] => [...text.matchAll(/'([^']+)'/g)].map(([, name]) => name ?? "");

describe("a webhook endpoint", () => {
  rule(
    "is shown whole, and its secret at creation only",
    "docs.stripe.com/api/webhook_endpoints/object",
    async () => {
      const { stripe } = await simulate();
      const { lastResponse, ...made } = await stripe.webhookEndpoints.create({
        url,
        enabled_events: ["payout.paid", "payout.failed"],
        description: "payouts",
        metadata: { team: "money" },
      });
      expect(lastResponse.statusCode).toBe(200);
      expect(made).toEqual({
        id: matching(/^we_\w+$/),
        object: "webhook_endpoint",
        api_version: null,
        application: null,
        created: expect.any(Number) as unknown,
        description: "payouts",
        enabled_events: ["payout.paid", "payout.failed"],
        livemode: false,
        metadata: { team: "money" },
        secret: matching(/^whsec_\w{32}$/),
        status: "enabled",
        url,
      });
      expect(await stripe.webhookEndpoints.retrieve(made.id)).not.toHaveProperty("secret");
      expect((await stripe.webhookEndpoints.list()).data[0]).not.toHaveProperty("secret");
      expect(await stripe.webhookEndpoints.update(made.id, { description: "" })).not.toHaveProperty("secret");
    },
  );

  rule("needs a url and events", "docs.stripe.com/api/webhook_endpoints/create", async () => {
    const { call } = await simulate();
    expect(await call("/v1/webhook_endpoints", `enabled_events[]=*`)).toMatchObject({
      status: 400,
      error: { code: "parameter_missing", param: "url" },
    });
    expect(await call("/v1/webhook_endpoints", `url=${url}`)).toMatchObject({
      status: 400,
      error: { code: "parameter_missing", param: "enabled_events" },
    });
    expect(await call("/v1/webhook_endpoints", `url=${url}&enabled_events=`)).toMatchObject({
      status: 400,
      error: { code: "parameter_invalid_empty", param: "enabled_events" },
    });
  });

  rule("has a url with a scheme", "docs.stripe.com/api/webhook_endpoints/create", async () => {
    const { stripe } = await simulate();
    for (const bad of ["creators.example/hook", "//creators.example", "/hook"]) {
      await expect(stripe.webhookEndpoints.create({ url: bad, enabled_events: ["*"] })).rejects.toMatchObject(
        {
          statusCode: 400,
          code: "url_invalid",
          param: "url",
          message: "Invalid URL: An explicit scheme (such as https) must be provided.",
        },
      );
    }
    for (const bad of ["ftp://creators.example", "https://", "mailto:a@creators.example"]) {
      await expect(stripe.webhookEndpoints.create({ url: bad, enabled_events: ["*"] })).rejects.toMatchObject(
        {
          statusCode: 400,
          code: "url_invalid",
        },
      );
    }
  });

  rule(
    "listens to the events that the client's types name, and to no others",
    "stripe-node resources/WebhookEndpoints.d.ts",
    async () => {
      const types = await clientTypes("WebhookEndpoints.d.ts");
      const named = quoted(/type EnabledEvent = ([^;]+);/.exec(types)?.[1] ?? "").filter(
        (name) => name !== "*",
      );
      expect([...eventTypes].toSorted()).toEqual(named.toSorted());
      expect([...apiVersions]).toEqual(quoted(/type ApiVersion = ([^;]+);/.exec(types)?.[1] ?? ""));
      const { stripe, call } = await simulate();
      const made = await stripe.webhookEndpoints.create({ url, enabled_events: ["transfer.created", "*"] });
      expect(made.enabled_events).toEqual(["transfer.created", "*"]);
      const refused = await call("/v1/webhook_endpoints", `url=${url}&enabled_events[0]=transfer.paid`);
      expect(refused).toMatchObject({ status: 400, error: { param: "enabled_events[0]" } });
      expect(refused.error.message).toMatch(/^Invalid enabled_events\[0\]: must be one of \*, account\./);
    },
  );

  rule("knows the client's thin events", "stripe-node resources/V2/Core/Events.d.ts", async () => {
    const types = await clientTypes("V2/Core/Events.d.ts");
    const named = [...types.matchAll(/^ {4}type: '(v[12]\.[^']+)';/gm)].map(([, name]) => name ?? "");
    expect([...thinEventTypes].toSorted()).toEqual([...new Set(named)].toSorted());
  });

  rule(
    "has a version of its own, which its events are rendered in",
    "docs.stripe.com/api/webhook_endpoints/object#webhook_endpoint_object-api_version",
    async () => {
      const hook = await webhookListener();
      const { stripe, call } = await simulate();
      const made = await stripe.webhookEndpoints.create({
        url: hook.url,
        enabled_events: ["topup.created"],
        api_version: "2024-04-10",
      });
      expect(made.api_version).toBe("2024-04-10");
      await stripe.topups.create({ amount: 1, currency: "usd" });
      await eventually(() => hook.events()).toMatchObject([{ api_version: "2024-04-10" }]);
      expect((await stripe.events.list({ type: "topup.created" })).data[0]?.api_version).toBe(
        "2026-10-28.endive",
      );
      expect(
        await call("/v1/webhook_endpoints", `url=${url}&enabled_events[]=*&api_version=2020-13-41`),
      ).toMatchObject({
        status: 400,
        error: { param: "api_version" },
      });
    },
  );

  rule(
    "can change its url, events, description and metadata, but not its version or kind",
    "docs.stripe.com/api/webhook_endpoints/update",
    async () => {
      const { stripe, call } = await simulate();
      const { id } = await stripe.webhookEndpoints.create({
        url,
        enabled_events: ["*"],
        description: "before",
        metadata: { a: "1", b: "2" },
      });
      expect(
        await stripe.webhookEndpoints.update(id, {
          url: `${url}/new`,
          enabled_events: ["payout.paid"],
          description: "",
          metadata: { a: "", c: "3" },
        }),
      ).toMatchObject({
        url: `${url}/new`,
        enabled_events: ["payout.paid"],
        description: null,
        metadata: { b: "2", c: "3" },
      });
      for (const param of ["api_version", "connect"]) {
        expect(await call(`/v1/webhook_endpoints/${id}`, `${param}=true`)).toMatchObject({
          status: 400,
          error: { code: "parameter_unknown", param },
        });
      }
    },
  );

  rule(
    "hears nothing of what happens while it is disabled, not later either",
    "docs.stripe.com/webhooks#event-delivery-behaviors",
    async () => {
      const hook = await webhookListener();
      const { stripe } = await simulate();
      const { id } = await stripe.webhookEndpoints.create({
        url: hook.url,
        enabled_events: ["topup.created"],
      });
      expect(await stripe.webhookEndpoints.update(id, { disabled: true })).toMatchObject({
        status: "disabled",
      });
      await stripe.topups.create({ amount: 1, currency: "usd" });
      expect(await stripe.webhookEndpoints.update(id, { disabled: false })).toMatchObject({
        status: "enabled",
      });
      const heard = await stripe.topups.create({ amount: 2, currency: "usd" });
      await eventually(() => hook.events().map(({ data }) => data.object)).toMatchObject([{ id: heard.id }]);
    },
  );

  rule("that is deleted is gone", "docs.stripe.com/api/webhook_endpoints/delete", async () => {
    const { stripe, control } = await simulate();
    const { id } = await stripe.webhookEndpoints.create({
      url: "http://127.0.0.1:9/",
      enabled_events: ["*"],
    });
    await control("POST", "/clock", { stands: true });
    await stripe.topups.create({ amount: 1, currency: "usd" });
    await expect
      .poll(() => control("GET", "/deliveries?status=pending"))
      .toMatchObject({ counts: { failed: 3 } });
    const { lastResponse: _, ...gone } = await stripe.webhookEndpoints.del(id);
    expect(gone).toEqual({ id, object: "webhook_endpoint", deleted: true });
    expect(await control("GET", "")).toMatchObject({ undelivered: 0 });
    const missing = { statusCode: 404, code: "resource_missing", param: "id" };
    await expect(stripe.webhookEndpoints.retrieve(id)).rejects.toMatchObject(missing);
    await expect(stripe.webhookEndpoints.del(id)).rejects.toMatchObject(missing);
    expect((await stripe.webhookEndpoints.list()).data).toEqual([]);
  });

  rule("has up to 15 others in test mode", "proudcity/wp-proudcity#2862", async () => {
    const { stripe } = await simulate();
    const ids: string[] = [];
    for (let made = 0; made < 16; made += 1) {
      ids.push((await stripe.webhookEndpoints.create({ url, enabled_events: ["*"] })).id);
    }
    await expect(stripe.webhookEndpoints.create({ url, enabled_events: ["*"] })).rejects.toMatchObject({
      statusCode: 400,
      rawType: "invalid_request_error",
      code: undefined,
      message: "You have reached the maximum of 16 test webhook endpoints.",
    });
    const listed = await stripe.webhookEndpoints.list({ limit: 5 }).autoPagingToArray({ limit: 100 });
    expect(listed.map(({ id }) => id)).toEqual(ids.toReversed());
    await stripe.webhookEndpoints.del(ids[0] ?? "");
    await expect(stripe.webhookEndpoints.create({ url, enabled_events: ["*"] })).resolves.toBeDefined();
  });
});
