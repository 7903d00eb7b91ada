import { readdirSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { projectSettings } from "./vitest.package.ts";

const folders = ["packages", "apps"].flatMap((parent) =>
  readdirSync(join(import.meta.dirname, parent)).map((name) => ({ name, root: `./${parent}/${name}` })),
);

export default defineConfig({
  test: {
    globalSetup: ["./scripts/test-setup.ts"],
    projects: folders.map(({ name, root }) => ({ root, test: { ...projectSettings, name } })),
  },
});
