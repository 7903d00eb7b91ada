import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { projectSettings } from "../../vitest.package.ts";

/** Without the shared servers: a simulator needs none. */
export default defineConfig({
  test: {
    ...projectSettings,
    isolate: false,
    globalSetup: [join(import.meta.dirname, "../../scripts/contract-setup.ts")],
  },
});
