import { defineConfig } from "vitest/config";

/** Core's tests without its coverage, which Stryker measures by itself; without the test that reads the sources. */
export default defineConfig({
  test: { include: ["test/**/*.test.ts"], exclude: ["test/purity.test.ts"] },
});
