import { join } from "node:path";
import { defineConfig } from "vitest/config";

/** How every package's tests run. */
export const projectSettings = {
  include: ["test/**/*.test.ts"],
  testTimeout: 30_000,
  hookTimeout: 60_000,
};

/** For `vitest run --root packages/db`: the same, with the shared servers started for this package alone. */
export default defineConfig({
  test: { ...projectSettings, globalSetup: [join(import.meta.dirname, "scripts/test-setup.ts")] },
});
