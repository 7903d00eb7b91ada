import { describe, expect } from "vitest";
import { eventually } from "../eventually.ts";
import { simulate } from "../simulator.ts";
import { webhookListener } from "../webhook-listener.ts";
import { assumption, rule } from "./rule.ts";

describe("a secret that is rolled", () => {
  rule(
    "signs beside the new one until it expires, a day later at most",
    "docs.stripe.com/webhooks#roll-endpoint-secrets",
    async () => {
      const hook = await webhookListener();
      const { stripe, control } = await simulate();
      const { id, secret: former = "" } = await stripe.webhookEndpoints.create({
        url: hook.url,
        enabled_events: ["topup.created"],
      });
      await control("POST", "/clock", { stands: true });
      const { secret } = (await control("POST", `/webhook-endpoints/${id}/roll-secret`, {})) as {
        secret: string;
      };
      expect(secret).not.toBe(former);
      const verifies = (index: number, by: string): boolean => {
        const { body = "", signature = "" } = hook.received[index] ?? {};
        try {
          return stripe.webhooks.constructEvent(body, signature, by).type === "topup.created";
        } catch {
          return false;
        }
      };
      const countOf = (index: number) => hook.received[index]?.signature.match(/v1=/g)?.length;
      await control("POST", "/clock", { advanceSeconds: 86_399 });
      await stripe.topups.create({ amount: 1, currency: "usd" });
      await eventually(() => hook.received.length).toBe(1);
      expect([countOf(0), verifies(0, secret), verifies(0, former)]).toEqual([2, true, true]);
      await control("POST", "/clock", { advanceSeconds: 1 });
      await stripe.topups.create({ amount: 1, currency: "usd" });
      await eventually(() => hook.received.length).toBe(2);
      expect([countOf(1), verifies(1, secret), verifies(1, former)]).toEqual([1, true, false]);
      expect(
        await control("POST", `/webhook-endpoints/${id}/roll-secret`, { expiresInSeconds: 86_401 }),
      ).toMatchObject({ error: { param: "expiresInSeconds" } });
    },
  );

  rule("may expire at once", "docs.stripe.com/webhooks#roll-endpoint-secrets", async () => {
    const hook = await webhookListener();
    const { stripe, control } = await simulate();
    const { id } = await stripe.webhookEndpoints.create({ url: hook.url, enabled_events: ["topup.created"] });
    const rolled = await control("POST", `/webhook-endpoints/${id}/roll-secret`, {
      expiresInSeconds: 0,
      secret: "whsec_chosen",
    });
    expect(rolled).toMatchObject({ id, secret: "whsec_chosen" });
    await stripe.topups.create({ amount: 1, currency: "usd" });
    await eventually(() => hook.received.length).toBe(1);
    const { body = "", signature = "" } = hook.received[0] ?? {};
    expect(signature).toMatch(/^t=\d+,v1=[0-9a-f]{64},v0=[0-9a-f]{64}$/);
    expect(() => stripe.webhooks.constructEvent(body, signature, "whsec_chosen")).not.toThrow();
  });

  assumption("is rolled twice within a day: all three sign", async () => {
    const hook = await webhookListener();
    const { stripe, control } = await simulate();
    const { id } = await stripe.webhookEndpoints.create({ url: hook.url, enabled_events: ["topup.created"] });
    for (let rolled = 0; rolled < 2; rolled += 1)
      await control("POST", `/webhook-endpoints/${id}/roll-secret`, {});
    await stripe.topups.create({ amount: 1, currency: "usd" });
    await eventually(() => hook.received[0]?.signature.match(/v1=/g)?.length).toBe(3);
  });
});
