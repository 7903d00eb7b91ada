import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isAlive, processIdentity } from "@payrun/embedded";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { startChild, type Child } from "../src/services/child-process.ts";
import { claimCheckout } from "../src/services/claim-checkout.ts";
import { keepRunning, type KeptChild } from "../src/services/keep-running.ts";
import { createTeardown } from "../src/services/teardown.ts";

const entry = "apps/launcher/test/idle-main.ts";
let folder: string;
const kept: (Child | KeptChild)[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "payrun-launcher-"));
});

afterEach(async () => {
  await Promise.all(kept.splice(0).map((child) => child.stop()));
  rmSync(folder, { recursive: true, force: true });
});

function keep(environment: Readonly<Record<string, string>> = {}) {
  const starts: Child[] = [];
  const troubles: string[] = [];
  const surrenders: string[] = [];
  const child = keepRunning({
    name: "idler",
    entry,
    environment: { ...process.env, ...environment },
    logFile: join(folder, "idler.log"),
    onStart: (started) => void starts.push(started),
    onTrouble: (line) => void troubles.push(line),
    onGiveUp: (reason) => void surrenders.push(reason),
  });
  kept.push(child);
  return { child, starts, troubles, surrenders };
}

describe("a child that is kept running", () => {
  test("is started again when it is killed, and that is told", async () => {
    const { starts, troubles } = keep();
    process.kill(Number(starts[0]?.identity.split(":")[0]), "SIGKILL");
    await vi.waitFor(() => expect(starts).toHaveLength(2), { timeout: 10_000 });
    expect(troubles).toEqual(["The idler was killed by SIGKILL; starting it again."]);
    expect(isAlive(starts[1]?.identity ?? "")).toBe(true);
  });

  test("stays down when it was stopped", async () => {
    const { child, starts, troubles } = keep();
    await child.stop();
    expect(isAlive(starts[0]?.identity ?? "")).toBe(false);
    expect([starts.length, troubles]).toEqual([1, []]);
  });

  test("is given up when it never comes up, with its last words", { timeout: 30_000 }, async () => {
    const { starts, surrenders } = keep({ IDLE_EXIT: "3" });
    await vi.waitFor(() => expect(surrenders).toHaveLength(1), { timeout: 25_000 });
    expect(surrenders[0]).toMatch(
      /^The idler ended with exit code 3, again and again: idle child began \(.*idler.log\)$/,
    );
    expect(starts).toHaveLength(4);
  });
});

describe("a checkout", () => {
  test("has one launcher: a second one is told whose it is", async () => {
    const first = await claimCheckout(folder);
    expect(await claimCheckout(folder)).toEqual({ kind: "running", pid: String(process.pid) });
    if (first.kind === "claimed") first.release();
    expect((await claimCheckout(folder)).kind).toBe("claimed");
  });

  test("whose launcher was killed is taken over, and the children it left are ended", async () => {
    const left = startChild({
      name: "idler",
      entry,
      environment: process.env,
      logFile: join(folder, "left.log"),
    });
    kept.push(left);
    const dead = spawn(process.execPath, ["-e", ""]);
    const launcher = processIdentity(dead.pid);
    await new Promise((resolve) => dead.once("exit", resolve));
    writeFileSync(join(folder, "launcher.json"), JSON.stringify({ launcher, children: [left.identity] }));
    const claim = await claimCheckout(folder);
    expect(claim.kind).toBe("claimed");
    expect(isAlive(left.identity)).toBe(false);
    expect(readFileSync(join(folder, "launcher.json"), "utf8")).toContain(processIdentity());
  });
});

test("everything is stopped in the reverse order, whatever fails on the way", async () => {
  const stopped: string[] = [];
  const troubles: string[] = [];
  const teardown = createTeardown((line) => void troubles.push(line));
  teardown.add("PostgreSQL", () => Promise.resolve(stopped.push("PostgreSQL")));
  teardown.add("The API", () => Promise.reject(new Error("stuck")));
  teardown.add("The worker", () => Promise.resolve(stopped.push("worker")));
  await Promise.all([teardown.run(), teardown.run()]);
  expect(stopped).toEqual(["worker", "PostgreSQL"]);
  expect(troubles).toEqual(["The API did not stop cleanly: Error: stuck"]);
});
