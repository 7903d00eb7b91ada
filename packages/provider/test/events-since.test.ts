import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createProvider, ProviderUnavailable, type EventsFrom, type Provider } from "../src/index.ts";
import { startEventLogServer, type EventLogServer } from "./event-log-server.ts";
import { page, refuses, stripeThat } from "./stripe-that.ts";

let server: EventLogServer;
let provider: Provider;

beforeAll(async () => {
  server = await startEventLogServer();
  provider = createProvider({ secretKey: "sk_test_payrun", apiBase: server.url, mode: "simulator" });
});
afterAll(async () => {
  provider.close();
  await server.close();
});
beforeEach(() => {
  server.log.length = 0;
  server.onRequest = null;
  server.requests = 0;
});

const always = new Date(0);

/** Polls once; gives the ids in the order in which they came, and the cursor to keep. */
async function poll(given: Partial<EventsFrom>) {
  const read = await provider.eventsSince({ cursor: null, createdFrom: always, ...given });
  if (read.kind !== "events") throw new Error(read.kind);
  const ids: string[] = [];
  let { cursor = null } = given;
  for await (const each of read.pages) {
    ids.push(...each.events.map(({ id }) => id));
    ({ cursor } = each);
  }
  return { ids, cursor };
}

function happened(count: number, createdOf: (index: number) => number = (index) => 1_000_000 + index) {
  const first = server.log.length;
  for (let index = first; index < first + count; index += 1)
    server.log.unshift({ id: `evt_${index}`, created: createdOf(index) });
}

const inOrder = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `evt_${from + index}`);

describe("events that no webhook brought", () => {
  test("come oldest first, the first time from an instant on", async () => {
    happened(250);
    const { ids, cursor } = await poll({ createdFrom: new Date(1_000_010_000) });
    expect(ids).toEqual(inOrder(10, 250));
    expect(cursor).toBe("evt_249");
  });

  test("come from the cursor on, with the seconds before it once more", async () => {
    happened(400);
    const { ids, cursor } = await poll({ cursor: "evt_150", overlapSeconds: 5 });
    expect(ids).toEqual([...inOrder(144, 150), ...inOrder(151, 400)]);
    expect(cursor).toBe("evt_399");
  });

  test("leave the cursor where it is when there are none", async () => {
    expect(await poll({})).toEqual({ ids: [], cursor: null });
    happened(3);
    expect((await poll({ cursor: "evt_2", overlapSeconds: 0 })).cursor).toBe("evt_2");
  });

  test("come with those that happen while they are read", async () => {
    happened(100);
    let more = 3;
    server.onRequest = () => {
      if (more > 0) happened(100);
      more -= 1;
    };
    const { ids } = await poll({ cursor: "evt_0", overlapSeconds: 0 });
    expect(ids).toEqual(inOrder(1, 400));
  });

  test("are said to be lost when Stripe no longer has the cursor", async () => {
    happened(5);
    expect(await provider.eventsSince({ cursor: "evt_gone", createdFrom: always })).toEqual({
      kind: "cursor_too_old",
      cursor: "evt_gone",
    });
  });

  test("of a connected account are asked for in its name", async () => {
    const { server: asked, provider: refused } = await stripeThat([
      refuses(403, { code: "account_invalid" }),
    ]);
    const from = { cursor: null, createdFrom: always, accountId: "acct_1" };
    expect(await refused.eventsSince(from)).toEqual({
      kind: "unreachable",
      accountId: "acct_1",
      reason: "account_invalid",
    });
    expect(asked.seen).toMatchObject([{ account: "acct_1" }]);
  });

  test("have no gap before the page that failed", async () => {
    const event = (id: string) => ({
      id,
      object: "event",
      type: "x.y",
      created: 1,
      livemode: false,
      data: { object: {} },
    });
    const { provider: broken } = await stripeThat([
      page(false),
      page(true, event("evt_2"), event("evt_1")),
      { do: "reset" },
    ]);
    const read = await broken.eventsSince({ cursor: "evt_0", createdFrom: always });
    if (read.kind !== "events") throw new Error(read.kind);
    await read.pages.next();
    const second = await read.pages.next();
    expect(second.value).toMatchObject({ events: [{ id: "evt_1" }, { id: "evt_2" }], cursor: "evt_2" });
    await expect(read.pages.next()).rejects.toThrow(ProviderUnavailable);
  });
});

/** What a poll may not yet see: each event appears at a moment, up to `late` seconds after it was created. */
const history = fc.array(
  fc.record({ created: fc.integer({ min: 0, max: 200 }), late: fc.integer({ min: 0, max: 30 }) }),
  { minLength: 60, maxLength: 120 },
);

test("no event is ever missed, with ties and with events that appear up to 30 seconds late", async () => {
  await fc.assert(
    fc.asyncProperty(
      history,
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 6, maxLength: 12 }),
      async (events, steps) => {
        const known = new Set<string>();
        let cursor: string | null = null;
        let now = 0;
        for (const step of [...steps, 1000]) {
          now += step;
          server.log.length = 0;
          server.log.push(
            ...events
              .map(({ created, late }, index) => ({ id: `evt_${index}`, created, seenAt: created + late }))
              .filter(({ seenAt }) => seenAt <= now)
              .toSorted((a, b) => b.created - a.created || b.id.localeCompare(a.id)),
          );
          const polled: Awaited<ReturnType<typeof poll>> = await poll({ cursor, overlapSeconds: 30 });
          ({ cursor } = polled);
          for (const id of polled.ids) known.add(id);
        }
        expect(known.size).toBe(events.length);
      },
    ),
    { numRuns: 40 },
  );
});
