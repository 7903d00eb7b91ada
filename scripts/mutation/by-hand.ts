import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { type HandMutation, handMutations } from "./hand-mutations.ts";

/**
 * Makes each mutation of the list in a copy of the last commit, and runs the tests that must notice. Without any mutation
 * they must pass, or nothing was caught.
 *
 * @param wanted only mutations whose name has this in it; empty: all.
 * @returns whether each was caught.
 */
export function runByHand(root: string, wanted: string): boolean {
  const chosen = handMutations.filter(({ name }) => name.includes(wanted));
  const copy = copyOfCommit(root);
  try {
    const broken = brokenUnmutated(copy, chosen);
    for (const tests of broken) console.log(`BROKEN  ${tests} fails without any mutation`);
    const missed = chosen.filter((mutation) => !isCaught(copy, mutation));
    console.log(`by hand: ${chosen.length - missed.length} of ${chosen.length} caught`);
    return chosen.length > 0 && missed.length === 0 && broken.length === 0;
  } finally {
    rmSync(copy, { recursive: true });
  }
}

/** Its packages know each other, not the checkout's: only what comes from outside is shared. */
function copyOfCommit(root: string): string {
  const parent = join(root, ".data/mutation");
  mkdirSync(parent, { recursive: true });
  const copy = mkdtempSync(join(parent, "by-hand-"));
  execFileSync("sh", ["-c", 'git archive HEAD | tar -x -C "$1"', "sh", copy], { cwd: root });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  for (const folder of globSync("{apps,packages}/*/node_modules", { cwd: root })) {
    if (existsSync(join(copy, folder, ".."))) {
      cpSync(join(root, folder), join(copy, folder), { recursive: true, verbatimSymlinks: true });
    }
  }
  return copy;
}

function brokenUnmutated(copy: string, chosen: readonly HandMutation[]): readonly string[] {
  const runs = new Map(
    chosen.map((mutation) => [`${mutation.root}: ${mutation.tests.join(", ")}`, mutation]),
  );
  return [...runs].flatMap(([name, mutation]) => (firstFailure(copy, mutation) === null ? [] : [name]));
}

function isCaught(copy: string, mutation: HandMutation): boolean {
  const file = join(copy, mutation.file);
  const source = readFileSync(file, "utf8");
  const places = source.split(mutation.from).length - 1;
  if (places !== 1) {
    throw new Error(
      `"${mutation.name}": its text is in ${mutation.file} ${places} times, and should be once`,
    );
  }
  writeFileSync(
    file,
    source.replace(mutation.from, () => mutation.to),
  );
  const failure = firstFailure(copy, mutation);
  writeFileSync(file, source);
  console.log(
    failure === null ? `MISSED  ${mutation.name}` : `caught  ${mutation.name}\n        by: ${failure}`,
  );
  return failure !== null;
}

type Report = {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
};

/** The name of the first test that fails; null when all pass. A run without tests is a mistake of ours. */
function firstFailure(copy: string, { root, tests }: HandMutation): string | null {
  const output = join(copy, "report.json");
  rmSync(output, { force: true });
  const args = ["run", "--root", root, "--coverage.enabled=false", "--bail=1", "--reporter=json"];
  const run = spawnSync("vitest", [...args, `--outputFile=${output}`, ...tests], {
    cwd: copy,
    encoding: "utf8",
  });
  if (run.error) throw run.error;
  if (!existsSync(output)) throw new Error(`vitest wrote no report of ${tests.join(", ")}: ${run.stderr}`);
  const report = JSON.parse(readFileSync(output, "utf8")) as Report;
  const results = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  if (results.length === 0) throw new Error(`no test ran of ${tests.join(", ")}: ${run.stderr}`);
  return results.find(({ status }) => status === "failed")?.fullName ?? null;
}
