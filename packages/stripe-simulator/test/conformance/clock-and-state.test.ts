import { type ChildProcess, spawn } from "node:child_process";
import { appendFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { startStripeSimulator } from "../../src/index.ts";
import { around, simulate, type TestSimulator } from "../simulator.ts";
import { rule } from "./rule.ts";

const day = 24 * 60 * 60;

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "stripe-simulator-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Everything that can be seen through Stripe's API and matters for money. */
async function shown({ call }: Pick<TestSimulator, "call">): Promise<string> {
  const paths = [
    "/v1/balance",
    "/v1/transfers?limit=100",
    "/v1/balance_transactions?limit=100",
    "/v1/events?limit=100",
    "/v1/accounts?limit=100",
    "/v1/topups?limit=100",
  ];
  return (await Promise.all(paths.map(async (path) => (await call(path)).text))).join("\n");
}

async function pay(
  { stripe }: Pick<TestSimulator, "stripe">,
  destination: string,
  amount: number,
  key?: string,
) {
  return stripe.transfers.create(
    { amount, currency: "usd", destination },
    key === undefined ? {} : { idempotencyKey: key },
  );
}

describe("the clock", () => {
  test("stands, is advanced, set forward, and runs on from there", async () => {
    const { control } = await simulate({ now: () => new Date("2026-11-01T00:00:00Z") });
    await control("POST", "/clock", { stands: true });
    expect(await control("POST", "/clock", { advanceSeconds: 90 })).toMatchObject({
      now: "2026-11-01T00:01:30.000Z",
      stands: true,
    });
    expect(await control("POST", "/clock", { now: "2026-12-01T02:00:00Z" })).toMatchObject({
      now: "2026-12-01T02:00:00.000Z",
    });
    expect(await control("POST", "/clock", { stands: false })).toMatchObject({
      now: "2026-12-01T02:00:00.000Z",
      stands: false,
    });
  });

  test("never goes back, and says both instants", async () => {
    const { control } = await simulate({ now: () => new Date("2026-11-01T00:00:00Z") });
    expect(await control("POST", "/clock", { now: "2026-10-31T23:59:59Z" })).toMatchObject({
      error: {
        param: "now",
        message:
          "The clock never goes back: it is 2026-11-01T00:00:00.000Z, not yet after 2026-10-31T23:59:59.000Z.",
      },
    });
    expect(await control("POST", "/clock", { now: "tomorrow" })).toMatchObject({ error: { param: "now" } });
    expect(await control("GET", "/clock")).toMatchObject({ now: "2026-11-01T00:00:00.000Z" });
  });

  test("runs faster, from the instant on at which it was told to", async () => {
    let machine = Date.parse("2026-11-01T00:00:00Z");
    const { control } = await simulate({ now: () => new Date(machine) });
    machine += 10_000;
    await control("POST", "/clock", { speed: 3_600 });
    machine += 2_000;
    expect(await control("GET", "/clock")).toMatchObject({ now: "2026-11-01T02:00:10.000Z", speed: 3_600 });
    await control("POST", "/clock", { stands: true });
    machine += 60_000;
    await control("POST", "/clock", { stands: false, speed: 1 });
    machine += 1_000;
    expect(await control("GET", "/clock")).toMatchObject({ now: "2026-11-01T02:00:11.000Z" });
  });

  rule(
    "lets what is due happen in its order, each at its own instant",
    "docs.stripe.com/payouts",
    async () => {
      const { control, stripe } = await simulate();
      await control("POST", "/clock", { stands: true });
      for (const days of [3, 1, 2]) {
        await control("POST", "/balance", { pending: { usd: days }, pendingSeconds: days * day });
      }
      const { now } = (await control("GET", "/clock")) as { now: string };
      await control("POST", "/clock", { advanceSeconds: 5 * day });
      const events = await stripe.events.list({ type: "balance.available", limit: 10 });
      const startSeconds = Math.floor(Date.parse(now) / 1000);
      expect(events.data.map(({ created }) => (created - startSeconds) / day)).toEqual([3, 2, 1]);
      const available = events.data.map(
        ({ data }) => (data.object as { available: { amount: number }[] }).available[0]?.amount,
      );
      expect(available).toEqual([6, 3, 1]);
    },
  );
});

describe.for([{ where: "in memory" }, { where: "on disk" }])("a snapshot $where", ({ where }) => {
  const start = async () => {
    const simulator = await simulate({ stateDir: where === "on disk" ? temporaryFolder() : null });
    await simulator.control("POST", "/clock", { stands: true });
    const destination = await simulator.readyAccount();
    await simulator.control("POST", "/balance", { add: { usd: 1_000 }, pending: { usd: 50 } });
    await pay(simulator, destination, 100, "before");
    return { ...simulator, destination };
  };

  test("brings everything back: money, keys, events, and the clock", async () => {
    const simulator = await start();
    const { control } = simulator;
    const before = [await shown(simulator), await control("GET", "/clock")];
    expect(await control("POST", "/snapshots", { name: "payday" })).toMatchObject({ name: "payday" });
    await pay(simulator, simulator.destination, 200, "after");
    await control("POST", "/clock", { advanceSeconds: 10 * day });
    await simulator.readyAccount();
    expect(await shown(simulator)).not.toBe(before[0]);
    expect(await control("POST", "/snapshots/payday/restore")).toMatchObject({ name: "payday" });
    expect([await shown(simulator), await control("GET", "/clock")]).toEqual(before);
    const [known, anew] = [
      await pay(simulator, simulator.destination, 100, "before"),
      await pay(simulator, simulator.destination, 300, "after"),
    ];
    expect([known.lastResponse.headers["idempotent-replayed"], anew.amount]).toEqual(["true", 300]);
  });

  test("can be restored again and again, outlives a reset, is listed and removed", async () => {
    const simulator = await start();
    const { control } = simulator;
    const before = await shown(simulator);
    await control("POST", "/snapshots", { name: "one" });
    await control("POST", "/snapshots", { name: "two" });
    for (let round = 0; round < 3; round += 1) {
      await control("POST", "/reset");
      expect(await shown(simulator)).not.toContain(simulator.destination);
      await control("POST", "/snapshots/one/restore");
      expect(await shown(simulator)).toBe(before);
    }
    await control("DELETE", "/snapshots/two");
    expect(await control("GET", "/snapshots")).toEqual({
      snapshots: [{ name: "one", bytes: expect.any(Number) as unknown }],
    });
    expect(await control("POST", "/snapshots/two/restore")).toMatchObject({
      error: { code: "resource_missing" },
    });
  });

  test("has a plain name", async () => {
    const { control } = await simulate();
    for (const name of ["../journal-0", "a/b", "", "a.b"]) {
      expect(await control("POST", "/snapshots", { name })).toMatchObject({ error: { param: "name" } });
    }
  });
});

describe("state on disk", () => {
  const restarted = async (stateDir: string) => simulate({ stateDir });

  test("is what was restored, also after the next start", async () => {
    const stateDir = temporaryFolder();
    const first = await startStripeSimulator({ port: 0, stateDir });
    const simulator = around(first);
    const destination = await simulator.readyAccount();
    await simulator.control("POST", "/balance", { add: { usd: 500 } });
    await simulator.control("POST", "/snapshots", { name: "s" });
    await pay(simulator, destination, 100);
    await simulator.control("POST", "/snapshots/s/restore");
    await pay(simulator, destination, 7);
    const before = await shown(simulator);
    await first.close();
    expect(await shown(await restarted(stateDir))).toBe(before);
  });

  test("is the old or the new one when a restore was killed in the middle", async () => {
    const stateDir = temporaryFolder();
    const first = await startStripeSimulator({ port: 0, stateDir });
    const simulator = around(first);
    const destination = await simulator.readyAccount();
    const before = await shown(simulator);
    await first.close();
    // What a restore leaves that was killed before its new state had its name.
    writeFileSync(join(stateDir, "snapshot-1.jsonl.tmp"), '[["accounts",{"id":"acct_half"');
    const second = await startStripeSimulator({ port: 0, stateDir });
    expect(await shown(around(second))).toBe(before);
    await second.close();
    expect(readdirSync(stateDir).filter((name) => name.endsWith(".tmp"))).toEqual([]);
    // And after: the new snapshot is there, the old journal is not removed yet.
    writeFileSync(join(stateDir, "snapshot-1.jsonl"), "");
    const third = await restarted(stateDir);
    expect(await shown(third)).not.toContain(destination);
  });

  test("loses a torn line only, and nothing that was written behind it later", async () => {
    const stateDir = temporaryFolder();
    const ids: string[] = [];
    for (const torn of ['[["acc', '[["transfers",{"id":"tr_1', "\u0000"]) {
      const simulator = await startStripeSimulator({ port: 0, stateDir });
      ids.push(await around(simulator).readyAccount());
      await simulator.close();
      appendFileSync(join(stateDir, "journal-0.jsonl"), torn);
    }
    const { stripe } = await restarted(stateDir);
    expect((await stripe.accounts.list()).data.map(({ id }) => id)).toEqual(ids.toReversed());
  });

  test(
    "survives SIGKILL with every table: keys, permissions, settings, the agenda, reversals",
    { timeout: 20_000 },
    async () => {
      const stateDir = temporaryFolder();
      const { child, simulator } = await startProcess(stateDir);
      const { control, stripe } = simulator;
      await control("POST", "/clock", { stands: true });
      const destination = await simulator.readyAccount();
      await control("POST", "/balance", { add: { usd: 900 }, pending: { usd: 50 }, pendingSeconds: day });
      const { id } = await pay(simulator, destination, 100, "k");
      await stripe.transfers.createReversal(id, { amount: 40 });
      await control("POST", "/restricted-keys", { key: "rk_test_w", permissions: { balance: "read" } });
      await control("POST", "/settings", { refuseV1Accounts: true });
      const before = [
        await shown(simulator),
        await control("GET", "/clock"),
        await control("GET", "/restricted-keys"),
      ];
      const died = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGKILL");
      await died;
      const after = await restarted(stateDir);
      expect([
        await shown(after),
        await after.control("GET", "/clock"),
        await after.control("GET", "/restricted-keys"),
      ]).toEqual(before);
      await expect(after.stripe.accounts.create({ type: "express" })).rejects.toMatchObject({
        statusCode: 400,
      });
      expect((await pay(after, destination, 100, "k")).id).toBe(id);
      await after.control("POST", "/clock", { advanceSeconds: day });
      expect((await after.stripe.balance.retrieve()).available[0]?.amount).toBe(900 - 100 + 40 + 50);
    },
  );
});

/** The simulator as a process of its own; resolves when it listens. */
async function startProcess(stateDir: string): Promise<{ child: ChildProcess; simulator: TestSimulator }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "../../src/main.ts")], {
    env: { ...process.env, STRIPE_SIMULATOR_PORT: "0", STRIPE_SIMULATOR_STATE_DIR: stateDir },
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const line = await new Promise<string>((resolve) =>
    child.stdout.once("data", (data: Buffer) => resolve(data.toString("utf8"))),
  );
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0] ?? "";
  return {
    child,
    simulator: around({ url, port: Number(new URL(url).port), close: () => Promise.resolve() }),
  };
}
