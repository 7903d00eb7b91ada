import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { projectSettings } from "../../vitest.package.ts";

const scripts = join(import.meta.dirname, "../../scripts");

/** Without the shared servers: a simulator needs none. */
export default defineConfig({
  test: {
    ...projectSettings,
    isolate: false,
    globalSetup: ["contract-setup.ts", "chromium-setup.ts"].map((name) => join(scripts, name)),
  },
});
