import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "@payrun/embedded";
import { atLeast, told, type Measurement } from "./measurement.ts";
import type { ClientOrders, ClientReport } from "./simulator-clients.ts";
import { type SimulatorHistory, writeSimulatorHistory } from "./simulator-history.ts";

const TRANSFERS = 1_000_000;
const CLIENTS = 50;
const SECONDS = 10;
const main = join(import.meta.dirname, "../../../packages/stripe-simulator/src/main.ts");
const clients = join(import.meta.dirname, "simulator-clients.ts");

/**
 * Reads a million transfers back, and then lets 50 clients of another process pay, look up, list and read balances. A bare
 * HTTP server under the same clients says what this machine has to give at the moment.
 */
export async function benchSimulator(): Promise<readonly Measurement[]> {
  const folder = await mkdtemp(join(tmpdir(), "simulator-bench-"));
  try {
    const history = await writeSimulatorHistory(folder, TRANSFERS);
    const bare = await underBareServer(history);
    const simulator = await startSimulator(folder);
    try {
      const loadedMegabytes = residentMegabytes(simulator.child);
      const report = await playClients(simulator.url, history);
      if (report.notOk > 0) throw new Error(`${report.notOk} of ${report.requests} requests were refused`);
      return [
        atLeast("simulator", "1M transfers, 50 clients, requests/s", Math.round(rate(report)), 1_000),
        told("simulator", "the same clients at a bare server, requests/s", Math.round(rate(bare))),
        told("simulator", "share of the bare server", round(rate(report) / rate(bare))),
        told("simulator", "p50 ms", round(report.p50Ms)),
        told("simulator", "p99 ms", round(report.p99Ms)),
        told("simulator", "1M transfers read back, seconds", round(simulator.loadSeconds)),
        told("simulator", "resident MB after reading", Math.round(loadedMegabytes)),
        told("simulator", "resident MB under load", Math.round(residentMegabytes(simulator.child))),
      ];
    } finally {
      await stopped(simulator.child);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function startSimulator(stateDir: string) {
  const port = await freePort();
  const startedMs = performance.now();
  const child = spawn(process.execPath, [main], {
    env: {
      PATH: process.env["PATH"],
      STRIPE_SIMULATOR_PORT: String(port),
      STRIPE_SIMULATOR_STATE_DIR: stateDir,
      STRIPE_REQUESTS_PER_SECOND: "1000000",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  // It says so once it listens and has read everything.
  await new Promise<void>((resolve, reject) => {
    child.stdout.once("data", () => resolve());
    child.once("exit", (code) => reject(new Error(`the simulator ended with ${code}`)));
  });
  return { child, url: `http://127.0.0.1:${port}`, loadSeconds: (performance.now() - startedMs) / 1_000 };
}

async function underBareServer(history: SimulatorHistory): Promise<ClientReport> {
  const body = JSON.stringify({ object: "nothing", padding: "x".repeat(800) });
  const server = createServer((incoming, answer) => {
    incoming.resume().on("end", () => {
      answer.writeHead(200, { "Content-Type": "application/json", "Content-Length": body.length });
      answer.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await playClients(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, history);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function playClients(url: string, { accountIds, transfers }: SimulatorHistory): Promise<ClientReport> {
  const orders: ClientOrders = {
    url,
    clients: CLIENTS,
    seconds: SECONDS,
    transfers,
    accountIds,
    run: "bench",
  };
  const child = spawn(process.execPath, [clients, JSON.stringify(orders)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let report = "";
  child.stdout.on("data", (data: Buffer) => (report += data.toString("utf8")));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`the clients ended with ${code}`);
  return JSON.parse(report) as ClientReport;
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await ended;
}

function residentMegabytes(child: ChildProcess): number {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1];
  return Number(kilobytes) / 1024;
}

function rate({ requests, seconds }: ClientReport): number {
  return requests / seconds;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
