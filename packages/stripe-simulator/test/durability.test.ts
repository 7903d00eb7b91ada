import { type ChildProcess, spawn } from "node:child_process";
import { appendFileSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { startStripeSimulator } from "../src/index.ts";
import { FileJournal } from "../src/state/journal.ts";
import { State } from "../src/state/state.ts";
import { around, simulate, type TestSimulator } from "./simulator.ts";

const main = join(import.meta.dirname, "../src/main.ts");

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "stripe-simulator-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The simulator as a process of its own; resolves when it listens. */
async function startProcess(
  stateDir: string,
): Promise<{ readonly process: ChildProcess; readonly simulator: TestSimulator }> {
  const child = spawn(process.execPath, [main], {
    env: {
      ...process.env,
      STRIPE_SIMULATOR_PORT: "0",
      STRIPE_SIMULATOR_STATE_DIR: stateDir,
      STRIPE_REQUESTS_PER_SECOND: "10000",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const line = await new Promise<string>((resolve) =>
    child.stdout.once("data", (data: Buffer) => resolve(data.toString("utf8"))),
  );
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0] ?? "";
  const simulator = { url, port: Number(new URL(url).port), close: () => Promise.resolve() };
  return { process: child, simulator: around(simulator) };
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once("exit", (code) => resolve(code)));
}

describe("after SIGKILL in the middle of a burst", () => {
  test(
    "every answered request is there, every key gives the same bytes, and nothing is paid twice",
    { timeout: 20_000 },
    async () => {
      const stateDir = temporaryFolder();
      const before = await startProcess(stateDir);
      const destination = await before.simulator.readyAccount();
      await before.simulator.control("POST", "/balance", { add: { usd: 1_000_000 } });
      const send = ({ call }: TestSimulator, index: number) =>
        call("/v1/transfers", `amount=10&currency=usd&destination=${destination}&transfer_group=g${index}`, {
          "Idempotency-Key": `key_${index}`,
        });
      const answered = new Map<number, string>();
      const died = ended(before.process);
      // Sixteen at once: when it is killed after 150 answers, most of the rest is not sent yet.
      let next = 0;
      const keepSending = async () => {
        while (next < 400) {
          const index = next;
          next += 1;
          const answer = await send(before.simulator, index).catch(() => null);
          if (answer === null) continue;
          answered.set(index, answer.text);
          if (answered.size === 150) before.process.kill("SIGKILL");
        }
      };
      await Promise.all(Array.from({ length: 16 }, keepSending));
      await died;
      expect(answered.size).toBeLessThan(400);

      const after = await startProcess(stateDir);
      for (const [index, text] of answered) expect((await send(after.simulator, index)).text).toBe(text);
      for (let index = 0; index < 400; index += 1) await send(after.simulator, index);
      expect(await after.simulator.control("GET", "/stats")).toMatchObject({
        transfers: { usd: { count: 400, amount: 4_000 } },
      });
      expect((await after.simulator.stripe.balance.retrieve()).available[0]?.amount).toBe(996_000);
      const stopped = ended(after.process);
      after.process.kill("SIGTERM");
      expect(await stopped).toBe(0);
    },
  );
});

describe("a simulator that is started again on its state", () => {
  test("shows the same in every list, refusals and reversals included", async () => {
    const stateDir = temporaryFolder();
    const first = await startStripeSimulator({ port: 0, stateDir, transfersPerSecond: Infinity });
    const { stripe, call, control, readyAccount } = around(first);
    const destination = await readyAccount();
    await control("POST", "/balance", { add: { usd: 500 }, pending: { usd: 70 } });
    const transfer = await stripe.transfers.create({ amount: 400, currency: "usd", destination });
    await stripe.transfers.createReversal(transfer.id, { amount: 100 });
    const refused = await call("/v1/transfers", `amount=900&currency=usd&destination=${destination}`, {
      "Idempotency-Key": "k",
    });
    await control("POST", "/clock", { advanceSeconds: 60 });
    const paths = [
      "/v1/transfers",
      "/v1/balance",
      "/v1/balance_transactions",
      "/v1/events?limit=100",
      "/v1/accounts",
      "/v1/topups",
    ];
    const shown = async (simulator: TestSimulator) =>
      Promise.all(paths.map(async (path) => (await simulator.call(path)).json));
    const before = await shown(around(first));
    await first.close();
    const second = await simulate({ stateDir });
    expect(await shown(second)).toEqual(before);
    const replay = await second.call("/v1/transfers", `amount=900&currency=usd&destination=${destination}`, {
      "Idempotency-Key": "k",
    });
    expect([replay.text, replay.headers.get("idempotent-replayed")]).toEqual([refused.text, "true"]);
    expect(await second.control("GET", "/clock")).toMatchObject({ offsetSeconds: 60 });
  });

  test("tolerates a last line that a kill has torn, and writes on behind it", async () => {
    const stateDir = temporaryFolder();
    const first = await startStripeSimulator({ port: 0, stateDir });
    const id = await around(first).readyAccount();
    await first.close();
    appendFileSync(join(stateDir, "journal-0.jsonl"), '[["accounts",{"id":"acct_torn","cre');
    const second = await startStripeSimulator({ port: 0, stateDir });
    const other = await around(second).readyAccount();
    await second.close();
    const third = await simulate({ stateDir });
    expect((await third.stripe.accounts.list()).data.map((account) => account.id)).toEqual([other, id]);
  });

  test("forgets everything when it was reset", async () => {
    const stateDir = temporaryFolder();
    const first = await startStripeSimulator({ port: 0, stateDir });
    await around(first).readyAccount();
    await around(first).control("POST", "/reset");
    const kept = await around(first).readyAccount();
    await first.close();
    const second = await simulate({ stateDir });
    expect((await second.stripe.accounts.list()).data.map(({ id }) => id)).toEqual([kept]);
  });
});

test("a long journal is replaced by a snapshot while lines are still coming", async () => {
  const stateDir = temporaryFolder();
  const state = new State();
  const journal = new FileJournal(stateDir, state, { compactAfterBytes: 20_000 });
  const settlement = { owner: "platform", currency: "usd", availableOn: 0 };
  for (let index = 0; index < 3_000; index += 1) {
    state.settlements.put({ id: `settlement_${index % 700}`, amount: index, ...settlement });
    if (index % 7 === 0) state.settlements.remove(`settlement_${index % 700}`);
    await new Promise<void>((resolve) => journal.commit(state.takeChanges(), resolve));
  }
  await expect.poll(() => readdirSync(stateDir).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  journal.close();
  expect(readdirSync(stateDir).toSorted()).toEqual([
    expect.stringMatching(/^journal-\d+/),
    expect.stringMatching(/^snapshot-[1-9]/),
  ]);
  const read = new State();
  new FileJournal(stateDir, read).close();
  const rows = ({ settlements }: State) =>
    [...settlements.values()].toSorted((a, b) => a.id.localeCompare(b.id));
  expect(rows(read)).toEqual(rows(state));
});
