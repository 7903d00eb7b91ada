// `npm run check`: everything about the code that needs no running, all of it even when an early part fails.
import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";

type Check = {
  readonly name: string;
  readonly command: readonly [program: string, ...args: string[]];
  /** Why a run that exits 0 is not believed; null believes it. */
  readonly doubt?: (output: string) => string | null;
};

const checks: readonly Check[] = [
  { name: "workspace", command: ["sherif", "--fail-on-warnings"] },
  { name: "format", command: ["oxfmt", "--check"] },
  { name: "schema", command: ["prisma", "validate", "--schema", "packages/db/prisma/schema.prisma"] },
  { name: "types", command: ["tsc", "-b", "tsconfig.json", "scripts/tsconfig.json", ...testProjects()] },
  { name: "lint", command: ["oxlint", "--type-aware", "--deny-warnings"] },
  {
    name: "import law",
    command: ["depcruise", "--config", ".dependency-cruiser.cjs", "packages", "apps"],
    doubt: emptyCruise,
  },
  { name: "dead code", command: ["knip", "--no-config-hints"] },
];

const failed = checks.filter((check) => !passes(check)).map(({ name }) => name);
console.log(failed.length === 0 ? "check: all passed" : `check: failed: ${failed.join(", ")}`);
process.exit(failed.length === 0 ? 0 : 1);

function passes({ name, command: [program, ...args], doubt }: Check): boolean {
  const started = performance.now();
  const run = spawnSync(program, args, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    maxBuffer: 2 ** 28,
    // Validating needs no engine; Prisma only wants to see that there is one, and would download it.
    env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath },
  });
  const output = `${run.stdout ?? ""}${run.stderr ?? ""}`;
  const exit = run.error?.message ?? (run.status === 0 ? null : `exit ${run.status ?? run.signal}`);
  const problem = exit ?? doubt?.(output) ?? null;
  if (problem !== null) console.log(output.trim());
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    `${problem === null ? "ok  " : "FAIL"} ${name} (${seconds} s)${problem === null ? "" : `: ${problem}`}`,
  );
  return problem === null;
}

/** Where a package's tests need other types than its sources (core has none) they are a project of their own. */
function testProjects(): readonly string[] {
  return globSync("{packages,apps}/*/test/tsconfig.json");
}

/** Without a compiler it can use, dependency-cruiser sees no TypeScript file at all and reports that all is well. */
function emptyCruise(output: string): string | null {
  const modules = Number(/\((\d+) modules/.exec(output)?.[1] ?? 0);
  return modules > 0 ? null : "it cruised 0 modules";
}
