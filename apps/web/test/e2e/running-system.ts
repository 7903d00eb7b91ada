import { createTestDatabase } from "@payrun/testkit";
import type { TestProject } from "vitest/node";
import { startSystem, type System } from "./start-system.ts";

/** The system that all browser tests of a run share. */
export type RunningSystem = System & { readonly databaseURL: string };

declare module "vitest" {
  interface ProvidedContext {
    readonly system: RunningSystem;
  }
}

/**
 * Vitest's global setup: everything that `npm start` starts, with a database of the run's own. What is tested is what
 * people get. Returns the teardown.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const database = await createTestDatabase();
  const { system, stop } = await startSystem({ DATABASE_URL: database.url });
  project.provide("system", { ...system, databaseURL: database.url });
  return async () => {
    await stop();
    await database.drop();
  };
}
