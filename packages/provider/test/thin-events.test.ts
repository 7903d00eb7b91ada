import { describe, expect, test } from "vitest";
import { ProviderUnavailable, stripeEvent, type StripeEvent } from "../src/index.ts";
import { answers, refuses, refusesV2, stripeThat } from "./stripe-that.ts";

function thin(id: string, created: string, more: object = {}) {
  return {
    id,
    object: "v2.core.event",
    type: "v2.core.account[requirements].updated",
    created,
    livemode: false,
    context: "acct_1",
    related_object: { id: "acct_1", type: "v2.core.account", url: "/v2/core/accounts/acct_1" },
    ...more,
  };
}

function read(payload: object): StripeEvent {
  const event = stripeEvent(payload);
  if (event === null) throw new Error("Not an event");
  return event;
}

const createdFrom = new Date("2026-12-01T02:00:00Z");

describe("thin events that no webhook brought", () => {
  test("are read page by page until they are too old", async () => {
    const next = "/v2/core/events?limit=100&page=page_2";
    const { server, provider } = await stripeThat([
      answers(200, {
        data: [thin("evt_3", "2026-12-01T02:00:02.500Z")],
        next_page_url: next,
        previous_page_url: null,
      }),
      answers(200, {
        data: [thin("evt_2", "2026-12-01T02:00:00Z"), thin("evt_1", "2026-12-01T01:59:59.999Z")],
        next_page_url: "/v2/core/events?limit=100&page=page_3",
        previous_page_url: null,
      }),
    ]);
    const pages: string[][] = [];
    for await (const events of provider.listThinEvents({
      createdFrom,
      objectId: "acct_1",
      accountId: "acct_1",
    }))
      pages.push(events.map(({ id }) => id));
    expect(pages).toEqual([["evt_3"], ["evt_2"]]);
    expect(server.seen.map(({ account }) => account)).toEqual(["acct_1", "acct_1"]);
    expect(server.seen.map(({ path }) => path)).toEqual(["/v2/core/events?limit=100&object_id=acct_1", next]);
  });

  test.for([
    { when: "a page is no list", body: { object: "list" } },
    {
      when: "the next page is at another server",
      body: {
        data: [thin("evt_1", "2026-12-02T00:00:00Z")],
        next_page_url: "https://example.com/v2/core/events?x",
      },
    },
  ])("are not the whole list when $when", async ({ body }) => {
    const { provider } = await stripeThat([answers(200, body)]);
    const walk = async () => {
      for await (const events of provider.listThinEvents({ createdFrom })) expect(events).toHaveLength(1);
    };
    await expect(walk()).rejects.toThrow(ProviderUnavailable);
  });
});

describe("what a thin event is about", () => {
  const event = thin("evt_1", "2026-12-01T02:00:00Z");

  test("is fetched in its account's name, as it is now", async () => {
    const { server, provider } = await stripeThat([
      answers(200, { id: "acct_1", object: "v2.core.account", closed: false }),
    ]);
    expect(await provider.readThinEventObject(read(event))).toEqual({
      kind: "object",
      object: { id: "acct_1", object: "v2.core.account", closed: false },
    });
    expect(server.seen[0]).toMatchObject({
      method: "GET",
      path: "/v2/core/accounts/acct_1",
      account: "acct_1",
    });
  });

  test.for([
    { reaction: refusesV2(404, "not_found"), reason: "not_found" },
    { reaction: refuses(403, { code: "account_invalid" }), reason: "account_invalid" },
  ])("may be gone: $reason", async ({ reaction, reason }) => {
    const { provider } = await stripeThat([reaction]);
    expect(await provider.readThinEventObject(read(event))).toEqual({ kind: "gone", reason });
  });

  test.for([
    { when: "it names none", payload: thin("evt_1", event.created, { related_object: null }) },
    {
      when: "its address is at another server",
      payload: thin("evt_1", event.created, {
        related_object: { id: "x", type: "y", url: "//example.com/v1/x" },
      }),
    },
    {
      when: "it is a snapshot",
      payload: {
        id: "evt_1",
        object: "event",
        type: "x.y",
        created: 1,
        related_object: event.related_object,
      },
    },
  ])("is not asked for when $when", async ({ payload }) => {
    const { server, provider } = await stripeThat([answers(200, {})]);
    expect(await provider.readThinEventObject(read(payload))).toEqual({ kind: "none" });
    expect(server.seen).toEqual([]);
  });
});
