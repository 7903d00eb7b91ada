import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const linesMax = 300;

/** Longer than that, each with its reason. */
const longFiles: Readonly<Record<string, string>> = {};

/** Files beside `main.ts`, `*-main.ts` and `env.ts` that look at the environment, each with its reason. */
const environmentReaders: Readonly<Record<string, string>> = {
  "packages/embedded/src/create-cluster.ts": "initdb gets PATH, and nothing else of ours",
  "packages/embedded/src/start-embedded-postgres.ts": "the server gets PATH, and nothing else of ours",
  "packages/embedded/src/install-on-debian.ts": "apt-get gets the whole environment",
  "packages/testkit/src/chromium.ts": "a machine may have its browser elsewhere",
  "packages/testkit/src/test-database.ts": "test processes find the run's servers through it",
  "packages/testkit/src/test-run.ts": "it tells test processes where the run's servers are",
  "apps/bench/src/plan.ts": "the measured process gets PATH, and nothing else of ours",
  "apps/bench/src/simulator.ts": "the measured process gets PATH, and nothing else of ours",
};

const sources = globSync("{packages,apps}/*/{src,server}/**/*.{ts,tsx}", { cwd: root });
const everything = [
  ...sources,
  ...globSync("{packages,apps}/*/{test,prisma}/**/*.{ts,tsx,prisma,sql}", { cwd: root }),
  ...globSync("{scripts,docs,.ci}/**/*.{ts,mjs,md,svg}", { cwd: root }),
  ...globSync("*.{md,ts,cjs,json}", { cwd: root }),
];

const text = (file: string) => readFileSync(join(root, file), "utf8");

describe("the sources", () => {
  test("are there to look at", () => {
    expect(sources.length).toBeGreaterThan(150);
  });

  test(`have at most ${linesMax} lines a file`, () => {
    const long = sources.filter((file) => text(file).split("\n").length - 1 > linesMax);
    expect(long.toSorted()).toEqual(Object.keys(longFiles).toSorted());
  });

  test("read the environment only where a process starts", () => {
    const readers = sources.filter((file) => text(file).includes("process.env"));
    const unexpected = readers.filter((file) => !/(?:^|[/-])main\.ts$|\/env\.ts$/.test(file));
    expect(unexpected.toSorted()).toEqual(Object.keys(environmentReaders).toSorted());
  });

  test("are named after their main export, never after a drawer", () => {
    const drawers = /\/(?:utils?|helpers?|types|common|config|misc|shared)(?:\.tsx?|\/)/;
    expect(sources.filter((file) => drawers.test(file))).toEqual([]);
  });
});

test("nothing is left to be done later", () => {
  // Bracketed, so that this file does not find itself.
  const notes = /\b(?:T[O]DO|F[I]XME)\b/;
  expect(everything.filter((file) => notes.test(text(file)))).toEqual([]);
});
