import type Stripe from "stripe";
import { describe, expect } from "vitest";
import { matching, simulate, type TestSimulator } from "../simulator.ts";
import { rule } from "./rule.ts";

const daySeconds = 86_400;

async function topUp({ stripe }: TestSimulator, count = 1): Promise<void> {
  for (let made = 0; made < count; made += 1) await stripe.topups.create({ amount: 1, currency: "usd" });
}

const typesOf = ({ data }: { readonly data: readonly Stripe.Event[] }) => data.map(({ type }) => type);

describe("an event", () => {
  rule("says what happened, when, and by which request", "docs.stripe.com/api/events/object", async () => {
    const { stripe } = await simulate();
    const topup = await stripe.topups.create({ amount: 7, currency: "usd" }, { idempotencyKey: "k-1" });
    const { data } = await stripe.events.list({ type: "topup.created" });
    expect(data).toEqual([
      {
        id: matching(/^evt_\w+$/),
        object: "event",
        api_version: "2026-10-28.endive",
        created: topup.created,
        data: { object: expect.objectContaining({ id: topup.id, object: "topup", amount: 7 }) as unknown },
        livemode: false,
        pending_webhooks: 0,
        request: { id: topup.lastResponse.requestId, idempotency_key: "k-1" },
        type: "topup.created",
      },
    ]);
  });

  rule("keeps the object as it was then", "docs.stripe.com/api/events", async () => {
    const { stripe, control, readyAccount } = await simulate();
    await control("POST", "/balance", { add: { usd: 100 } });
    const transfer = await stripe.transfers.create({
      amount: 100,
      currency: "usd",
      destination: await readyAccount(),
      metadata: { stage: "made" },
    });
    await stripe.transfers.update(transfer.id, { metadata: { stage: "changed" } });
    await stripe.transfers.createReversal(transfer.id, { amount: 30 });
    const { data } = await stripe.events.list({ type: "transfer.created" });
    expect(data).toMatchObject([
      { data: { object: { id: transfer.id, amount_reversed: 0, metadata: { stage: "made" } } } },
    ]);
    expect(data[0]?.data).not.toHaveProperty("previous_attributes");
  });

  rule(
    "of an update has the former values of what changed, and of nothing else",
    "stripe-node resources/Events.d.ts",
    async () => {
      const { stripe, control, readyAccount } = await simulate();
      await control("POST", "/balance", { add: { usd: 100 } });
      const { id } = await stripe.transfers.create({
        amount: 100,
        currency: "usd",
        destination: await readyAccount(),
        description: "before",
        metadata: { a: "1" },
      });
      await stripe.transfers.update(id, { description: "after" });
      const { data } = await stripe.events.list({ type: "transfer.updated" });
      expect(data.map((event) => event.data.previous_attributes)).toEqual([{ description: "before" }]);
    },
  );

  rule(
    "that no request caused names none",
    "docs.stripe.com/api/events/object#event_object-request",
    async () => {
      const { stripe, control } = await simulate();
      await control("POST", "/clock", { stands: true });
      await control("POST", "/balance", { pending: { usd: 500 }, pendingSeconds: 60 });
      await control("POST", "/clock", { advanceSeconds: 60 });
      const { data } = await stripe.events.list({ type: "balance.available" });
      expect(data).toMatchObject([{ request: { id: null, idempotency_key: null } }]);
    },
  );

  rule(
    "of a connected account names it, and the platform's own names none",
    "docs.stripe.com/connect/webhooks",
    async () => {
      const { stripe, control, readyAccount } = await simulate();
      const id = await readyAccount();
      await control("PATCH", `/accounts/${id}`, { payoutsEnabled: false });
      await topUp({ stripe } as TestSimulator);
      const connected = await stripe.events.list({ type: "account.updated" }, { stripeAccount: id });
      expect(connected.data).toMatchObject([{ account: id, context: id }]);
      for (const event of (await stripe.events.list()).data) {
        expect(event).not.toHaveProperty("account");
        expect(event).not.toHaveProperty("context");
      }
    },
  );
});

describe("the list of events", () => {
  rule(
    "is the platform's own, or with Stripe-Account that account's",
    "docs.stripe.com/connect/authentication",
    async () => {
      const simulator = await simulate();
      const { stripe, control, readyAccount } = simulator;
      const [one, other] = [await readyAccount(), await readyAccount()];
      await topUp(simulator);
      for (const id of [one, other]) await control("PATCH", `/accounts/${id}`, { payoutsEnabled: false });
      const own = await stripe.events.list();
      const ofOne = await stripe.events.list({}, { stripeAccount: one });
      expect(typesOf(own)).toEqual(["balance.available", "topup.succeeded", "topup.created"]);
      expect(ofOne.data.map(({ account }) => account)).toEqual([one]);
      const [foreign] = ofOne.data;
      await expect(stripe.events.retrieve(foreign?.id ?? "")).rejects.toMatchObject({
        statusCode: 404,
        code: "resource_missing",
      });
    },
  );

  rule("is newest first and pages both ways", "docs.stripe.com/api/pagination", async () => {
    const simulator = await simulate();
    const { stripe } = simulator;
    await topUp(simulator, 2);
    const all = await stripe.events.list({ limit: 100 });
    const ids = all.data.map(({ id }) => id);
    expect(ids).toHaveLength(6);
    const first = await stripe.events.list({ limit: 4 });
    expect(first.data.map(({ id }) => id)).toEqual(ids.slice(0, 4));
    expect(first.has_more).toBe(true);
    const second = await stripe.events.list({ limit: 4, starting_after: ids[3] ?? "" });
    expect(second.data.map(({ id }) => id)).toEqual(ids.slice(4));
    expect(second.has_more).toBe(false);
    const back = await stripe.events.list({ limit: 2, ending_before: ids[4] ?? "" });
    expect(back.data.map(({ id }) => id)).toEqual(ids.slice(2, 4));
    const paged = await stripe.events.list({ limit: 1 }).autoPagingToArray({ limit: 100 });
    expect(paged.map(({ id }) => id)).toEqual(ids);
  });

  rule(
    "takes a type, or a group of types with *",
    "docs.stripe.com/api/events/list#list_events-type",
    async () => {
      const simulator = await simulate();
      const { stripe } = simulator;
      await topUp(simulator);
      expect(typesOf(await stripe.events.list({ type: "topup.created" }))).toEqual(["topup.created"]);
      expect(typesOf(await stripe.events.list({ type: "topup.*" }))).toEqual([
        "topup.succeeded",
        "topup.created",
      ]);
      expect(typesOf(await stripe.events.list({ type: "topup.canceled" }))).toEqual([]);
    },
  );

  rule("takes up to 20 types", "FriendlyCaptcha/friendly-stripe-sync#20", async () => {
    const simulator = await simulate();
    const { stripe } = simulator;
    await topUp(simulator);
    const twenty = ["topup.created", "balance.available", ...Array.from({ length: 18 }, () => "payout.paid")];
    expect(typesOf(await stripe.events.list({ types: twenty }))).toEqual([
      "balance.available",
      "topup.created",
    ]);
    await expect(stripe.events.list({ types: [...twenty, "payout.failed"] })).rejects.toMatchObject({
      statusCode: 400,
      type: "StripeInvalidRequestError",
      param: "types",
    });
  });

  rule("takes either type or types", "stripe-node resources/Events.d.ts", async () => {
    const { stripe } = await simulate();
    const both = stripe.events.list({ type: "topup.created", types: ["topup.created"] });
    await expect(both).rejects.toMatchObject({ statusCode: 400, code: "parameters_exclusive" });
  });

  rule("can be narrowed by created", "docs.stripe.com/api/events/list#list_events-created", async () => {
    const simulator = await simulate();
    const { stripe, control } = simulator;
    await control("POST", "/clock", { stands: true });
    await topUp(simulator);
    await control("POST", "/clock", { advanceSeconds: 10 });
    await topUp(simulator);
    const [newest] = (await stripe.events.list({ limit: 1 })).data;
    const seconds = newest?.created ?? 0;
    const countOf = async (created: Stripe.RangeQueryParam) =>
      (await stripe.events.list({ created, limit: 100 })).data.length;
    expect(await countOf({ gte: seconds })).toBe(3);
    expect(await countOf({ gt: seconds })).toBe(0);
    expect(await countOf({ lt: seconds })).toBe(3);
    expect(await countOf({ lte: seconds, gte: seconds - 10 })).toBe(6);
  });

  rule("goes back 30 days, and so does a single event", "docs.stripe.com/api/events", async () => {
    const simulator = await simulate();
    const { stripe, control } = simulator;
    await control("POST", "/clock", { stands: true });
    await topUp(simulator);
    const [event] = (await stripe.events.list()).data;
    const id = event?.id ?? "";
    await control("POST", "/clock", { advanceSeconds: 30 * daySeconds - 1 });
    expect((await stripe.events.retrieve(id)).id).toBe(id);
    await control("POST", "/clock", { advanceSeconds: 1 });
    expect((await stripe.events.list()).data).toEqual([]);
    await expect(stripe.events.retrieve(id)).rejects.toMatchObject({
      statusCode: 404,
      code: "resource_missing",
      param: "id",
    });
  });

  rule("refuses an unknown event and an unknown parameter", "docs.stripe.com/api/errors", async () => {
    const { call } = await simulate();
    const missing = await call("/v1/events/evt_none");
    expect(missing).toMatchObject({ status: 404, error: { code: "resource_missing", param: "id" } });
    expect(missing.error.message).toBe("No such event: 'evt_none'");
    expect(await call("/v1/events?kind=topup.created")).toMatchObject({
      status: 400,
      error: { code: "parameter_unknown", param: "kind" },
    });
  });
});
