import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Environment } from "@payrun/environment";
import { checkout, describeEnd, lastWords, startChild } from "../services/child-process.ts";
import { choosePort } from "../services/choose-port.ts";
import type { KeepOptions } from "../services/keep-running.ts";

const buildEntry = "apps/web/build/main.ts";

/**
 * Where browsers will find the web app: as configured, or at a free port of this machine where the usual one is taken.
 *
 * @throws when an address was asked for whose port is taken.
 */
export async function chooseWebOrigin(
  { webOrigin, webPort }: Environment,
  given: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const variable = given["WEB_PORT"] ? "WEB_PORT" : "WEB_ORIGIN";
  const port = await choosePort(variable, { wanted: webPort, asked: Boolean(given[variable]) });
  return port === webPort ? webOrigin : `http://localhost:${port}`;
}

export type WebBuild = {
  /** Absolute. */
  readonly dataDir: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly hooks: Pick<KeepOptions, "onStart" | "onTrouble">;
};

/** Builds what browsers load, where its sources changed. Returns whether there is a web app to start. */
export async function buildWebApp({ dataDir, environment, hooks }: WebBuild): Promise<boolean> {
  if (!existsSync(join(checkout, buildEntry))) return false;
  const logFile = join(dataDir, "logs", "web-build.log");
  const build = startChild({ name: "web build", entry: buildEntry, environment, logFile });
  hooks.onStart(build);
  const end = await build.ended;
  if (end.code === 0) return true;
  hooks.onTrouble(`There is no web app: its build ${describeEnd(end)}: ${lastWords(logFile)}`);
  return false;
}

/** Waits for the web app's first answer, and the API's behind it; tells when there is none, and goes on. */
export async function untilWebAnswers(
  webUrl: string,
  { timeoutMs, onTrouble }: { readonly timeoutMs: number; readonly onTrouble: (line: string) => void },
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await answers(`${webUrl}/api/auth/get-session`))) {
    if (performance.now() > deadline) return onTrouble(`The web app does not answer at ${webUrl}.`);
    await sleep(100);
  }
  return undefined;
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}
