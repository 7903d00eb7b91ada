// `npm test`: every package's tests, and a last line that other programs read: `N passed, N failed`.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The part of vitest's JSON report that is read here (Jest's format). */
type Report = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
};

type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number };

/** Core runs by its own configuration: its coverage must be whole, and its own tests must give it. */
const wholeSuite = [["--project=!payouts-core"], ["--root=packages/payouts-core"]];

const args = process.argv.slice(2);
let running: ChildProcess | undefined;
let stopped = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    stopped = true;
    running?.kill(signal);
  });
}

const results: Counts[] = [];
for (const run of args.length > 0 ? [args] : wholeSuite) if (!stopped) results.push(await runVitest(run));
const [passed, failed, skipped] = [total("passed"), total("failed"), total("skipped")];
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exit(failed === 0 && !stopped ? 0 : 1);

async function runVitest(selection: readonly string[]): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), "payrun-report-"));
  const file = join(folder, "report.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  running = spawn("vitest", ["run", ...reporters, ...selection], { stdio: "inherit" });
  const [code] = (await once(running, "exit")) as [number | null];
  const report = readReport(file);
  rmSync(folder, { recursive: true });
  return count(report, code === 0);
}

/** A file that cannot be loaded has no failed test, and an error outside every test fails only the run: both count. */
function count(report: Report, succeeded: boolean): Counts {
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  );
  return {
    passed: report.numPassedTests,
    failed: Math.max(report.numFailedTests + broken.length, succeeded ? 0 : 1),
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function readReport(file: string): Report {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Report;
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };
  }
}

function total(name: keyof Counts): number {
  return results.reduce((sum, counts) => sum + counts[name], 0);
}
