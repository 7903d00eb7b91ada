import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node";
import { startTestRun, type TestRun } from "../packages/testkit/src/index.ts";
import watchContract from "./contract-setup.ts";

const migrateMain = join(import.meta.dirname, "../apps/launcher/src/migrate-main.ts");

/**
 * Vitest's global setup: the watch over Stripe's contract, and one PostgreSQL and one migrated template for the whole
 * run, only where a chosen project's package uses the testkit. Returns the teardown.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const endWatch = watchContract();
  const databases = await startDatabases(project);
  return async () => {
    await databases?.end();
    endWatch();
  };
}

async function startDatabases(project: TestProject): Promise<TestRun | null> {
  const started = process.env["PAYRUN_TEST_ADMIN_URL"] !== undefined;
  if (started || !project.vitest.projects.some(({ config }) => usesTestkit(config.root))) return null;
  return startTestRun(migrate);
}

function usesTestkit(packageDir: string): boolean {
  const file = join(packageDir, "package.json");
  return existsSync(file) && readFileSync(file, "utf8").includes("@payrun/testkit");
}

/** The command that operators run. */
async function migrate(url: string): Promise<void> {
  const env = { ...process.env, MIGRATION_DATABASE_URL: url };
  await promisify(execFile)(process.execPath, [migrateMain], { env });
}
