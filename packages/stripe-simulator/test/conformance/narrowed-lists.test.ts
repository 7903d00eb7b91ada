import { describe, expect } from "vitest";
import { idOf, matching } from "../simulator.ts";
import { funded } from "./funded.ts";
import { fundedAccount } from "./funded-account.ts";
import { rule } from "./rule.ts";

/** Transfers, reversals and payouts of one account in turns, all in one second. */
async function mixed() {
  const simulator = await funded();
  const { control, destination, readyAccount, stripe } = simulator;
  await control("POST", "/clock", { stands: true });
  const other = await readyAccount();
  for (let turn = 0; turn < 4; turn += 1) {
    const pay = (to: string, group: string) =>
      stripe.transfers.create({ amount: 1_000, currency: "usd", destination: to, transfer_group: group });
    const { id } = await pay(destination, "a");
    await pay(other, "a");
    await pay(destination, "b");
    await stripe.transfers.createReversal(id, { amount: 100 });
    await stripe.payouts.create({ amount: 50, currency: "usd" });
    await stripe.payouts.create({ amount: 100, currency: "usd" }, { stripeAccount: destination });
  }
  return { ...simulator, other };
}

type Paged = { readonly id: string };
type Pages = (request: { starting_after?: string; ending_before?: string }) => Promise<{
  readonly data: readonly Paged[];
  readonly has_more: boolean;
}>;

/** The ids of all pages forwards, and of all pages backwards from the oldest. */
async function bothWays(pages: Pages) {
  const forwards: string[] = [];
  for (let page = await pages({}); ; page = await pages({ starting_after: forwards.at(-1) ?? "" })) {
    forwards.push(...page.data.map(({ id }) => id));
    if (!page.has_more) break;
  }
  const backwards = forwards.slice(-1);
  for (;;) {
    const page = await pages({ ending_before: backwards[0] ?? "" });
    backwards.unshift(...page.data.map(({ id }) => id));
    if (!page.has_more) return { forwards, backwards };
  }
}

describe("The charges of a connected account", () => {
  rule(
    "have the payments among them that transfers are to it, once on their pages",
    "stripe/stripe-node#232",
    async () => {
      const facts = { capabilities: { transfers: "active", card_payments: "active" } };
      const { account, on, stripe, moveTo } = await fundedAccount({ amount: 0, facts });
      const expected: string[] = [];
      for (const now of ["2026-11-02T10:00:01Z", "2026-11-02T10:00:02Z", "2026-11-02T10:00:03Z"]) {
        await moveTo(now);
        const card = { amount: 500, currency: "usd", source: "tok_visa", transfer_group: "cards" };
        expected.push((await stripe.charges.create(card, on)).id);
        for (const amount of [1_000, 2_000]) {
          const transfer = await stripe.transfers.create({ amount, currency: "usd", destination: account });
          expected.push(idOf(transfer.destination_payment ?? null));
        }
      }
      const pages: Pages = (request) => stripe.charges.list({ limit: 2, ...request }, on);
      const newestFirst = expected.toReversed();
      expect(await bothWays(pages)).toEqual({ forwards: newestFirst, backwards: newestFirst });
      const { data } = await stripe.charges.list({ limit: 1 }, on);
      expect(data[0]).toMatchObject({ object: "charge", amount: 2_000, source_transfer: matching(/^tr_/) });
      expect((await stripe.charges.list({ transfer_group: "cards" }, on)).data).toHaveLength(3);
      expect((await stripe.charges.list()).data).toEqual([]);
    },
  );
});

describe("A list that is narrowed by what its objects are", () => {
  rule(
    "has every event of its types once on its pages, whichever way they are read",
    "docs.stripe.com/api/events/list",
    async () => {
      const { stripe } = await mixed();
      const types = ["transfer.created", "transfer.reversed"];
      const { data } = await stripe.events.list({ limit: 100 });
      const expected = data.filter(({ type }) => types.includes(type)).map(({ id }) => id);
      expect(expected).toHaveLength(16);
      const read = await bothWays((request) => stripe.events.list({ types, limit: 3, ...request }));
      expect(read).toEqual({ forwards: expected, backwards: expected });
      const group = await bothWays((request) =>
        stripe.events.list({ type: "transfer.*", limit: 5, ...request }),
      );
      expect(group).toEqual(read);
      expect((await stripe.events.list({ type: "transfer.updated" })).data).toEqual([]);
    },
  );

  rule(
    "goes on from an event of another type, as one that was read without the filter may be",
    "docs.stripe.com/api/events/list",
    async () => {
      const { stripe } = await mixed();
      const { data } = await stripe.events.list({ limit: 100 });
      const at = data.findIndex(({ type }) => type === "payout.created");
      const cursor = data[at]?.id ?? "";
      const reversed = (events: readonly { readonly id: string; readonly type: string }[]) =>
        events.filter(({ type }) => type === "transfer.reversed").map(({ id }) => id);
      const type = "transfer.reversed";
      const older = await stripe.events.list({ type, starting_after: cursor });
      expect(older.data.map(({ id }) => id)).toEqual(reversed(data.slice(at + 1)));
      const oldest = data.findLastIndex((event) => event.type === "payout.created");
      const newer = await stripe.events.list({ type, ending_before: data[oldest]?.id ?? "", limit: 2 });
      expect(newer.data.map(({ id }) => id)).toEqual(reversed(data.slice(0, oldest)).slice(-2));
      expect(newer.has_more).toBe(true);
    },
  );

  rule(
    "has every balance transaction of its type once on its pages, on both sides",
    "docs.stripe.com/api/balance_transactions/list",
    async () => {
      const { destination, stripe } = await mixed();
      const sides = [
        { options: {}, counts: { transfer: 12, transfer_refund: 4, payout: 4, topup: 1, payment: 0 } },
        {
          options: { stripeAccount: destination },
          counts: { payment: 8, payment_refund: 4, payout: 4, transfer: 0, transfer_refund: 0 },
        },
      ];
      for (const { options, counts } of sides) {
        const { data } = await stripe.balanceTransactions.list({ limit: 100 }, options);
        for (const [type, count] of Object.entries(counts)) {
          const expected = data.filter((row) => row.type === type).map(({ id }) => id);
          expect(expected).toHaveLength(count);
          const pages: Pages = (request) =>
            stripe.balanceTransactions.list({ type, limit: 3, ...request }, options);
          if (count === 0) expect(await pages({})).toMatchObject({ data: [], has_more: false });
          else expect(await bothWays(pages)).toEqual({ forwards: expected, backwards: expected });
        }
      }
    },
  );

  rule(
    "goes on from a balance transaction of another type",
    "docs.stripe.com/api/balance_transactions/list",
    async () => {
      const { stripe } = await mixed();
      const { data } = await stripe.balanceTransactions.list({ limit: 100 });
      const cursor = data.find(({ type }) => type === "transfer")?.id ?? "";
      const page = await stripe.balanceTransactions.list({ type: "payout", starting_after: cursor });
      expect(page.data).toHaveLength(3);
      const none = await stripe.balanceTransactions.list({ currency: "eur" });
      expect(none.data).toEqual([]);
    },
  );

  rule(
    "has every transfer of its destination and group once on its pages",
    "docs.stripe.com/api/transfers/list",
    async () => {
      const { destination, other, stripe } = await mixed();
      const { data } = await stripe.transfers.list({ limit: 100 });
      const filters = [
        { filter: { destination }, count: 8 },
        { filter: { destination, transfer_group: "a" }, count: 4 },
        { filter: { transfer_group: "a" }, count: 8 },
        { filter: { destination: other, transfer_group: "b" }, count: 0 },
      ];
      for (const { filter, count } of filters) {
        const matches = (row: (typeof data)[number]): boolean =>
          (filter.destination === undefined || row.destination === filter.destination) &&
          (filter.transfer_group === undefined || row.transfer_group === filter.transfer_group);
        const expected = data.filter(matches).map(({ id }) => id);
        expect(expected).toHaveLength(count);
        const pages: Pages = (request) => stripe.transfers.list({ ...filter, limit: 3, ...request });
        if (count === 0) expect(await pages({})).toMatchObject({ data: [], has_more: false });
        else expect(await bothWays(pages)).toEqual({ forwards: expected, backwards: expected });
      }
    },
  );
});
