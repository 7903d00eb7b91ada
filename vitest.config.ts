import { readdirSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { browserSettings, projectSettings, sharesProcess } from "./vitest.package.ts";

const folders = ["packages", "apps"].flatMap((parent) =>
  readdirSync(join(import.meta.dirname, parent)).map((name) => ({ name, root: `./${parent}/${name}` })),
);

/** What only some packages' tests need, started once for all of theirs. Runs before the setup of all, so it includes that. */
const ownSetup: Readonly<Record<string, readonly string[]>> = {
  web: ["./scripts/test-setup.ts", "./apps/web/test/e2e/running-system.ts"],
};

/** Of the commands in the root's package.json. */
const scripts = { name: "scripts", root: "./scripts" };

export default defineConfig({
  test: {
    globalSetup: ["./scripts/test-setup.ts"],
    // Two files at once, also on two cores: the longest ones mostly wait for processes that they started.
    maxWorkers: 2,
    projects: [...folders, scripts].map(({ name, root }) => ({
      root,
      test: {
        isolate: !sharesProcess.has(name),
        ...(name === "web" ? browserSettings : projectSettings),
        name,
        // Those of the browser after all others: its files keep their process and their warm browser.
        sequence: { groupOrder: name === "web" ? 1 : 0 },
        globalSetup: (ownSetup[name] ?? []).map((file) => join(import.meta.dirname, file)),
      },
    })),
  },
});
