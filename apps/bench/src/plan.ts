import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { migrate, openDatabase, type Database } from "@payrun/db";
import { freePort, startEmbeddedPostgres } from "@payrun/embedded";
import { migrateQueue } from "@payrun/queue";
import { fillCreatorHistory } from "./creator-history.ts";
import { atMost, told, type Measurement } from "./measurement.ts";

const root = join(import.meta.dirname, "../../..");
/** The platform has no money at the simulator, so the batch stops after planning, waiting for funds. */
const PLANNED = new Set(["awaiting_funds"]);
const DEADLINE_MS = 10 * 60_000;

type Planning = { readonly seconds: number; readonly peakMegabytes: number; readonly decisions: number };

/** Plans a batch for 10,000 and for 100,000 creators with 20 earnings each, none maturing in it, with the real worker. */
export async function benchPlan(full: boolean): Promise<readonly Measurement[]> {
  const small = await planOnce(10_000);
  const large = await planOnce(100_000);
  const measured = [
    told("plan", "10k creators, seconds", round(small.seconds)),
    atMost("plan", "100k creators, seconds", round(large.seconds), 30),
    told("plan", "10k creators, worker's peak MB", Math.round(small.peakMegabytes)),
    atMost(
      "plan",
      "worker's peak memory at 100k / at 10k",
      round(large.peakMegabytes / small.peakMegabytes),
      1.3,
    ),
    told("plan", "time per creator at 100k / at 10k", round(large.seconds / 10 / small.seconds)),
  ];
  if (!full) return measured;
  const huge = await planOnce(1_000_000);
  return [
    ...measured,
    atMost("plan", "1M creators, seconds", round(huge.seconds), 120),
    atMost("plan", "time per creator at 1M / at 10k", round(huge.seconds / 100 / small.seconds), 1.25),
    atMost(
      "plan",
      "worker's peak memory at 1M / at 10k",
      round(huge.peakMegabytes / small.peakMegabytes),
      1.3,
    ),
  ];
}

async function planOnce(creators: number): Promise<Planning> {
  const folder = await mkdtemp(join(tmpdir(), "payrun-bench-"));
  const postgres = await startEmbeddedPostgres({
    dataDir: join(folder, "postgres"),
    settings: { shared_buffers: "512MB", max_wal_size: "4GB" },
  });
  const children: ChildProcess[] = [];
  try {
    await migrate(postgres.url);
    await migrateQueue(postgres.url);
    const { pathname } = new URL(postgres.url);
    await fillCreatorHistory(Object.assign(new URL(postgres.adminUrl), { pathname }).href, creators);
    const port = await freePort();
    children.push(
      run("packages/stripe-simulator/src/main.ts", {
        STRIPE_SIMULATOR_PORT: String(port),
        STRIPE_SIMULATOR_STATE_DIR: join(folder, "stripe"),
      }),
    );
    const worker = run("apps/worker/src/main.ts", {
      DATABASE_URL: postgres.url,
      STRIPE_API_BASE: `http://127.0.0.1:${port}`,
      STRIPE_SECRET_KEY: "sk_test_bench",
      PAYRUN_NOW: "2026-12-01T02:00:05Z",
      PAYRUN_DATA_DIR: folder,
      LOG_LEVEL: "warn",
    });
    children.push(worker);
    return await measurePlanning(postgres.url, worker, creators);
  } finally {
    for (const child of children) await stopped(child);
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** From the batch row's creation to its last decision, by the database's clock; memory as the kernel counts it. */
async function measurePlanning(url: string, worker: ChildProcess, creators: number): Promise<Planning> {
  const db = openDatabase(url, { poolSize: 2 });
  try {
    const deadline = Date.now() + DEADLINE_MS;
    for (;;) {
      const batch = await plannedBatch(db);
      if (batch && batch.decisions === creators) return { ...batch, peakMegabytes: peakMegabytes(worker) };
      if (worker.exitCode !== null) throw new Error(`the worker ended with ${worker.exitCode}`);
      if (Date.now() > deadline)
        throw new Error(`planning ${creators} creators took over ${DEADLINE_MS / 60_000} minutes`);
      await delay(250);
    }
  } finally {
    await db.close();
  }
}

async function plannedBatch(
  db: Database,
): Promise<{ readonly seconds: number; readonly decisions: number } | null> {
  const [batch] = await db.query<{ status: string; seconds: number | null }>(
    `SELECT status, extract(epoch FROM planned_at - created_at)::float8 AS seconds FROM payout_batches WHERE period_key = '2026-12-01'`,
  );
  if (!batch || batch.seconds === null || !PLANNED.has(batch.status)) return null;
  const [count] = await db.query<{ decisions: number }>(
    "SELECT count(*)::int AS decisions FROM payout_decisions",
  );
  return { seconds: batch.seconds, decisions: count?.decisions ?? 0 };
}

function run(entry: string, environment: Readonly<Record<string, string>>): ChildProcess {
  const flagsFile = join(root, entry, "../../node-flags.json");
  const flags = existsSync(flagsFile) ? (JSON.parse(readFileSync(flagsFile, "utf8")) as string[]) : [];
  return spawn(process.execPath, [...flags, join(root, entry)], {
    cwd: root,
    env: { PATH: process.env["PATH"], ...environment },
    stdio: ["ignore", "ignore", "inherit"],
  });
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await ended;
}

function peakMegabytes(child: ChildProcess): number {
  const kilobytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1];
  return Number(kilobytes) / 1024;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
