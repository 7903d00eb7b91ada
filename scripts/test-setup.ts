import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startTestRun } from "../packages/testkit/src/index.ts";

/**
 * Vitest's global setup: one PostgreSQL and one migrated template for the whole run, only where a chosen project's
 * package uses the testkit. Returns the teardown.
 */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const started = process.env["PAYRUN_TEST_ADMIN_URL"] !== undefined;
  if (started || !project.vitest.projects.some(({ config }) => usesTestkit(config.root))) return undefined;
  const { end } = await startTestRun(await findMigrate());
  return end;
}

function usesTestkit(packageDir: string): boolean {
  const file = join(packageDir, "package.json");
  return existsSync(file) && readFileSync(file, "utf8").includes("@payrun/testkit");
}

/** Loaded only here, so that a package whose tests need no database does not depend on the state of @payrun/db. */
async function findMigrate(): Promise<(url: string) => Promise<unknown>> {
  const { migrate } = await import("../packages/db/src/index.ts");
  return migrate;
}
