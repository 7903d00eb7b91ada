import { resolve } from "node:path";
import { openDatabase, pendingMigrations } from "@payrun/db";
import { describeFaults, readEnvironment } from "@payrun/environment";
import { createProgressDisplay } from "./batch/progress-display.ts";
import { readSeedArguments } from "./read-arguments.ts";
import { describeSeed, seedDatabase } from "./seed/seed-database.ts";
import { isSimulator } from "./services/simulator.ts";

const reading = readSeedArguments(process.argv.slice(2));
if (!reading.ok) fail(reading.problems, 2);
const configuration = readEnvironment(process.env, ["DATABASE_URL"]);
if (!configuration.ok) fail([describeFaults(configuration.faults)], 1);
const { environment } = configuration;
const { mode, apiBase } = environment.stripe;
if (mode !== "simulator" || apiBase === null) {
  fail(
    [
      `demo data is for the simulator; the Stripe key is for mode ${mode}. Unset STRIPE_SECRET_KEY, or set STRIPE_API_BASE.`,
    ],
    1,
  );
}
const databaseUrl = environment.databaseUrl ?? "";
const answers = await isSimulator(apiBase);
if (!answers && process.env["STRIPE_API_BASE"])
  fail([`no Stripe simulator answers at ${apiBase.origin} (STRIPE_API_BASE).`], 1);

const interruption = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => interruption.abort());
const display = createProgressDisplay(process.stdout, process.stderr);
const db = openDatabase(databaseUrl);
try {
  const pending = await pendingMigrations(databaseUrl);
  if (pending.length > 0)
    throw new Error(`the database lacks ${pending.length} migrations: run npm run db:migrate first.`);
  const outcome = await seedDatabase({
    db,
    configured: environment,
    apiBase: answers ? apiBase : null,
    wanted: reading.arguments,
    now: environment.businessNow ?? new Date(),
    environment: process.env,
    dataDir: resolve(environment.dataDir),
    onStart: () => undefined,
    onProgress: display.progress,
    signal: interruption.signal,
  });
  display.line(describeSeed(outcome, reading.arguments));
  if (!answers)
    display.line(`No Stripe simulator answers at ${apiBase.origin}: no accounts, no funds, no history.`);
  process.exit(outcome.kind === "refused" ? 1 : 0);
} catch (error) {
  display.end();
  fail(
    [
      interruption.signal.aborted
        ? "interrupted; the next call goes on."
        : String(error instanceof Error ? error.message : error),
    ],
    interruption.signal.aborted ? 130 : 1,
  );
}

function fail(problems: readonly string[], exitCode: number): never {
  process.stderr.write(problems.map((problem) => `payrun: ${problem}\n`).join(""));
  process.exit(exitCode);
}
