import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTestDatabase, freePort } from "@payrun/testkit";
import type { TestProject } from "vitest/node";

/** The system that all browser tests of a run share. */
export type RunningSystem = {
  /** Of the web app, e.g. `http://localhost:3000`. */
  readonly baseURL: string;
  readonly apiURL: string;
  readonly databaseURL: string;
  readonly simulatorURL: string;
  /** Where mails arrive as `.eml` files. */
  readonly mailDir: string;
};

declare module "vitest" {
  interface ProvidedContext {
    readonly system: RunningSystem;
  }
}

const checkout = join(import.meta.dirname, "../../../..");
const startMain = join(checkout, "apps/launcher/src/main.ts");
const lifeline = join(checkout, "scripts/stop-with-parent.mjs");
/** Long enough for a busy machine; a quiet one takes 12 s. */
const startMs = 120_000;

/** Between two schedule dates: one batch is history, one has just been paid, and the next is to come. */
export const businessNow = "2026-11-20T09:00:00Z";
export const creators = process.env["PAYRUN_E2E"] === "full" ? 1_000 : 60;

/**
 * Vitest's global setup: everything that `npm start` starts, with a database of the run's own, on free ports. What is
 * tested is what people get. Returns the teardown.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const database = await createTestDatabase();
  const folder = mkdtempSync(join(tmpdir(), "payrun-e2e-"));
  const [webPort, apiPort, simulatorPort] = [await freePort(), await freePort(), await freePort()];
  const system: RunningSystem = {
    baseURL: `http://localhost:${webPort}`,
    apiURL: `http://127.0.0.1:${apiPort}`,
    databaseURL: database.url,
    simulatorURL: `http://127.0.0.1:${simulatorPort}`,
    mailDir: join(folder, "mail"),
  };
  const launcher = await start({
    DATABASE_URL: database.url,
    PAYRUN_DATA_DIR: folder,
    PAYRUN_NOW: businessNow,
    WEB_ORIGIN: system.baseURL,
    API_PORT: String(apiPort),
    STRIPE_SIMULATOR_PORT: String(simulatorPort),
  });
  project.provide("system", system);
  return async () => {
    launcher.kill("SIGTERM");
    if (launcher.exitCode === null) await once(launcher, "exit");
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  };
}

async function start(environment: Readonly<Record<string, string>>): Promise<ChildProcess> {
  const child = spawn(process.execPath, ["--import", lifeline, startMain, "--creators", String(creators)], {
    cwd: checkout,
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    env: { ...process.env, ...environment, PAYRUN_RUNNER_PID: String(process.pid) },
  });
  let told = "";
  await new Promise<void>((resolve, reject) => {
    const fail = (why: string) => {
      child.kill("SIGTERM");
      reject(new Error(`The system ${why}:\n${told}`));
    };
    const late = setTimeout(() => fail(`did not start within ${startMs / 1000} s`), startMs);
    const listen = (data: Buffer) => {
      told += data.toString();
      if (!told.includes("Ctrl-C stops all of it.")) return;
      clearTimeout(late);
      if (told.includes("There is no web app")) fail("started without its web app");
      else resolve();
    };
    child.stdout?.on("data", listen);
    child.stderr?.on("data", listen);
    child.once("exit", (code) => fail(`ended with ${code}`));
  });
  return child;
}
