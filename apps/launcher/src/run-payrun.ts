import { writeFileSync } from "node:fs";
import { openDatabase, readInstallation, type Database } from "@payrun/db";
import type { SeedOutcome } from "@payrun/demo";
import { automaticallyDue, nextScheduleDate } from "@payrun/payouts-core";
import { createProvider, type Provider } from "@payrun/provider";
import { setTimeout as sleep } from "node:timers/promises";
import { findFailure, readBatchReport, type BatchReport } from "./batch/batch-report.ts";
import { followBatch, type FollowEnd } from "./batch/follow-batch.ts";
import { reportJson } from "./batch/report-json.ts";
import { reportText } from "./batch/report-text.ts";
import { untilTold } from "./batch/until-told.ts";
import type { LaunchOptions } from "./launch-options.ts";
import { describeSeed, seedDatabase } from "./seed/seed-database.ts";
import { startApps } from "./services/start-apps.ts";
import { startServices, type ServiceFacts, type Services } from "./services/start-services.ts";
import { buildWebApp, untilWebAnswers } from "./web/web-app.ts";
import { whereToLook } from "./where-to-look.ts";

/** `ending`: interrupted, or something does not come up. Every wait ends with it, by throwing. */
export type Run = LaunchOptions & ServiceFacts & { readonly ending: AbortSignal };

type Running = Run & {
  readonly services: Services;
  readonly db: Database;
  readonly provider: Provider;
  /** Whether there is a web app to look at: not where all ends with the batch. */
  readonly withWeb: boolean;
  /** Null: no demo data was asked for. */
  readonly seeded: SeedOutcome | null;
};

/** A worker asks Stripe whose account it is before it takes up a new database. */
const claimPatienceMs = 60_000;

/** Everything between the claim of the checkout and the teardown; returns the exit code. */
export async function runPayrun(run: Run): Promise<number> {
  const { wanted, configured, display, teardown, ending } = run;
  display.line("Starting Payrun …");
  const services = await startServices(run, { withWeb: !wanted.once });
  ending.throwIfAborted();
  const db = openDatabase(services.databaseUrl, { poolSize: 5 });
  teardown.add("The database's connections", () => db.close());
  const { secretKey, mode } = configured.stripe;
  const provider = createProvider({ secretKey, apiBase: services.apiBase, mode });
  // The browser's files and the demo's rows are made at the same time.
  const [withWeb, seeded] = await Promise.all([
    wanted.once ? false : buildWebApp({ ...run, environment: services.environment }),
    mode === "simulator" ? seed(run, services, db) : null,
  ]);
  const running = { ...run, services, db, provider, withWeb, seeded };
  await startApps(services, run, running);
  const periodKey = await findDueDate(running);
  if (periodKey === null) {
    const next = nextScheduleDate(configured.payoutSchedule, businessNow(run)).periodKey;
    const nothing = `Nothing is due: the next batch is that of ${next}.`;
    if (!wanted.once) display.line(nothing);
    else display.fail(nothing);
    return wanted.once ? 1 : stayUp(running, null);
  }
  const end = await follow(running, periodKey);
  // Before that the books lack what Stripe's own movements put into them.
  if (end.kind === "completed") await untilTold(db, periodKey, ending);
  const isDone = await tellResult(running, periodKey, end);
  if (wanted.once) return isDone ? 0 : 1;
  return stayUp(running, isDone ? null : periodKey);
}

async function seed(run: Run, services: Services, db: Database): Promise<SeedOutcome> {
  const { configured, wanted, display, dataDir, hooks, ending } = run;
  const outcome = await seedDatabase({
    db,
    environment: services.environment,
    dataDir,
    onStart: hooks.onStart,
    onProgress: display.progress,
    signal: ending,
    configured,
    apiBase: services.apiBase,
    wanted: { creators: wanted.creators, seed: wanted.seed },
    now: businessNow(run),
  });
  display.line(describeSeed(outcome, wanted));
  return outcome;
}

/** The business clock of this deployment: the real time, unless it was told to begin elsewhere. */
function businessNow({ configured, startedAt }: Run): Date {
  const { businessNow: begin } = configured;
  return begin === null ? new Date() : new Date(begin.getTime() + performance.now() - startedAt);
}

/** The period key of the batch that is due, once the database is claimed; null when none is. */
async function findDueDate(running: Running): Promise<string | null> {
  const { db, configured, dataDir, ending } = running;
  const deadline = performance.now() + claimPatienceMs;
  for (;;) {
    const installation = await readInstallation(db);
    const facts = { schedule: configured.payoutSchedule, now: businessNow(running) };
    if (installation !== null) return automaticallyDue({ ...installation, ...facts })?.periodKey ?? null;
    if (performance.now() > deadline)
      throw new Error(`The worker does not take up its work: see ${dataDir}/logs/worker.log.`);
    await sleep(200, undefined, { signal: ending });
  }
}

function follow({ db, display, ending }: Running, periodKey: string): Promise<FollowEnd> {
  return followBatch({
    db,
    periodKey,
    signal: ending,
    onProgress: ({ planned, itemCount, openCount }) => {
      if (planned) display.progress(`Paying ${periodKey}`, itemCount - openCount, itemCount);
    },
  });
}

/** Tells what became of the batch, in words and as JSON; returns whether all is well. */
async function tellResult(
  { wanted, display, ...running }: Running,
  periodKey: string,
  end: FollowEnd,
): Promise<boolean> {
  const report = await readBatchReport(running.db, running.provider, {
    periodKey,
    startedAt: running.startedAt,
  });
  const problem = findProblem(periodKey, end, report);
  if (report !== null) {
    display.line(reportText(report));
    if (wanted.jsonFile !== null)
      writeFileSync(wanted.jsonFile, `${JSON.stringify(reportJson(report), null, 2)}\n`);
  }
  if (problem === null)
    display.line("\nEverything that could be paid is paid, and the books agree with Stripe.");
  else display.fail(problem);
  return problem === null;
}

function findProblem(periodKey: string, end: FollowEnd, report: BatchReport | null): string | null {
  if (end.kind === "completed")
    return report === null ? `The batch of ${periodKey} is gone.` : findFailure(report);
  const reason = report?.result.statusReason ?? null;
  return `The batch of ${periodKey} ${end.why}${reason === null ? "" : ` (${JSON.stringify(reason)})`}.`;
}

/** Until somebody ends it. A batch that was stuck is told again once it is done. */
async function stayUp(running: Running, stuckPeriodKey: string | null): Promise<number> {
  const { display, services, ending, withWeb, hooks } = running;
  if (withWeb) await untilWebAnswers(services.webUrl, { timeoutMs: 15_000, ...hooks });
  display.line(whereToLook(running));
  for (let stuck = stuckPeriodKey; stuck !== null;) {
    const end = await follow(running, stuck);
    if (end.kind !== "completed") continue;
    await tellResult(running, stuck, end);
    stuck = null;
  }
  await new Promise((_resolve, reject) => {
    const fail = () => reject(ending.reason as Error);
    if (ending.aborted) fail();
    ending.addEventListener("abort", fail, { once: true });
  });
  return 0;
}
