import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";

const install = 'apt-get install -y --no-install-recommends "$1"';

/**
 * Installs a package of Debian's when this process is root on a machine that has apt-get. Gives whether it tried:
 * whoever asks looks for the program again. Processes that ask at once wait for each other: apt-get itself would not.
 */
export function installOnDebian(packageName: string): boolean {
  if (process.getuid?.() !== 0 || spawnSync("apt-get", ["--version"]).status !== 0) return false;
  const lock = join(tmpdir(), "payrun-apt-get.lock");
  spawnSync(
    "flock",
    [lock, "sh", "-c", `${install} || { apt-get update && ${install}; }`, "sh", packageName],
    {
      stdio: "ignore",
      // Debian's packages would start servers of their own: invoke-rc.d obeys this.
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" },
    },
  );
  return true;
}
