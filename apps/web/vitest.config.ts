import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { browserSettings } from "../../vitest.package.ts";

/** For `vitest run --root apps/web`: the shared servers, then the whole system. */
export default defineConfig({
  test: {
    ...browserSettings,
    maxWorkers: 2,
    globalSetup: [
      join(import.meta.dirname, "../../scripts/test-setup.ts"),
      join(import.meta.dirname, "test/e2e/running-system.ts"),
    ],
  },
});
