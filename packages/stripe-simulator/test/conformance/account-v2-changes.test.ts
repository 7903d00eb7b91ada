import { describe, expect } from "vitest";
import { simulate, type TestSimulator } from "../simulator.ts";
import { recipient } from "./invented-owner.ts";
import { assumption, rule } from "./rule.ts";

/** Types of the thin events of an account, oldest first. */
async function thinEvents({ stripe }: TestSimulator, account: string): Promise<string[]> {
  const events = await stripe.v2.core.events
    .list({ object_id: account }, { stripeContext: account })
    .autoPagingToArray({ limit: 100 });
  return events.map(({ type }) => type).toReversed();
}

describe("updating and closing a v2 account", () => {
  rule(
    "a configuration that is no longer applied gives its capabilities back",
    "stripe-node V2/Core/Accounts.d.ts",
    async () => {
      const { stripe } = await simulate();
      const { id } = await stripe.v2.core.accounts.create(recipient);
      const account = await stripe.v2.core.accounts.update(id, {
        configuration: { recipient: { applied: false } },
        include: ["configuration.recipient"],
      });
      expect(account).toMatchObject({ applied_configurations: [], configuration: { recipient: null } });
      expect((await stripe.accounts.retrieve(id)).capabilities).toEqual({});
    },
  );

  rule(
    "it is closed only when all of its configurations are named",
    "stripe-node V2/Core/Accounts.d.ts",
    async () => {
      const { stripe } = await simulate();
      const { id } = await stripe.v2.core.accounts.create(recipient);
      await expect(stripe.v2.core.accounts.close(id)).rejects.toMatchObject({
        statusCode: 400,
        code: "configs_must_match_to_close",
      });
      expect(
        await stripe.v2.core.accounts.close(id, { applied_configurations: ["recipient"] }),
      ).toMatchObject({ id, closed: true });
      expect((await stripe.v2.core.accounts.list()).data).toEqual([]);
      expect((await stripe.v2.core.accounts.list({ closed: true })).data).toMatchObject([{ id }]);
    },
  );

  rule("it is not closed with money in it", "docs.stripe.com/api/v2/core/accounts/close", async () => {
    const { stripe, control } = await simulate();
    const { id } = await stripe.v2.core.accounts.create(recipient);
    await control("PATCH", `/accounts/${id}`, { balance: { usd: 5 } });
    await expect(
      stripe.v2.core.accounts.close(id, { applied_configurations: ["recipient"] }),
    ).rejects.toMatchObject({ code: "cannot_delete_account_with_balance" });
  });

  rule(
    "lists page by URL, at most 20 at once, and filter by configuration",
    "docs.stripe.com/api/v2/core/accounts/list",
    async () => {
      const { stripe, call } = await simulate();
      const ids: string[] = [];
      for (let made = 0; made < 3; made += 1) ids.push((await stripe.v2.core.accounts.create(recipient)).id);
      await stripe.v2.core.accounts.create({ display_name: "Nobody" });
      const first = await stripe.v2.core.accounts.list({ limit: 2, applied_configurations: ["recipient"] });
      expect(first.next_page_url).toContain("/v2/core/accounts?");
      expect(first.data.map(({ id }) => id)).toEqual([ids[2], ids[1]]);
      const all = await stripe.v2.core.accounts
        .list({ limit: 2, applied_configurations: ["recipient"] })
        .autoPagingToArray({ limit: 10 });
      expect(all.map(({ id }) => id)).toEqual(ids.toReversed());
      expect((await call("/v2/core/accounts?limit=21")).status).toBe(400);
    },
  );
});

describe("thin events of an account", () => {
  rule(
    "tell its birth, and every part that changed",
    "docs.stripe.com/api/v2/core/accounts/event-types",
    async () => {
      const simulator = await simulate();
      const { stripe, control } = simulator;
      const { id } = await stripe.v2.core.accounts.create(recipient);
      expect(await thinEvents(simulator, id)).toEqual(["v2.core.account.created"]);
      await control("POST", `/accounts/${id}/onboard`, { outcome: "complete" });
      expect((await thinEvents(simulator, id)).slice(1)).toEqual([
        "v2.core.account[identity].updated",
        "v2.core.account[defaults].updated",
        "v2.core.account[requirements].updated",
        "v2.core.account[configuration.recipient].capability_status_updated",
        "v2.core.account[configuration.recipient].capability_status_updated",
      ]);
    },
  );

  rule(
    "name the capability whose status changed, and the account to read",
    "stripe-node V2/Core/Events.d.ts",
    async () => {
      const { stripe, control } = await simulate();
      const { id } = await stripe.v2.core.accounts.create(recipient);
      await control("POST", `/accounts/${id}/onboard`, { outcome: "complete" });
      const events = await stripe.v2.core.events
        .list({ object_id: id }, { stripeContext: id })
        .autoPagingToArray({ limit: 100 });
      const statuses = events.filter(({ type }) => type.endsWith("capability_status_updated"));
      expect(statuses.map((event) => ("data" in event ? event.data : null))).toEqual(
        expect.arrayContaining([
          { updated_capability: "stripe_balance.stripe_transfers" },
          { updated_capability: "stripe_balance.payouts" },
        ]),
      );
      expect(statuses[0]).toMatchObject({
        context: id,
        related_object: { id, type: "v2.core.account", url: `/v2/core/accounts/${id}` },
      });
    },
  );

  rule(
    "tell of a changed name, and of nothing when nothing changed",
    "docs.stripe.com/api/v2/core/accounts/event-types",
    async () => {
      const simulator = await simulate();
      const { id } = await simulator.stripe.v2.core.accounts.create(recipient);
      await simulator.stripe.v2.core.accounts.update(id, { display_name: "Nova Nova" });
      await simulator.stripe.v2.core.accounts.update(id, { display_name: "Nova Nova" });
      expect(await thinEvents(simulator, id)).toEqual(["v2.core.account.created", "v2.core.account.updated"]);
    },
  );

  assumption("a v1 account has them as well, beside account.updated", async () => {
    const simulator = await simulate();
    const { id } = await simulator.stripe.accounts.create({
      type: "express",
      capabilities: { transfers: { requested: true } },
    });
    await simulator.stripe.accounts.update(id, { email: "nova@creators.example" });
    expect(await thinEvents(simulator, id)).toEqual(["v2.core.account.created", "v2.core.account.updated"]);
  });
});
