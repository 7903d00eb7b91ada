import { describe, expect, test } from "vitest";
import { eventually } from "../eventually.ts";
import { simulate, type TestSimulator } from "../simulator.ts";
import { webhookListener } from "../webhook-listener.ts";
import { rule } from "./rule.ts";

/** A simulator whose clock stands, with a listener for `enabledEvents`. */
async function listening(enabledEvents = ["topup.created"]) {
  const hook = await webhookListener();
  const simulator = await simulate();
  await simulator.control("POST", "/clock", { stands: true });
  await simulator.control("POST", "/webhook-endpoints", {
    url: hook.url,
    secret: "whsec_faults",
    enabledEvents,
  });
  const topUps = async (count: number): Promise<string[]> => {
    const ids: string[] = [];
    for (let made = 0; made < count; made += 1) {
      ids.push((await simulator.stripe.topups.create({ amount: 1, currency: "usd" })).id);
    }
    return ids;
  };
  const seen = () => hook.events().map(({ data }) => (data.object as { readonly id: string }).id);
  return { ...simulator, hook, topUps, seen };
}

const faultOf = async ({ control }: Pick<TestSimulator, "control">) =>
  ((await control("GET", "/delivery-faults")) as { faults: Record<string, unknown>[] }).faults[0];

describe("as Stripe warns", () => {
  rule(
    "the same event can come more than once",
    "docs.stripe.com/webhooks#handle-duplicate-events",
    async () => {
      const { hook, control, topUps } = await listening();
      await control("POST", "/delivery-faults", { kind: "duplicate", times: 3 });
      await topUps(1);
      await eventually(() => hook.received.length).toBe(3);
      expect(new Set(hook.events().map(({ id }) => id)).size).toBe(1);
      await eventually(() => control("GET", "")).toMatchObject({ undelivered: 0 });
    },
  );

  rule("two events can tell of one fact", "docs.stripe.com/webhooks#handle-duplicate-events", async () => {
    const { hook, stripe, control, topUps, seen } = await listening();
    await control("POST", "/delivery-faults", { kind: "twin", match: { type: "topup.*" }, count: 1 });
    const [topup] = await topUps(1);
    await eventually(seen).toEqual([topup, topup]);
    expect(new Set(hook.events().map(({ id }) => id)).size).toBe(2);
    const { data } = await stripe.events.list({ type: "topup.created" });
    expect(data.map(({ id }) => id).toSorted()).toEqual(
      hook
        .events()
        .map(({ id }) => id)
        .toSorted(),
    );
  });

  rule(
    "events come in another order than they happened",
    "docs.stripe.com/webhooks#event-delivery-behaviors",
    async () => {
      const { control, topUps, seen } = await listening();
      await control("POST", "/delivery-faults", { kind: "reorder", hold: 4, seed: 7 });
      const ids = await topUps(4);
      await eventually(() => seen().length).toBe(4);
      expect(seen()).not.toEqual(ids);
      expect(seen().toSorted()).toEqual(ids.toSorted());
    },
  );

  rule(
    "an event can be found in the log that no webhook brought",
    "docs.stripe.com/webhooks/process-undelivered-events",
    async () => {
      const { stripe, control, topUps, seen } = await listening();
      await control("POST", "/delivery-faults", { kind: "lose", nth: 1 });
      const [lost, heard] = await topUps(2);
      await eventually(seen).toEqual([heard]);
      const { data } = await stripe.events.list({ type: "topup.created" });
      expect(data.map((event) => (event.data.object as { id: string }).id)).toEqual([heard, lost]);
      expect(await control("GET", "/deliveries?status=lost")).toMatchObject({
        deliveries: [{ event: data[1]?.id, status: "lost", attempts: 0 }],
        counts: { lost: 1, undelivered: 0 },
      });
    },
  );
});

describe("a delivery fault", () => {
  test("delays by the simulator's clock", async () => {
    const { control, topUps, seen } = await listening();
    await control("POST", "/delivery-faults", { kind: "delay", seconds: 90, count: 1 });
    const [late, prompt] = await topUps(2);
    await eventually(seen).toEqual([prompt]);
    await control("POST", "/clock", { advanceSeconds: 89 });
    expect(seen()).toEqual([prompt]);
    await control("POST", "/clock", { advanceSeconds: 1 });
    await eventually(seen).toEqual([prompt, late]);
  });

  test("that is switched off lets go of what it held", async () => {
    const { control, topUps, seen } = await listening();
    const { id } = await control("POST", "/delivery-faults", { kind: "reorder", hold: 100 });
    const ids = await topUps(3);
    expect(await faultOf({ control })).toMatchObject({ id, seen: 3, fired: 3, held: 3 });
    expect(await control("GET", "/deliveries?status=held")).toMatchObject({ counts: { undelivered: 3 } });
    expect(await control("DELETE", `/delivery-faults/${String(id)}`)).toMatchObject({ released: 3 });
    await eventually(() => seen().toSorted()).toEqual(ids.toSorted());
    expect(await control("GET", "/delivery-faults")).toEqual({ faults: [] });
    expect(await control("DELETE", `/delivery-faults/${String(id)}`)).toMatchObject({
      error: { code: "resource_missing" },
    });
  });

  test("hits by type and endpoint only what it names", async () => {
    const { stripe, control, hook, topUps } = await listening(["topup.created", "topup.succeeded"]);
    const [endpoint] = (await stripe.webhookEndpoints.list()).data;
    await control("POST", "/delivery-faults", {
      kind: "lose",
      match: { type: "topup.succeeded", endpoint: endpoint?.id },
    });
    await control("POST", "/delivery-faults", { kind: "lose", match: { endpoint: "we_other" } });
    await control("POST", "/delivery-faults", { kind: "lose", match: { account: "acct_other" } });
    await topUps(1);
    await eventually(() => hook.types()).toEqual(["topup.created"]);
    expect(await faultOf({ control })).toMatchObject({ seen: 1, fired: 1 });
  });

  test("by chance hits the same deliveries for the same seed", async () => {
    const fates = async (seed: number): Promise<number[]> => {
      const { control, topUps, seen } = await listening();
      await control("POST", "/delivery-faults", { kind: "lose", probability: 0.5, seed });
      const ids = await topUps(12);
      const fault = await faultOf({ control });
      await eventually(() => seen().length).toBe(12 - Number(fault?.["fired"]));
      return ids.flatMap((id, index) => (seen().includes(id) ? [index] : []));
    };
    const [one, same, other] = [await fates(1), await fates(1), await fates(2)];
    expect(same).toEqual(one);
    expect(other).not.toEqual(one);
  });

  test("adds to the others: twice, and in another order", async () => {
    const { control, topUps, seen } = await listening();
    await control("POST", "/delivery-faults", { kind: "duplicate" });
    await control("POST", "/delivery-faults", { kind: "reorder", hold: 6, seed: 3 });
    const ids = await topUps(3);
    await eventually(() => seen().length).toBe(6);
    expect(seen().toSorted()).toEqual([...ids, ...ids].toSorted());
    expect(seen()).not.toEqual(ids.flatMap((id) => [id, id]));
  });

  test("is refused when it is not known", async () => {
    const { control } = await simulate();
    expect(await control("POST", "/delivery-faults", { kind: "forget" })).toMatchObject({
      error: { param: "kind" },
    });
    expect(await control("POST", "/delivery-faults", { kind: "lose", probability: 2 })).toMatchObject({
      error: { param: "probability" },
    });
  });
});
