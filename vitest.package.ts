import { join } from "node:path";
import { defineConfig } from "vitest/config";

/** How every package's tests run. */
export const projectSettings = {
  include: ["test/**/*.test.ts"],
  testTimeout: 30_000,
  hookTimeout: 60_000,
  // Of `expect.poll`: a busy machine takes its time.
  expect: { poll: { timeout: 10_000 } },
};

/**
 * For the web app: stories of many pages, of which each step fails by itself after ten seconds. One process for many files:
 * their browser stays, and knows the app's scripts.
 */
export const browserSettings = { ...projectSettings, testTimeout: 90_000, isolate: false };

/**
 * Packages whose test files leave nothing behind in their process, so that one process runs many of them: to load modules
 * and Stripe's contract anew for each took longer than the tests.
 */
export const sharesProcess: ReadonlySet<string> = new Set(["stripe-simulator", "provider"]);

/** For `vitest run --root packages/db`: the same, with the shared servers started for this package alone. */
export default defineConfig({
  test: { ...projectSettings, globalSetup: [join(import.meta.dirname, "scripts/test-setup.ts")] },
});
