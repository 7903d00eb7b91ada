import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

// pm-on-fail: the version is pinned right here; pnpm would otherwise want to record it in the lock file.
const install = [
  "--yes",
  "pnpm@12.21.0",
  "install",
  "--frozen-lockfile",
  "--prefer-offline",
  "--pm-on-fail=ignore",
];

/**
 * Installs the workspace when node_modules does not match pnpm-lock.yaml. A marker with the lock file's hash says so,
 * written only after success; of two processes at once one installs and the other waits.
 */
export async function installWorkspace(root) {
  const marker = join(root, "node_modules", ".payrun-installed");
  const wanted = createHash("sha256")
    .update(readFileSync(join(root, "pnpm-lock.yaml")))
    .digest("hex");
  const isInstalled = () => existsSync(marker) && readFileSync(marker, "utf8") === wanted;
  if (isInstalled()) return;
  const lock = await takeLock(join(root, ".data", "install.lock"));
  try {
    if (isInstalled()) return;
    // Its output goes to stderr: stdout belongs to the command. CI=true keeps pnpm from asking questions.
    const run = spawnSync("npx", install, {
      cwd: root,
      stdio: ["ignore", 2, 2],
      env: { ...process.env, CI: "true" },
    });
    if (run.status !== 0)
      throw new Error(`npx ${install.join(" ")} failed${run.error ? `: ${run.error.message}` : ""}.`);
    writeFileSync(marker, wanted);
  } finally {
    rmSync(lock, { force: true });
  }
}

/** A file that names its holder: a lock whose holder was killed is taken over. */
async function takeLock(file) {
  mkdirSync(join(file, ".."), { recursive: true });
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: "wx" });
      return file;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    await sleep(200);
    const holder = existsSync(file) ? Number(readFileSync(file, "utf8")) : null;
    if (holder !== null && !isAlive(holder)) rmSync(file, { force: true });
  }
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
}
