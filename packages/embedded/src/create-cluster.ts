import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { clusterPath } from "./postmaster.ts";
import type { PostgresBinaries } from "./postgres-binaries.ts";
import { giveTo, type ServerAccount } from "./server-account.ts";

export type ClusterPlan = {
  readonly home: string;
  readonly binaries: PostgresBinaries;
  readonly account: ServerAccount;
  readonly adminPassword: string;
  /** False writes without waiting for the disk: for data that is thrown away. */
  readonly durable: boolean;
};

/**
 * Runs initdb in a draft folder and renames it into place, so that a kill in the middle leaves nothing half-made.
 * UTF-8 with PostgreSQL's builtin locale: the order of text does not depend on the machine's libraries.
 */
export function createCluster({ home, binaries, account, adminPassword, durable }: ClusterPlan): void {
  for (const name of readdirSync(home)) {
    if (name.startsWith("draft-")) rmSync(join(home, name), { recursive: true, force: true });
  }
  const draft = join(home, `draft-${randomUUID()}`);
  const cluster = join(draft, "cluster");
  const passwordFile = join(draft, "password");
  mkdirSync(cluster, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, adminPassword, { mode: 0o600 });
  for (const path of [draft, cluster, passwordFile]) giveTo(account, path);
  const flags = [
    "--username=postgres",
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--no-locale",
  ];
  const locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const run = spawnSync(
    binaries.initdb,
    [`--pgdata=${cluster}`, ...flags, ...locale, ...(durable ? [] : ["--no-sync"])],
    {
      ...account,
      cwd: draft,
      env: { PATH: process.env["PATH"], LC_ALL: "C" },
      encoding: "utf8",
    },
  );
  if (run.status !== 0) {
    rmSync(draft, { recursive: true, force: true });
    throw new Error(`initdb failed: ${run.error?.message ?? run.stderr.trim()}`);
  }
  renameSync(cluster, clusterPath(home));
  rmSync(draft, { recursive: true, force: true });
}
