import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What Stryker mutates, and how many of the mutants the tests must notice. */
export type StrykerPart = {
  readonly name: string;
  /** The package, and the folders of its `src` that are mutated. */
  readonly root: string;
  readonly folders: readonly string[];
  readonly vitestConfig: string;
  readonly scoreMin: number;
};

/** mutation-testing-elements' report, as far as it is read here. */
type Report = {
  readonly files: Readonly<Record<string, { readonly mutants: readonly { readonly status: string }[] }>>;
};

type Score = { readonly file: string; readonly caught: number; readonly of: number };

/**
 * Mutates one folder after the other, resuming from the last run, and prints the score per file.
 *
 * @param only these folders; empty: all. The limit is for what ran.
 * @returns whether the score reaches the limit.
 */
export function runStryker(root: string, part: StrykerPart, only: readonly string[]): boolean {
  const folders = only.length > 0 ? only : part.folders;
  const scores = folders.flatMap((folder) => runFolder(root, part, folder));
  for (const score of scores) console.log(line(score));
  const total = scores.reduce(
    (sum, { caught, of }) => ({ file: part.name, caught: sum.caught + caught, of: sum.of + of }),
    { file: part.name, caught: 0, of: 0 },
  );
  console.log(`${line(total)} (at least ${part.scoreMin} %)`);
  return total.of > 0 && percent(total) >= part.scoreMin;
}

function runFolder(root: string, part: StrykerPart, folder: string): readonly Score[] {
  const data = join(root, ".data/mutation");
  mkdirSync(data, { recursive: true });
  const name = `${part.name}-${folder}`;
  const config = join(data, `${name}.config.json`);
  const report = join(data, `${name}.report.json`);
  rmSync(report, { force: true });
  writeFileSync(config, JSON.stringify(configOf(part, folder, { data, name, report }), null, 2));
  const run = spawnSync("stryker", ["run", config], { cwd: root, stdio: "inherit" });
  if (run.error) throw run.error;
  if (run.status !== 0) throw new Error(`Stryker ended with ${run.status ?? run.signal} in ${folder}`);
  const { files } = JSON.parse(readFileSync(report, "utf8")) as Report;
  return Object.entries(files).map(([file, { mutants }]) => scoreOf(file, mutants));
}

/** From the root, so that the sandbox has what packages share; TypeScript 7 has no compiler API for Stryker to use. */
function configOf(
  { root, vitestConfig }: StrykerPart,
  folder: string,
  { data, name, report }: { readonly data: string; readonly name: string; readonly report: string },
) {
  const shared = ["scripts", "scripts/mutation", "scripts/mutation/**", "tsconfig.base.json", "package.json"];
  const kept = ["packages", root, `${root}/**`, ...shared];
  return {
    testRunner: "vitest",
    plugins: ["@stryker-mutator/vitest-runner"],
    mutate: [`${root}/src/${folder}/*.ts`],
    ignorePatterns: [
      "*",
      ...kept.map((path) => `!${path}`),
      "node_modules",
      `${root}/node_modules`,
      `${root}/.types`,
    ],
    tsconfigFile: "stryker-needs-none.json",
    packageManager: "pnpm",
    coverageAnalysis: "perTest",
    concurrency: 1,
    incremental: true,
    incrementalFile: join(data, `${name}.incremental.json`),
    tempDirName: `.data/mutation/sandbox-${name}`,
    reporters: ["clear-text", "json"],
    clearTextReporter: { reportTests: false, reportScoreTable: false },
    jsonReporter: { fileName: report },
    vitest: { configFile: vitestConfig, dir: root },
  };
}

/** A mutant that no run was valid for (it does not compile, or is ignored with its reason) says nothing. */
function scoreOf(file: string, mutants: readonly { readonly status: string }[]): Score {
  const count = (...statuses: readonly string[]) =>
    mutants.filter(({ status }) => statuses.includes(status)).length;
  const caught = count("Killed", "Timeout");
  return { file, caught, of: caught + count("Survived", "NoCoverage") };
}

function percent({ caught, of }: Score): number {
  return of === 0 ? 100 : (100 * caught) / of;
}

function line(score: Score): string {
  return `${percent(score).toFixed(1).padStart(5)} %  ${score.caught} of ${score.of}  ${score.file}`;
}
