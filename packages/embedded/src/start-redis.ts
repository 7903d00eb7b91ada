import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "./free-port.ts";
import { installOnDebian } from "./install-on-debian.ts";

export type RedisServer = {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly stop: () => Promise<void>;
};

const missing =
  "redis-server is not installed: install it (Debian: apt-get install redis-server) or put it on PATH.";

/**
 * Starts a throw-away Redis (or Valkey) on 127.0.0.1 that keeps nothing on disk and has 10,000 numbered databases.
 * It lives until `stop`, whatever becomes of this process. Uses the program on PATH; as root on
 * Debian it is installed when missing.
 *
 * @throws with one line that says what to install.
 */
export async function startRedis({
  port,
  dir,
}: {
  readonly port?: number;
  readonly dir: string;
}): Promise<RedisServer> {
  const program = findProgram() ?? installProgram();
  mkdirSync(dir, { recursive: true });
  const chosen = port ?? (await freePort());
  const flags = [
    "--bind",
    "127.0.0.1",
    "--port",
    String(chosen),
    "--dir",
    dir,
    "--save",
    "",
    "--appendonly",
    "no",
  ];
  const child = spawn(program, flags, { stdio: "ignore", detached: true });
  child.unref();
  const ended = once(child, "exit");
  await waitForPong(chosen, () => child.exitCode !== null || child.signalCode !== null);
  return {
    url: `redis://127.0.0.1:${chosen}`,
    port: chosen,
    pid: child.pid ?? 0,
    stop: async () => {
      child.ref();
      child.kill("SIGTERM");
      await ended;
    },
  };
}

function findProgram(): string | null {
  const found = ["redis-server", "valkey-server"].find((name) => spawnSync(name, ["--version"]).status === 0);
  return found ?? null;
}

function installProgram(): string {
  const program = installOnDebian("redis-server") ? findProgram() : null;
  if (program === null) throw new Error(missing);
  return program;
}

async function waitForPong(port: number, hasEnded: () => boolean): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!(await answersPing(port))) {
    if (hasEnded() || performance.now() > deadline)
      throw new Error(`redis-server did not start on 127.0.0.1:${port}.`);
    await sleep(20);
  }
}

function answersPing(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1" }, () => socket.write("PING\r\n"));
    socket.setTimeout(1_000, () => socket.destroy());
    socket.once("data", (data) => {
      resolve(data.toString().startsWith("+PONG"));
      socket.destroy();
    });
    socket.once("error", () => resolve(false));
    socket.once("close", () => resolve(false));
  });
}
