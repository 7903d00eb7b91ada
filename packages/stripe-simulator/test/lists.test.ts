import { describe, expect, test } from "vitest";
import { simulate } from "./simulator.ts";

/** Seven transfers to two accounts, a day apart. */
async function withTransfers() {
  const simulator = await simulate();
  const { stripe, control, readyAccount } = simulator;
  await control("POST", "/clock", { stands: true });
  await control("POST", "/balance", { add: { usd: 1_000 } });
  const destinations = [await readyAccount(), await readyAccount()];
  const made: { id: string; created: number }[] = [];
  for (let index = 0; index < 7; index += 1) {
    const destination = destinations[index % 2] ?? "";
    made.push(
      await stripe.transfers.create({
        amount: 1,
        currency: "usd",
        destination,
        transfer_group: `group_${index % 3}`,
      }),
    );
    await control("POST", "/clock", { advanceSeconds: 86_400 });
  }
  const ids = made.map(({ id }) => id);
  return { ...simulator, destinations, made, ids, newestFirst: ids.toReversed() };
}

describe("a list of transfers", () => {
  test("is newest first, ten at a time unless asked otherwise", async () => {
    const { stripe, newestFirst } = await withTransfers();
    const page = await stripe.transfers.list();
    expect(page.data.map(({ id }) => id)).toEqual(newestFirst);
    expect(page).toMatchObject({ object: "list", has_more: false, url: "/v1/transfers" });
  });

  test("goes on after the last id, and says whether there is more", async () => {
    const { stripe, newestFirst } = await withTransfers();
    const first = await stripe.transfers.list({ limit: 4 });
    expect([first.data.map(({ id }) => id), first.has_more]).toEqual([newestFirst.slice(0, 4), true]);
    const last = await stripe.transfers.list({ limit: 3, starting_after: newestFirst[3] ?? "" });
    expect([last.data.map(({ id }) => id), last.has_more]).toEqual([newestFirst.slice(4), false]);
  });

  test("goes back before an id, still newest first", async () => {
    const { stripe, newestFirst } = await withTransfers();
    const page = await stripe.transfers.list({ limit: 2, ending_before: newestFirst[4] ?? "" });
    expect([page.data.map(({ id }) => id), page.has_more]).toEqual([newestFirst.slice(2, 4), true]);
  });

  test("is walked to its end by the client's auto-paging", async () => {
    const { stripe, newestFirst } = await withTransfers();
    const all = await stripe.transfers.list({ limit: 2 }).autoPagingToArray({ limit: 100 });
    expect(all.map(({ id }) => id)).toEqual(newestFirst);
  });

  test("keeps its pages apart when a transfer is made between them", async () => {
    const { stripe, destinations, newestFirst } = await withTransfers();
    const first = await stripe.transfers.list({ limit: 4 });
    await stripe.transfers.create({ amount: 1, currency: "usd", destination: destinations[0] ?? "" });
    const next = await stripe.transfers.list({ starting_after: first.data.at(-1)?.id ?? "" });
    expect(next.data.map(({ id }) => id)).toEqual(newestFirst.slice(4));
  });

  test("is narrowed by destination, by group, and by both", async () => {
    const { stripe, destinations, ids } = await withTransfers();
    const listed = async (filter: object) => (await stripe.transfers.list(filter)).data.map(({ id }) => id);
    const [first = ""] = destinations;
    expect(await listed({ destination: first })).toEqual([ids[6], ids[4], ids[2], ids[0]]);
    expect(await listed({ transfer_group: "group_0" })).toEqual([ids[6], ids[3], ids[0]]);
    expect(await listed({ transfer_group: "group_0", destination: first })).toEqual([ids[6], ids[0]]);
    expect(await listed({ transfer_group: "nobody" })).toEqual([]);
  });

  test.for([
    { bound: "gte", from: 2, to: 7 },
    { bound: "gt", from: 3, to: 7 },
    { bound: "lte", from: 0, to: 3 },
    { bound: "lt", from: 0, to: 2 },
  ])("is narrowed by created[$bound]", async ({ bound, from, to }) => {
    const { stripe, made, ids } = await withTransfers();
    const page = await stripe.transfers.list({ created: { [bound]: made[2]?.created } });
    expect(page.data.map(({ id }) => id)).toEqual(ids.slice(from, to).toReversed());
  });

  test("refuses a cursor that does not exist, and both cursors at once", async () => {
    const { stripe, ids } = await withTransfers();
    await expect(stripe.transfers.list({ starting_after: "tr_none" })).rejects.toMatchObject({
      code: "resource_missing",
      param: "starting_after",
    });
    const [id = ""] = ids;
    await expect(stripe.transfers.list({ starting_after: id, ending_before: id })).rejects.toMatchObject({
      statusCode: 400,
    });
  });
});

test("accounts are listed a hundred at a time, each once", async () => {
  const { stripe, control } = await simulate();
  const made = await control("POST", "/accounts", { accounts: Array.from({ length: 250 }, () => ({})) });
  const listed = await stripe.accounts.list({ limit: 100 }).autoPagingToArray({ limit: 1_000 });
  const ids = (made["accounts"] as { id: string }[]).map(({ id }) => id);
  expect(listed.map(({ id }) => id)).toEqual(ids.toReversed());
});
