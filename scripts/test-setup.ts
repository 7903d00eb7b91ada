import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node";
import { startTestRun, type TestRun } from "../packages/testkit/src/index.ts";
import findChromium from "./chromium-setup.ts";
import watchContract from "./contract-setup.ts";

const migrateMain = join(import.meta.dirname, "../apps/launcher/src/migrate-main.ts");

/**
 * Vitest's global setup: the watch over Stripe's contract, a Chromium, and one PostgreSQL and one migrated template for the
 * whole run; each only where a chosen project's package uses it. Returns the teardown.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const endWatch = watchContract();
  if (project.vitest.projects.some(({ config }) => usesChromium(config.root))) await findChromium();
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
  return manifestOf(packageDir).includes("@payrun/testkit");
}

function usesChromium(packageDir: string): boolean {
  return manifestOf(packageDir).includes("playwright-core");
}

/** The text of `package.json`; empty where there is none. */
function manifestOf(packageDir: string): string {
  const file = join(packageDir, "package.json");
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

/** The command that operators run. */
async function migrate(url: string): Promise<void> {
  const env = { ...process.env, MIGRATION_DATABASE_URL: url };
  await promisify(execFile)(process.execPath, [migrateMain], { env });
}
