import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readSeedArguments, readStartArguments } from "../src/read-arguments.ts";

describe("npm start", () => {
  test("without arguments stays up with 1,000 creators", () => {
    expect(readStartArguments([], "/")).toEqual({
      ok: true,
      arguments: { once: false, creators: 1000, seed: "1", jsonFile: null },
    });
  });

  test("takes values after a space or an equals sign, and files from where it was called", () => {
    expect(
      readStartArguments(["--once", "--creators=40", "--seed", "s-2", "--json", "r.json"], tmpdir()),
    ).toEqual({
      ok: true,
      arguments: { once: true, creators: 40, seed: "s-2", jsonFile: join(tmpdir(), "r.json") },
    });
  });

  test.for([
    { argv: ["--onec"], problem: 'Unknown argument "--onec". Known: --once, --creators, --seed, --json.' },
    {
      argv: ["--once=yes"],
      problem: 'Unknown argument "--once=yes". Known: --once, --creators, --seed, --json.',
    },
    { argv: ["extra"], problem: 'Unknown argument "extra". Known: --once, --creators, --seed, --json.' },
    { argv: ["--creators"], problem: "--creators needs a value." },
    {
      argv: ["--creators", "0"],
      problem: '--creators must be a whole number from 1 to 1,000,000; it is "0".',
    },
    {
      argv: ["--creators", "1e3"],
      problem: '--creators must be a whole number from 1 to 1,000,000; it is "1e3".',
    },
    { argv: ["--creators=1", "--creators=2"], problem: "--creators is given twice." },
    {
      argv: ["--json", "/no/such/folder/r.json"],
      problem: "--json: the folder /no/such/folder does not exist.",
    },
    {
      argv: ["--seed", "a b"],
      problem: '--seed must be 1 to 64 letters, digits, dots, hyphens or underscores; it is "a b".',
    },
  ])("refuses $argv with one clear line", ({ argv, problem }) => {
    expect(readStartArguments(argv, "/")).toEqual({ ok: false, problems: [problem] });
  });

  test("names every fault at once", () => {
    const reading = readStartArguments(["--bogus", "--creators", "x"], "/");
    expect(reading.ok ? [] : reading.problems).toHaveLength(2);
  });
});

test("npm run db:seed takes a number of creators and a seed, and nothing else", () => {
  expect(readSeedArguments(["--creators", "7", "--seed", "z"])).toEqual({
    ok: true,
    arguments: { creators: 7, seed: "z" },
  });
  expect(readSeedArguments(["--once"]).ok).toBe(false);
});
