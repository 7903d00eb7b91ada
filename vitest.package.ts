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
 * Packages whose test files leave nothing behind in their process, so that one process runs many of them: to load modules
 * and Stripe's contract anew for each took longer than the tests; and the web app's files share a browser that knows its scripts.
 */
export const sharesProcess: ReadonlySet<string> = new Set(["stripe-simulator", "provider", "web"]);

/** For `vitest run --root packages/db`: the same, with the shared servers started for this package alone. */
export default defineConfig({
  test: { ...projectSettings, globalSetup: [join(import.meta.dirname, "scripts/test-setup.ts")] },
});
