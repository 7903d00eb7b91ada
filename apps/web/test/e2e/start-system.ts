import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "@payrun/testkit";

/** Everything that `npm start` starts, on free ports. */
export type System = {
  /** Of the web app, e.g. `http://localhost:3000`. */
  readonly baseURL: string;
  readonly apiURL: string;
  readonly simulatorURL: string;
  /** Where mails arrive as `.eml` files. */
  readonly mailDir: string;
};

export type StartedSystem = { readonly system: System; readonly stop: () => Promise<void> };

const checkout = join(import.meta.dirname, "../../../..");
const startMain = join(checkout, "apps/launcher/src/main.ts");
const lifeline = join(checkout, "scripts/stop-with-parent.mjs");
/** Long enough for a busy machine; a quiet one takes 12 s. */
const startMs = 120_000;

/** Between two schedule dates: one batch is history, one has just been paid, and the next is to come. */
export const businessNow = "2026-11-20T09:00:00Z";
export const creators = process.env["PAYRUN_E2E"] === "full" ? 1_000 : 60;

/**
 * Starts the launcher and waits until everything answers and the due batch is paid.
 *
 * @param environment e.g. `DATABASE_URL`; without one the system brings its own database.
 * @throws with what the launcher told when something does not come up.
 */
export async function startSystem(
  environment: Readonly<Record<string, string>> = {},
): Promise<StartedSystem> {
  const folder = mkdtempSync(join(tmpdir(), "payrun-e2e-"));
  const [webPort, apiPort, simulatorPort] = [await freePort(), await freePort(), await freePort()];
  const system: System = {
    baseURL: `http://localhost:${webPort}`,
    apiURL: `http://127.0.0.1:${apiPort}`,
    simulatorURL: `http://127.0.0.1:${simulatorPort}`,
    mailDir: join(folder, "mail"),
  };
  const launcher = spawn(
    process.execPath,
    ["--import", lifeline, startMain, "--creators", String(creators)],
    {
      cwd: checkout,
      // The fourth is a pipe that only this process holds: when it ends, so does the launcher.
      stdio: ["ignore", "pipe", "pipe", "pipe"],
      env: {
        ...process.env,
        PAYRUN_RUNNER_PID: String(process.pid),
        PAYRUN_DATA_DIR: folder,
        PAYRUN_NOW: businessNow,
        WEB_ORIGIN: system.baseURL,
        API_PORT: String(apiPort),
        STRIPE_SIMULATOR_PORT: String(simulatorPort),
        ...environment,
      },
    },
  );
  const stop = async () => {
    launcher.kill("SIGTERM");
    if (launcher.exitCode === null && launcher.signalCode === null) await once(launcher, "exit");
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilStarted(launcher);
    return { system, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function untilStarted(launcher: ChildProcess): Promise<void> {
  let told = "";
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`The system ${why}:\n${told}`));
    const late = setTimeout(() => fail(`did not start within ${startMs / 1000} s`), startMs);
    const end = (why: string | null) => {
      clearTimeout(late);
      if (why === null) resolve();
      else fail(why);
    };
    const listen = (data: Buffer) => {
      told += data.toString();
      if (told.includes("Ctrl-C stops all of it.")) {
        end(told.includes("There is no web app") ? "started without its web app" : null);
      }
    };
    launcher.stdout?.on("data", listen);
    launcher.stderr?.on("data", listen);
    launcher.once("exit", (code) => end(`ended with ${code}`));
  });
}
