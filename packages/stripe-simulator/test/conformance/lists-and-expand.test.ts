import { describe, expect } from "vitest";
import { simulate } from "../simulator.ts";
import { assumption, rule } from "./rule.ts";

const paging = "docs.stripe.com/api/pagination";
const expanding = "docs.stripe.com/expand";

/** As many transfers, in one second of a standing clock unless they are to be apart. */
async function withTransfers(count: number, secondsApart = 0) {
  const simulator = await simulate();
  const { control, stripe, call } = simulator;
  await control("POST", "/clock", { stands: true });
  const [odd, even] = [await simulator.readyAccount(), await simulator.readyAccount()];
  await control("POST", "/balance", { add: { usd: 100_000 } });
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const destination = index % 2 === 0 ? even : odd;
    const transfer = await stripe.transfers.create({
      amount: index + 1,
      currency: "usd",
      destination,
      transfer_group: `group_${index % 3}`,
    });
    ids.push(transfer.id);
    if (secondsApart > 0) await control("POST", "/clock", { advanceSeconds: secondsApart });
  }
  const page = async (query: string) => {
    const { json } = await call(`/v1/transfers?${query}`);
    const { data, has_more: hasMore } = json as { data: { id: string }[]; has_more: boolean };
    return { shown: data.map(({ id }) => ids.indexOf(id)), hasMore };
  };
  return { ...simulator, ids, odd, even, page };
}

describe("a list", () => {
  rule("is newest first, also of one second, and shows ten", paging, async () => {
    const { page } = await withTransfers(12);
    expect(await page("")).toEqual({ shown: [11, 10, 9, 8, 7, 6, 5, 4, 3, 2], hasMore: true });
  });

  rule("has more exactly when there is more", paging, async () => {
    const { page } = await withTransfers(3);
    expect(await page("limit=2")).toEqual({ shown: [2, 1], hasMore: true });
    expect(await page("limit=3")).toEqual({ shown: [2, 1, 0], hasMore: false });
  });

  rule("goes on after a cursor", paging, async () => {
    const { page, ids } = await withTransfers(5);
    expect(await page(`limit=2&starting_after=${ids[4]}`)).toEqual({ shown: [3, 2], hasMore: true });
    expect(await page(`limit=3&starting_after=${ids[3]}`)).toEqual({ shown: [2, 1, 0], hasMore: false });
    expect(await page(`starting_after=${ids[0]}`)).toEqual({ shown: [], hasMore: false });
  });

  rule("goes back before a cursor: what comes next to it, still newest first", paging, async () => {
    const { page, ids } = await withTransfers(5);
    expect(await page(`limit=2&ending_before=${ids[0]}`)).toEqual({ shown: [2, 1], hasMore: true });
    expect(await page(`limit=2&ending_before=${ids[2]}`)).toEqual({ shown: [4, 3], hasMore: false });
    expect(await page(`ending_before=${ids[4]}`)).toEqual({ shown: [], hasMore: false });
  });

  for (const limit of ["0", "-1", "101", "ten", "1.5"]) {
    rule(`has a limit from 1 to 100, and none of ${limit}`, paging, async () => {
      const { call } = await simulate();
      expect(await call(`/v1/transfers?limit=${limit}`)).toMatchObject({
        status: 400,
        error: { code: "parameter_invalid_integer", param: "limit" },
      });
    });
  }

  rule("takes one cursor of the two", paging, async () => {
    const { call, ids } = await withTransfers(3);
    const { status, error } = await call(`/v1/transfers?starting_after=${ids[2]}&ending_before=${ids[0]}`);
    expect([status, error.type, error.message]).toEqual([
      400,
      "invalid_request_error",
      "Received both starting_after and ending_before parameters. Please pass in only one.",
    ]);
  });

  for (const param of ["starting_after", "ending_before"]) {
    rule(`refuses a cursor that it does not know (${param})`, paging, async () => {
      const { call, even } = await withTransfers(1);
      for (const id of ["tr_unknown", even]) {
        expect(await call(`/v1/transfers?${param}=${id}`)).toMatchObject({
          status: 400,
          error: { code: "resource_missing", param, message: `No such transfer: '${id}'` },
        });
      }
    });
  }

  rule(
    "is filtered by what it is about, with paging in what is left",
    "docs.stripe.com/api/transfers/list",
    async () => {
      const { page, ids, odd } = await withTransfers(8);
      expect(await page(`destination=${odd}&limit=2`)).toEqual({ shown: [7, 5], hasMore: true });
      expect(await page(`destination=${odd}&limit=2&starting_after=${ids[5]}`)).toEqual({
        shown: [3, 1],
        hasMore: false,
      });
      expect(await page("transfer_group=group_1")).toEqual({ shown: [7, 4, 1], hasMore: false });
      expect(await page("transfer_group=nobody")).toEqual({ shown: [], hasMore: false });
    },
  );

  rule(
    "is filtered by creation, with and without the ends",
    "docs.stripe.com/api/transfers/list",
    async () => {
      const { page, stripe, ids } = await withTransfers(4, 10);
      const { created } = await stripe.transfers.retrieve(ids[1] ?? "");
      expect((await page(`created[gte]=${created}`)).shown).toEqual([3, 2, 1]);
      expect((await page(`created[gt]=${created}`)).shown).toEqual([3, 2]);
      expect((await page(`created[lte]=${created}`)).shown).toEqual([1, 0]);
      expect((await page(`created[lt]=${created}`)).shown).toEqual([0]);
      expect((await page(`created=${created}`)).shown).toEqual([1]);
      expect((await page(`created[gt]=${created}&created[lt]=${created + 11}`)).shown).toEqual([2]);
    },
  );

  rule("says its URL and what it is", paging, async () => {
    const { call } = await simulate();
    expect((await call("/v1/transfers")).json).toEqual({
      object: "list",
      data: [],
      has_more: false,
      url: "/v1/transfers",
    });
  });

  rule(
    "is walked in both directions by the official client, over several pages",
    "stripe-node autoPagination.js",
    async () => {
      const { stripe, ids } = await withTransfers(104);
      const forwards = await stripe.transfers.list({ limit: 100 }).autoPagingToArray({ limit: 1_000 });
      expect(forwards.map(({ id }) => id)).toEqual(ids.toReversed());
      const backwards: string[] = [];
      for await (const { id } of stripe.transfers.list({ limit: 50, ending_before: ids[0] ?? "" }))
        backwards.push(id);
      expect(backwards).toEqual(ids.slice(1));
    },
  );
});

describe("expand", () => {
  rule("replaces an id by its object", expanding, async () => {
    const { stripe, ids, even } = await withTransfers(1);
    const transfer = await stripe.transfers.retrieve(ids[0] ?? "", {
      expand: ["destination", "balance_transaction"],
    });
    expect(transfer).toMatchObject({
      destination: { id: even, object: "account" },
      balance_transaction: { object: "balance_transaction", amount: -1 },
    });
  });

  rule("needs data in front on a list", expanding, async () => {
    const { call, even } = await withTransfers(1);
    const { json } = await call("/v1/transfers?expand[]=data.destination");
    expect(json["data"]).toMatchObject([{ destination: { id: even } }]);
  });

  rule(
    "without data in front of what is in a list is refused with a hint",
    "stripe/stripe-dotnet#1351",
    async () => {
      const { call } = await simulate();
      expect(await call("/v1/transfers?expand[]=destination")).toMatchObject({
        status: 400,
        error: {
          message:
            "This property cannot be expanded (destination). You may want to try expanding 'data.destination' instead.",
        },
      });
    },
  );

  rule("refuses what has nothing to expand", "Valour-Software/Valour#1533", async () => {
    const { call, ids } = await withTransfers(1);
    for (const property of ["metadata", "amount", "nothing", "destination.email"]) {
      expect(await call(`/v1/transfers/${ids[0]}?expand[]=${property}`)).toMatchObject({
        status: 400,
        error: {
          type: "invalid_request_error",
          message: `This property cannot be expanded (${property}).`,
        },
      });
    }
  });

  rule("reaches four levels, data being one of them", "stripe/stripe-java#2011", async () => {
    const { call, stripe, ids } = await withTransfers(1);
    await stripe.transfers.createReversal(ids[0] ?? "", {});
    const { json } = await call(`/v1/transfers/${ids[0]}?expand[]=reversals.data.transfer.destination`);
    expect(json["reversals"]).toMatchObject({ data: [{ transfer: { destination: { object: "account" } } }] });
    const five = "data.reversals.data.transfer.destination";
    const { status, error } = await call(`/v1/transfers?expand[]=${five}`);
    expect([status, error.message]).toEqual([
      400,
      `You cannot expand more than 4 levels of a property. Property: ${five}`,
    ]);
  });

  rule("leaves null what is null", expanding, async () => {
    const { call, ids } = await withTransfers(1);
    const { status, json } = await call(`/v1/transfers/${ids[0]}?expand[]=source_transaction`);
    expect([status, json["source_transaction"]]).toEqual([200, null]);
  });

  rule("works on a POST, and a bad one stops it before it has an effect", expanding, async () => {
    const { call, stripe, even, control } = await withTransfers(0);
    const form = `amount=1&currency=usd&destination=${even}`;
    expect((await call("/v1/transfers", `${form}&expand[]=amount`)).status).toBe(400);
    expect(await control("GET", "/stats")).toMatchObject({ transfers: {} });
    const { json } = await call("/v1/transfers", `${form}&expand[]=destination`);
    expect(json["destination"]).toMatchObject({ object: "account" });
    expect((await stripe.transfers.list()).data).toHaveLength(1);
  });

  assumption("is a list, and may name a property twice", async () => {
    const { call, ids } = await withTransfers(1);
    expect(await call(`/v1/transfers/${ids[0]}?expand=destination`)).toMatchObject({
      status: 400,
      error: { param: "expand", message: "Invalid array" },
    });
    const twice = await call(`/v1/transfers/${ids[0]}?expand[]=destination&expand[]=destination`);
    expect(twice.json["destination"]).toMatchObject({ object: "account" });
  });
});
