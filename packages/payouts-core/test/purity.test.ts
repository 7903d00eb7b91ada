import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const src = join(import.meta.dirname, "../src");
const files = globSync("**/*.ts", { cwd: src });

const IMPURE = [
  /\bDate\.now\b/,
  /\bnew Date(?!\s*\(\s*[^\s)])/,
  /(?<!new )\bDate\(/,
  /\bTemporal\.Now\b/,
  /\bMath\.random\b/,
  /\b(?:performance|crypto|process|fetch|globalThis|setTimeout|setInterval|console)\b/,
  /\bimport\s*\(/,
  /\bfrom\s*"(?!\.)/,
];

function impurities(source: string): readonly string[] {
  const code = source.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
  return IMPURE.flatMap((pattern) => pattern.exec(code)?.[0] ?? []);
}

describe("core knows no clock, no randomness and no outside", () => {
  test("and there is a core to look at", () => {
    expect(files.length).toBeGreaterThan(30);
  });

  test.for(files)("%s", (file) => {
    expect(impurities(readFileSync(join(src, file), "utf8"))).toEqual([]);
  });

  test.for([
    "Date.now()",
    "new Date()",
    "new Date( )",
    "new Date;",
    "`${Date.now()}`",
    "String(Date())",
    "Math.random()",
    "performance.now()",
    "crypto.randomUUID()",
    "process.env",
    "fetch(url)",
    "globalThis.Date",
    'await import("x")',
    'import { z } from "zod";',
    'import fs from "node:fs";',
  ])("and the search sees %s", (code) => {
    expect(impurities(`const a = 1; ${code}`)).not.toEqual([]);
  });

  test.for(["new Date(ms)", "Date.UTC(2026, 1)", 'from "./money.ts"', "// Date.now()"])(
    "and lets %s pass",
    (code) => {
      expect(impurities(code)).toEqual([]);
    },
  );
});
