import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { formatAmount } from "../src/control/pages/format-amount.ts";
import { simulate, type TestSimulator } from "./simulator.ts";
import { eventually } from "./eventually.ts";
import { webhookListener } from "./webhook-listener.ts";

async function read({ url }: TestSimulator, path: string) {
  const answer = await fetch(url + path, { redirect: "manual" });
  return {
    status: answer.status,
    location: answer.headers.get("location"),
    headers: answer.headers,
    text: await answer.text(),
  };
}

/** Sends a form as a browser does. */
function submit(
  { url }: TestSimulator,
  path: string,
  fields: Record<string, string>,
  headers: Record<string, string>,
) {
  return fetch(url + path, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams(fields),
    headers,
  });
}

const fromOwnPage = { "Sec-Fetch-Site": "same-origin" };

describe("the page", () => {
  test("says in words that it is empty", async () => {
    const simulator = await simulate();
    const { text } = await read(simulator, "/");
    for (const words of [
      "The platform has no money yet",
      "No transfer was made yet.",
      "Nobody called Stripe’s API since the start.",
      "No fault is switched on",
      "No account is connected yet.",
    ]) {
      expect(text).toContain(words);
    }
  });

  test("shows requests with key, answer, replay and fault, and filters them by key", async () => {
    const simulator = await simulate();
    const { call, control } = simulator;
    await call("/v1/topups", "amount=1&currency=usd", { "Idempotency-Key": "key-one" });
    await call("/v1/topups", "amount=1&currency=usd", { "Idempotency-Key": "key-one" });
    await control("POST", "/faults", { kind: "429", count: 1 });
    await call("/v1/topups", "amount=1&currency=usd", { "Idempotency-Key": "key-two" });
    const { text } = await read(simulator, "/");
    for (const words of ["key-one", "key-two", "replayed", "fault 429", "rate_limit", "/v1/topups"]) {
      expect(text).toContain(words);
    }
    const filtered = await read(simulator, "/browse/requests?key=key-two");
    expect(filtered.text).toContain("rate_limit");
    expect(filtered.text).not.toContain("key-one");
    expect((await read(simulator, "/browse/requests?key=none")).text).toContain(
      "Nothing here matches “none”.",
    );
  });

  test("leads from an id, a transfer group or a key to what it stands for", async () => {
    const simulator = await simulate();
    const { stripe, control, readyAccount } = simulator;
    await control("POST", "/balance", { add: { usd: 5000 } });
    const { id } = await stripe.transfers.create(
      { amount: 1234, currency: "usd", destination: await readyAccount(), transfer_group: "item/1" },
      { idempotencyKey: "payout 1" },
    );
    expect(await read(simulator, `/?q=${id}`)).toMatchObject({ status: 303, location: `/objects/${id}` });
    expect((await read(simulator, "/?q=item%2F1")).location).toBe("/browse/transfers?group=item%2F1");
    expect((await read(simulator, "/?q=payout+1")).location).toBe("/browse/requests?key=payout%201");
    const object = await read(simulator, `/objects/${id}`);
    for (const shown of ["12.34 USD", "\u221212.34 USD", "transfer.created", `txn_${id.slice(3)}`]) {
      expect(object.text).toContain(shown);
    }
    expect((await read(simulator, "/browse/transfers?group=item%2F1")).text).toContain(id);
    const missing = await read(simulator, "/?q=%3Cscript%3E");
    expect(missing.status).toBe(404);
    expect(missing.text).toContain("“&lt;script&gt;”");
  });

  test("pages through what is longer than a page", async () => {
    const simulator = await simulate();
    const { control } = simulator;
    const made = await control("POST", "/accounts", { accounts: Array.from({ length: 120 }, () => ({})) });
    const ids = (made["accounts"] as { id: string }[]).map(({ id }) => id).toReversed();
    const seen: string[] = [];
    let path: string | null = "/browse/accounts";
    while (path !== null) {
      const { text }: { text: string } = await read(simulator, path);
      seen.push(...[...text.matchAll(/>(acct_\w+)</g)].map(([, id]) => id ?? ""));
      path = /href="([^"]+)" rel="next"/.exec(text)?.[1] ?? null;
    }
    expect(seen).toEqual(ids);
  });

  test("forgets nothing that has a section of its own, and knows no other", async () => {
    const simulator = await simulate();
    for (const section of [
      "transfers",
      "requests",
      "events",
      "deliveries",
      "payouts",
      "charges",
      "accounts",
      "faults",
    ]) {
      expect((await read(simulator, `/browse/${section}`)).status).toBe(200);
    }
    expect((await read(simulator, "/browse/secrets")).status).toBe(404);
    expect((await read(simulator, "/objects/tr_none")).status).toBe(404);
    expect((await read(simulator, "/objects/%")).status).toBe(404);
  });

  test("loads itself again only when it was asked to", async () => {
    const simulator = await simulate();
    expect((await read(simulator, "/")).text).not.toContain("http-equiv");
    const refreshing = await read(simulator, "/?refresh=5");
    expect(refreshing.text).toMatch(/<meta http-equiv="refresh" content="5"/);
    expect(refreshing.text).toContain('<a href="/">Stop refreshing</a>');
  });

  test("runs no script and takes nothing from elsewhere", async () => {
    const { headers } = await read(await simulate(), "/");
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
  });
});

describe("a form of the page", () => {
  test("advances the clock, and stops it", async () => {
    const simulator = await simulate();
    const before = Date.now();
    const answer = await submit(
      simulator,
      "/browse/clock",
      { count: "3", unitSeconds: "86400" },
      fromOwnPage,
    );
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/"]);
    const moved = await simulator.control("GET", "/clock");
    expect(Date.parse(String(moved["now"])) - before).toBeGreaterThanOrEqual(3 * 86_400_000);
    await submit(simulator, "/browse/clock", { stands: "true" }, fromOwnPage);
    expect(await simulator.control("GET", "/clock")).toMatchObject({ stands: true });
    expect((await read(simulator, "/")).text).toContain("Let it run");
  });

  test("sends an event again", async () => {
    const hook = await webhookListener();
    const simulator = await simulate();
    await simulator.control("POST", "/webhook-endpoints", {
      url: hook.url,
      secret: "whsec_page",
      enabledEvents: ["topup.created"],
    });
    await simulator.stripe.topups.create({ amount: 1, currency: "usd" });
    await eventually(() => hook.received.length).toBe(1);
    const event = hook.events()[0]?.id ?? "";
    await eventually(async () => (await read(simulator, "/browse/events")).text).toContain("delivered to 1");
    const answer = await submit(simulator, "/browse/resend", { event }, fromOwnPage);
    expect(answer.headers.get("location")).toBe(`/objects/${event}`);
    await eventually(() => hook.events().map(({ id }) => id)).toEqual([event, event]);
  });

  test("of another site is refused, and so is one that does not say where it comes from", async () => {
    const simulator = await simulate();
    await simulator.control("POST", "/clock", { stands: true });
    const { now } = await simulator.control("GET", "/clock");
    const host = new URL(simulator.url).host;
    const strangers: Record<string, string>[] = [
      { "Sec-Fetch-Site": "cross-site", Origin: simulator.url },
      { Origin: "http://elsewhere.example" },
      { Origin: "null" },
      {},
    ];
    for (const headers of strangers) {
      const answer = await submit(simulator, "/browse/clock", { count: "1", unitSeconds: "60" }, headers);
      expect(answer.status).toBe(403);
    }
    expect(await simulator.control("GET", "/clock")).toMatchObject({ now });
    const own = await submit(
      simulator,
      "/browse/clock",
      { count: "1", unitSeconds: "60" },
      { Origin: `http://${host}` },
    );
    expect(own.status).toBe(303);
  });

  test("with values that make no sense is refused", async () => {
    const simulator = await simulate();
    expect((await submit(simulator, "/browse/clock", { count: "-1" }, fromOwnPage)).status).toBe(400);
    expect((await submit(simulator, "/browse/resend", { event: "evt_none" }, fromOwnPage)).status).toBe(404);
    expect((await submit(simulator, "/browse/reset", {}, fromOwnPage)).status).toBe(404);
  });
});

describe("a fault on the page", () => {
  test("says when it strikes", async () => {
    const simulator = await simulate();
    await simulator.control("POST", "/faults", { kind: "429", everyNth: 3, after: 5, count: 2 });
    await simulator.control("POST", "/delivery-faults", { kind: "lose" });
    const { text } = await read(simulator, "/browse/faults");
    expect(text).toContain("one in 3, after the first 5, 2 at most");
    expect(text).toContain("always");
  });
});

describe("an idempotency key", () => {
  test("leads to what was made with it, also when the log of requests is gone", async () => {
    const stateDir = mkdtempSync(join(tmpdir(), "stripe-simulator-"));
    onTestFinished(() => rmSync(stateDir, { recursive: true, force: true }));
    const before = await simulate({ stateDir });
    const destination = await before.readyAccount();
    await before.control("POST", "/balance", { add: { usd: 1_000 } });
    const paid = { amount: 5, currency: "usd", destination };
    const transfer = await before.stripe.transfers.create(paid, { idempotencyKey: "plain" });
    const topup = await before.stripe.topups.create(
      { amount: 5, currency: "usd" },
      { idempotencyKey: "top/up" },
    );
    await before.call("/v1/transfers", `amount=999999&currency=usd&destination=${destination}`, {
      "Idempotency-Key": "refused",
    });
    await before.close();
    const after = await simulate({ stateDir });
    expect((await read(after, "/?q=plain")).location).toBe(`/objects/${transfer.id}`);
    expect((await read(after, "/?q=top%2Fup")).location).toBe(`/objects/${topup.id}`);
    expect((await read(after, "/?q=refused")).status).toBe(404);
  });
});

describe("an amount", () => {
  test.for([
    [123_450, "usd", "1,234.50 USD"],
    [5, "usd", "0.05 USD"],
    [-100_000_000, "eur", "\u22121,000,000.00 EUR"],
    [1500, "jpy", "1,500 JPY"],
    [0, "jpy", "0 JPY"],
    [12_340, "kwd", "12.340 KWD"],
    [100_000, "isk", "1,000.00 ISK"],
    [100_000, "ugx", "1,000.00 UGX"],
    [100_000, "huf", "1,000.00 HUF"],
  ] as const)("of %d %s reads %s", ([amount, currency, text]) => {
    expect(formatAmount(amount, currency)).toBe(text);
  });
});
