import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

export type Exit = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

/** One of our programs as a process of its own. */
export type Program = {
  readonly pid: number;
  /** What it wrote to stdout so far, line by line. */
  readonly lines: readonly string[];
  /** What it wrote to stderr so far. */
  readonly errorText: () => string;
  /** Null while it runs. */
  readonly exit: () => Exit | null;
  /** Sends the signal and waits for the end. */
  readonly end: (signal: NodeJS.Signals) => Promise<Exit>;
  readonly ended: Promise<Exit>;
};

/** What `npm run` loads too: a test run that is killed leaves no process behind. */
const stopWithParent = new URL("../../../../scripts/stop-with-parent.mjs", import.meta.url);

/** Starts a program with this environment and nothing else but PATH. */
export function startProgram(main: URL, cwd: string, env: Readonly<Record<string, string>>): Program {
  const child = spawn(process.execPath, ["--import", stopWithParent.href, main.pathname], {
    cwd,
    env: { PATH: process.env["PATH"], PAYRUN_RUNNER_PID: String(process.pid), ...env },
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error(`${main.pathname} has no output to read`);
  const lines: string[] = [];
  createInterface(stdout).on("line", (line) => lines.push(line));
  let errorText = "";
  stderr.setEncoding("utf8").on("data", (text: string) => {
    errorText += text;
  });
  let exit: Exit | null = null;
  // "close": after the end of its output, so nothing that it said is missed.
  const ended = once(child, "close").then(([code, signal]: unknown[]) => {
    exit = { code: code as Exit["code"], signal: signal as Exit["signal"] };
    return exit;
  });
  return {
    pid: child.pid ?? 0,
    lines,
    errorText: () => errorText,
    exit: () => exit,
    ended,
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}
