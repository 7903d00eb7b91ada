import { spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { processIdentity } from "@payrun/embedded";

/** The folder of this checkout. */
export const checkout = join(import.meta.dirname, "../../../..");

export type ChildOptions = {
  /** As people read it: `worker`. */
  readonly name: string;
  /** Entry file, from the checkout's folder. */
  readonly entry: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What it prints is appended here. */
  readonly logFile: string;
};

export type ChildEnd = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

export type Child = {
  readonly name: string;
  /** As `processIdentity` has it. */
  readonly identity: string;
  readonly logFile: string;
  /** Resolves when the process has ended, for whatever reason. */
  readonly ended: Promise<ChildEnd>;
  /** SIGTERM, and SIGKILL when it has not drained after half a minute. */
  readonly stop: () => Promise<void>;
};

const drainMs = 30_000;
const lifeline = join(checkout, "scripts/stop-with-parent.mjs");

/**
 * Starts one of the checkout's processes, in a process group of its own: Ctrl-C in a terminal reaches only the
 * launcher, which stops its children in order. Should the launcher be killed, each child notices and ends by itself.
 */
export function startChild({ name, entry, environment, logFile }: ChildOptions): Child {
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, "a", 0o600);
  const child = spawn(process.execPath, [...flagsOf(entry), "--import", lifeline, join(checkout, entry)], {
    cwd: checkout,
    detached: true,
    stdio: ["ignore", log, log, "pipe"],
    env: { ...environment, PAYRUN_RUNNER_PID: String(process.pid) },
  });
  closeSync(log);
  const ended = new Promise<ChildEnd>((resolve) => {
    child.once("exit", (code, signal) => resolve({ code, signal }));
    child.once("error", () => resolve({ code: null, signal: null }));
  });
  const { pid } = child;
  return {
    name,
    logFile,
    ended,
    identity: pid === undefined ? "0" : processIdentity(pid),
    stop: async () => {
      child.kill("SIGTERM");
      const drained = new AbortController();
      const tooLong = sleep(drainMs, "late" as const, { signal: drained.signal }).catch(
        () => "drained" as const,
      );
      if ((await Promise.race([ended, tooLong])) === "late") child.kill("SIGKILL");
      drained.abort();
      await ended;
    },
  };
}

/** What an app asks of Node, as `npm run` gives it too. */
function flagsOf(entry: string): readonly string[] {
  const file = join(checkout, entry, "../../node-flags.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as string[]) : [];
}

/** The last thing that it printed, for a person who wonders why it ended; of a log line in JSON only what it says. */
export function lastWords(logFile: string): string {
  const line = readFileSync(logFile, "utf8").trim().split("\n").at(-1) ?? "";
  try {
    const { err, msg } = JSON.parse(line) as {
      readonly err?: { readonly message?: string };
      readonly msg?: string;
    };
    return `${err?.message ?? msg ?? line} (${logFile})`;
  } catch {
    return `${line.slice(0, 1_000)} (${logFile})`;
  }
}

export function describeEnd({ code, signal }: ChildEnd): string {
  if (signal !== null) return `was killed by ${signal}`;
  return code === null ? "could not be started" : `ended with exit code ${code}`;
}
