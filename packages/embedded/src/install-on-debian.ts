import { spawnSync } from "node:child_process";

/**
 * Installs a package of Debian's when this process is root on a machine that has apt-get. Gives whether it tried:
 * whoever asks looks for the program again.
 */
export function installOnDebian(packageName: string): boolean {
  if (process.getuid?.() !== 0 || spawnSync("apt-get", ["--version"]).status !== 0) return false;
  const install = () =>
    spawnSync("apt-get", ["install", "-y", "--no-install-recommends", packageName], {
      stdio: "ignore",
      // Debian's packages would start servers of their own: invoke-rc.d obeys this.
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" },
    }).status === 0;
  if (!install()) {
    spawnSync("apt-get", ["update"], { stdio: "ignore" });
    install();
  }
  return true;
}
