import { execFileSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { CaseResult, ChaosCase, ChaosPart } from "./chaos-part.ts";

/** As `--json` writes it. */
export type PartResult = {
  readonly part: string;
  readonly commit: string;
  readonly seed: number;
  readonly cases: number;
  readonly double: number;
  readonly lost: number;
  readonly failed: readonly string[];
};

/** A part stops here and goes on at the next start: nobody waits longer in one go. */
const PART_MAX_MS = 85 * 60_000;
const TOLD_EVERY_MS = 10_000;

type Done = CaseResult & { readonly name: string };

/** Runs a part's cases in turn. What is done is kept by commit and seed, so that a part that was stopped goes on there. */
export async function runPart(
  part: ChaosPart,
  { seed, limit }: { readonly seed: number; readonly limit: number | null },
): Promise<PartResult> {
  const commit = commitNow();
  const progress = progressFile(`${part.name}-${commit}-${seed}`);
  const cases = (await part.cases("full", seed)).slice(0, limit ?? undefined);
  const done = new Map(progress.read().map((each) => [each.name, each]));
  const startedAt = performance.now();
  let toldAt = 0;
  for (const each of cases) {
    if (limit === null && done.has(each.name)) continue;
    if (performance.now() - startedAt > PART_MAX_MS) break;
    const result = { name: each.name, ...(await resultOf(each)) };
    for (const line of result.failed) process.stdout.write(`${part.name}: ${line}\n`);
    done.set(each.name, result);
    if (limit === null) progress.add(result);
    if (performance.now() - toldAt > TOLD_EVERY_MS) {
      toldAt = performance.now();
      tell(part.name, cases, done);
    }
  }
  tell(part.name, cases, done);
  const results = cases.flatMap(({ name }) => done.get(name) ?? []);
  return {
    part: part.name,
    commit,
    seed,
    cases: results.length,
    double: results.reduce((sum, { double }) => sum + double, 0),
    lost: results.reduce((sum, { lost }) => sum + lost, 0),
    failed: results.flatMap(({ failed }) => failed),
  };
}

/** A case that cannot be run has failed, and says why. */
async function resultOf(each: ChaosCase): Promise<CaseResult> {
  try {
    return await each.run();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { double: 0, lost: 0, failed: [`${each.name}: ${why}`] };
  }
}

function tell(part: string, cases: readonly ChaosCase[], done: ReadonlyMap<string, Done>): void {
  const results = [...done.values()];
  const failed = results.filter((each) => each.failed.length > 0).length;
  process.stdout.write(`${part}: ${results.length}/${cases.length} done, ${failed} failed\n`);
}

function commitNow(): string {
  try {
    return execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
  } catch {
    return "none";
  }
}

type Progress = {
  readonly read: () => readonly Done[];
  readonly add: (done: Done) => void;
};

function progressFile(name: string): Progress {
  const folder = join(import.meta.dirname, "../../../.data/chaos");
  const path = join(folder, `${name}.jsonl`);
  mkdirSync(folder, { recursive: true });
  return {
    read: () =>
      existsSync(path)
        ? readFileSync(path, "utf8")
            .split("\n")
            .filter(Boolean)
            .map((line) => JSON.parse(line) as Done)
        : [],
    add: (done) => appendFileSync(path, `${JSON.stringify(done)}\n`),
  };
}
