import { once } from "node:events";
import { get, type ClientRequest, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { newId, notifyCreators, type Database, type Sql } from "@payrun/db";
import { pino } from "pino";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { openLiveFeed, type LiveFeed } from "../../src/creator/live/live-feed.ts";
import type { LiveEvent } from "../../src/creator/live/live-subscriber.ts";
import { aSession, aUser } from "../auth/people.ts";
import { apiOfTestFile } from "../test-api.ts";

const api = apiOfTestFile();

/** Patient by nature: only what wakes it makes it look. */
const patient = { patienceMs: 60_000, deafPatienceMs: 60_000, gapMs: 1, keepMs: 60_000 };

function aFeed(settings: Partial<typeof patient> = {}): LiveFeed {
  const feed = openLiveFeed({ db: api.db, log: pino({ level: "silent" }) }, { ...patient, ...settings });
  onTestFinished(() => feed.close());
  return feed;
}

/** A fan who is no creator, at her page. */
async function aFanPage(feed: LiveFeed) {
  const { userId, fanId } = await aUser(api.db, { role: "fan" });
  if (fanId === null) throw new Error("a fan's user without her");
  return { fanId, page: aPage(feed, { creatorId: fanId, ...(await aSession(api.db, userId)) }) };
}

async function ana() {
  const { userId, creatorId } = await aUser(api.db, { role: "creator" });
  if (creatorId === null) throw new Error("a creator's user without her");
  return { userId, creatorId, ...(await aSession(api.db, userId)) };
}

const follow = (sql: Sql, creatorId: string) =>
  sql.query(
    `WITH fan AS (INSERT INTO fans (id, source_id) VALUES ($1, $2) RETURNING id)
     INSERT INTO follows (fan_id, creator_id) SELECT id, $3 FROM fan`,
    [newId(), newId(), creatorId],
  );
const tell = (db: Database, creatorId: string) =>
  db.transaction((tx) =>
    notifyCreators(tx, [
      {
        creatorId,
        dedupeKey: newId(),
        kind: "payout_sent",
        data: { payoutItemId: "item", periodKey: "2026-12-01", amountMinor: "4000", currency: "USD" },
      },
    ]),
  );

/** An open page: what it hears, one after the other. */
function aPage(
  feed: LiveFeed,
  { creatorId, sessionId }: { creatorId: string; sessionId: string },
  seen: string | null = null,
) {
  const leaving = new AbortController();
  const [txId, id] = (seen ?? "0.0").split(".").map(BigInt);
  const place = seen === null || txId === undefined || id === undefined ? null : { txId, id };
  const events = feed.follow({ listenerId: creatorId, sessionId }, place, leaving.signal);
  const hears = async (): Promise<LiveEvent> => {
    const { value } = await events.next();
    if (!value) throw new Error("the stream ended");
    return value;
  };
  return {
    hears,
    area: async () => (await hears()).area,
    leave: () => leaving.abort(),
    rest: () => events.next(),
  };
}

describe("an open page hears", () => {
  test("first that it must look at everything, then of each change, also of one that was open while a later one committed", async () => {
    const her = await ana();
    const page = aPage(aFeed(), her);
    expect(await page.area()).toBe("everything");
    await tell(api.db, her.creatorId);
    expect(await page.area()).toBe("notifications");

    await api.db.transaction(async (tx) => {
      await follow(tx, her.creatorId);
      await tell(api.db, her.creatorId);
      expect(await page.area()).toBe("notifications");
    });
    expect(await page.area()).toBe("followers");
  });

  test("also a fan's, of what becomes of the call that she asked for", async () => {
    const [{ fanId, page }, { creatorId }] = [await aFanPage(aFeed({ patienceMs: 50 })), await ana()];
    expect(await page.area()).toBe("everything");
    await api.db.query(
      `INSERT INTO call_requests (id, fan_id, creator_id, tokens, currency, gross_minor, request_key)
       VALUES ($1::uuid, $2, $3, 100, 'USD', 100, $1::text)`,
      [newId(), fanId, creatorId],
    );
    expect(await page.area()).toBe("calls");
    await api.db.query("UPDATE call_requests SET status = 'declined', decided_at = now() WHERE fan_id = $1", [
      fanId,
    ]);
    expect(await page.area()).toBe("calls");
  });

  test("what it missed when it comes back, each area once, and nothing else", async () => {
    const her = await ana();
    const feed = aFeed();
    const page = aPage(feed, her);
    await page.hears();
    await follow(api.db, her.creatorId);
    const last = await page.hears();
    page.leave();
    await tell(api.db, her.creatorId);
    await follow(api.db, her.creatorId);
    await tell(api.db, her.creatorId);
    await tell(api.db, (await ana()).creatorId);

    const back = aPage(feed, her, last.id);
    expect([await back.area(), await back.area()]).toEqual(["followers", "notifications"]);
    await follow(api.db, her.creatorId);
    expect(await back.area()).toBe("followers");
  });

  test("again what it was told last when it went away between two of several", async () => {
    const her = await ana();
    const feed = aFeed();
    const first = await aPage(feed, her).hears();
    await follow(api.db, her.creatorId);
    await tell(api.db, her.creatorId);
    const page = aPage(feed, her, first.id);
    const followers = await page.hears();
    expect(followers.area).toBe("followers");
    page.leave();
    expect(await aPage(feed, her, followers.id).area()).toBe("notifications");
  });

  test("of everything once more when something ran while its first connection was made, which may not have known of it", async () => {
    const her = await ana();
    const page = aPage(aFeed({ deafPatienceMs: 50 }), her);
    await api.db.transaction(async (tx) => {
      await follow(tx, her.creatorId);
      expect(await page.area()).toBe("everything");
    });
    expect(await page.area()).toBe("everything");
  });

  test("of a change although the connection that hears wake-up calls is gone", async () => {
    const her = await ana();
    const page = aPage(aFeed({ deafPatienceMs: 50 }), her);
    await page.hears();
    await api.db.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()",
    );
    await follow(api.db, her.creatorId);
    expect(await page.area()).toBe("followers");
  });
});

describe("a page's stream ends", () => {
  test("with the page, and nothing of it stays", async () => {
    const feed = aFeed();
    const pages = await Promise.all([1, 2, 3].map(async () => aPage(feed, await ana())));
    await Promise.all(pages.map((page) => page.hears()));
    expect(feed.count()).toBe(3);
    for (const page of pages) page.leave();
    expect((await Promise.all(pages.map((page) => page.rest()))).map(({ done }) => done)).toEqual([
      true,
      true,
      true,
    ]);
    expect(feed.count()).toBe(0);
  });

  test.for([
    { when: "her session is revoked", sql: "DELETE FROM sessions WHERE user_id = $1" },
    { when: "she is banned", sql: "UPDATE users SET banned_at = now(), ban_reason = 'fraud' WHERE id = $1" },
  ])("soon after $when", async ({ sql }) => {
    const her = await ana();
    const feed = aFeed({ patienceMs: 50, deafPatienceMs: 50 });
    const [page, other] = [aPage(feed, her), aPage(feed, await ana())];
    await Promise.all([page.hears(), other.hears()]);
    await api.db.query(sql, [her.userId]);
    await expect(page.rest()).rejects.toMatchObject({ refusal: { code: "not_signed_in" } });
    expect(feed.count()).toBe(1);
  });

  test("at once when the process goes away, with word to come back", async () => {
    const feed = aFeed();
    const page = aPage(feed, await ana());
    await page.hears();
    const rest = page.rest().catch((error: unknown) => error);
    await feed.close();
    expect(await rest).toMatchObject({ refusal: { code: "unavailable" } });
    expect(feed.count()).toBe(0);
  });
});

describe("over the wire", () => {
  test("changes arrive within moments of their commit, and a page that leaves closes its connection", async () => {
    const her = await ana();
    const server = await api.with({});
    await server.listen({ host: "127.0.0.1", port: 0 });
    const page = await openPage(server.server.address() as AddressInfo, her.cookie);
    expect(await page.event()).toMatch(/^data: {"json":{"area":"everything"}}\nid: \d+\.\d+$/m);
    const latencies: number[] = [];
    for (let i = 0; i < 5; i += 1) {
      await follow(api.db, her.creatorId);
      const committed = performance.now();
      expect(await page.event()).toContain('"area":"followers"');
      latencies.push(performance.now() - committed);
    }
    expect(Math.min(...latencies)).toBeLessThan(1_000);
    page.request.destroy();
    const connections = () =>
      new Promise<number>((resolve) => server.server.getConnections((_, n) => resolve(n)));
    await vi.waitFor(async () => expect(await connections()).toBe(0));
  });

  test("a browser that comes back by itself says where it was in a header, and hears what it missed", async () => {
    const her = await ana();
    const server = await api.with({});
    await server.listen({ host: "127.0.0.1", port: 0 });
    const address = server.server.address() as AddressInfo;
    const page = await openPage(address, her.cookie);
    const lastEventId = /^id: (.*)$/m.exec(await page.event())?.[1] ?? "";
    page.request.destroy();
    await tell(api.db, her.creatorId);
    const back = await openPage(address, her.cookie, { "last-event-id": lastEventId });
    expect(await back.event()).toContain('{"area":"notifications"}');
    back.request.destroy();
  });

  test("a draining API sends its open pages away and ends", async () => {
    const server = await api.with({});
    await server.listen({ host: "127.0.0.1", port: 0 });
    const page = await openPage(server.server.address() as AddressInfo, (await ana()).cookie);
    await page.event();
    const began = performance.now();
    const closing = server.close();
    expect(await page.event()).toContain("event: serialized-error");
    await closing;
    expect(performance.now() - began).toBeLessThan(3_000);
  });

  test.for(["nonsense", "1", "-1.0", "1.99999999999999999999", `${2n ** 63n}.0`, "1.0\n2.0"])(
    "a place that nobody was given is refused: %j",
    async (lastEventId) => {
      const { cookie } = await ana();
      const input = encodeURIComponent(JSON.stringify({ json: { lastEventId } }));
      const answer = await api.app.inject({
        url: `/trpc/creator/live.changes?input=${input}`,
        headers: { cookie },
      });
      expect(answer.body).toContain('"code":"BAD_REQUEST"');
    },
  );
});

/** The stream as a browser opens it; `event` is the next one that is no ping. */
async function openPage({ port }: AddressInfo, cookie: string, headers: Record<string, string> = {}) {
  const request: ClientRequest = get({
    host: "127.0.0.1",
    port,
    path: "/trpc/creator/live.changes",
    headers: { cookie, accept: "text/event-stream", ...headers },
  });
  request.on("error", () => undefined);
  const [response] = (await once(request, "response")) as [IncomingMessage];
  response.setEncoding("utf8");
  let text = "";
  let more = Promise.withResolvers<void>();
  response.on("data", (part: string) => {
    text += part;
    more.resolve();
  });
  const event = async (): Promise<string> => {
    for (;;) {
      const end = text.indexOf("\n\n\n");
      if (end === -1) {
        more = Promise.withResolvers();
        await more.promise;
        continue;
      }
      const next = text.slice(0, end).trim();
      text = text.slice(end + 3);
      if (!/^event: (ping|connected)/m.test(next)) return next;
    }
  };
  return { request, event };
}
