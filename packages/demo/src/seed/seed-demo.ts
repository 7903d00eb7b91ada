import {
  addAdmins,
  backdateFirstStart,
  batchProgress,
  claimInstallation,
  placeHolds,
  readInstallation,
  type Database,
} from "@payrun/db";
import {
  latestScheduleDate,
  previousScheduleDate,
  type CurrencyCode,
  type PayoutSchedule,
  type ScheduleDate,
} from "@payrun/payouts-core";
import type { Provider } from "@payrun/provider";
import { hashPassword } from "better-auth/crypto";
import { earlyCreatorsMax, type DemoPhase } from "../generate/demo-window.ts";
import { generateDemo, type DemoPage } from "../generate/generate-demo.ts";
import { demoPassword } from "../generate/demo-logins.ts";
import { mirrorAccounts } from "./mirror-accounts.ts";
import { recordCalls, recordFollows } from "./record-contacts.ts";
import { recordCreators, recordMoney } from "./record-page.ts";
import { recordCreatorsAsPeople, recordFans } from "./record-people.ts";
import {
  creatorsToHold,
  findRealCreator,
  markSeedFinished,
  markSeedStarted,
  readSeedState,
  type SeedRecord,
} from "./seed-record.ts";
import { putAccounts, topUp } from "./simulator-control.ts";

export type SeedOptions = {
  readonly db: Database;
  /** Null: no simulator answers, so there are rows but no accounts, no funds and no history. */
  readonly simulator: { readonly apiBase: URL; readonly provider: Pick<Provider, "readPlatform"> } | null;
  readonly creators: number;
  readonly seed: string;
  readonly schedule: PayoutSchedule;
  readonly holdDays: number;
  /** The business clock: the demo is anchored to the latest schedule date before it. */
  readonly now: Date;
  /** Pays the batch of this schedule date and returns when it is completed; not called without a simulator. */
  readonly payBatch: (date: ScheduleDate) => Promise<void>;
  readonly onProgress: (step: string, creatorsDone: number, creatorsTotal: number) => void;
};

export type SeedOutcome =
  | {
      readonly kind: "seeded" | "already_seeded";
      readonly creators: number;
      readonly seed: string;
      readonly dueAt: Date;
    }
  | { readonly kind: "refused"; readonly reason: string };

/** The simulator's own id where none answers; a later simulator has the same. */
const simulatorPlatformId = "acct_1SimPlatform0000";

const admins = [
  { email: "finance@payrun.example", name: "Finance Desk" },
  { email: "treasury@payrun.example", name: "Treasury Desk" },
];

/** One seed at a time in a database. Any fixed number serves. */
const SEED_LOCK = 727_090;

/**
 * Fills a database with a platform's invented past, once. A seed that was interrupted goes on as it began; after that
 * a call does nothing. With a simulator the schedule date before the due one is really paid, between what was recorded
 * before it and what came after.
 *
 * @throws when a row is refused (a bug of the demo), or a server does not answer.
 */
export async function seedDemo(options: SeedOptions): Promise<SeedOutcome> {
  const outcome = await options.db.exclusively(SEED_LOCK, () => seedUnlessDone(options));
  return outcome ?? { kind: "refused", reason: "another process is seeding it" };
}

async function seedUnlessDone(options: SeedOptions): Promise<SeedOutcome> {
  const { db, simulator } = options;
  const state = await readSeedState(db);
  const record = state.kind === "none" ? newRecord(options) : state.record;
  const { creators, seed, dueAt } = record;
  if (state.kind === "finished") return { kind: "already_seeded", creators, seed, dueAt };
  const platformAccountId = (await simulator?.provider.readPlatform())?.accountId ?? simulatorPlatformId;
  const reason = await refusal(db, platformAccountId);
  if (reason !== null) return { kind: "refused", reason };

  if (state.kind === "none") await markSeedStarted(db, record);
  await claimInstallation(db, { mode: "simulator", platformAccountId, startedAt: options.now });
  await backdateFirstStart(db, simulator === null ? dueAt : record.previousAt);
  await addAdmins(db, admins);
  await recordPhase(options, record, "before");
  if (simulator !== null) await payPreviousDate(options, record);
  await recordPhase(options, record, "after");
  await markSeedFinished(db);
  return { kind: "seeded", creators, seed, dueAt };
}

function newRecord({ creators, seed, schedule, holdDays, now }: SeedOptions): SeedRecord {
  const dueAt = latestScheduleDate(schedule, now).scheduledFor;
  const previousAt = previousScheduleDate(schedule, dueAt).scheduledFor;
  return { creators, seed, dueAt, previousAt, holdDays };
}

async function refusal(db: Database, platformAccountId: string): Promise<string | null> {
  const installation = await readInstallation(db);
  if (installation !== null && installation.mode !== "simulator") {
    return `it is a database of mode ${installation.mode}`;
  }
  if (installation !== null && installation.platformAccountId !== platformAccountId) {
    return `it belongs to the Stripe account ${installation.platformAccountId}, not to ${platformAccountId}`;
  }
  const realCreator = await findRealCreator(db);
  return realCreator === null ? null : `it holds real data (creator ${realCreator})`;
}

/** Accounts, people and mirror first, then the money, a page at a time; funds last, so that they are known. */
async function recordPhase(options: SeedOptions, record: SeedRecord, phase: DemoPhase): Promise<void> {
  const { db, simulator, onProgress } = options;
  const deps = { db, holdDays: record.holdDays, now: phase === "before" ? record.previousAt : record.dueAt };
  const total = phase === "before" ? Math.min(record.creators, earlyCreatorsMax) : record.creators;
  const step = `Demo data ${phase === "before" ? "until" : "since"} ${previousScheduleDate(options.schedule, record.dueAt).periodKey}`;
  const earned = new Map<CurrencyCode, bigint>();
  // One for all: it is slow on purpose, and the password is known anyway.
  const people = { sql: db, passwordHash: await hashPassword(demoPassword) };
  let done = 0;
  for (const page of generateDemo(record, phase)) {
    if (simulator !== null) await putAccounts(simulator.apiBase, page.accounts);
    await recordCreators(deps, page);
    await mirrorAccounts(deps, page.accounts);
    await recordCreatorsAsPeople(people, page);
    await recordMoney(deps, page);
    await recordFans(people, page);
    await recordFollows(db, page, deps.now);
    await recordCalls(db, page, options.now);
    await placeDemoHolds(db, page);
    for (const { currency, grossMinor } of page.earnings)
      earned.set(currency, (earned.get(currency) ?? 0n) + grossMinor);
    done += page.people;
    onProgress(step, done, total);
  }
  // All that was ever earned, fees included, is more than can be paid out.
  if (simulator !== null) await topUp(simulator.apiBase, earned);
}

async function payPreviousDate({ db, schedule, payBatch }: SeedOptions, record: SeedRecord): Promise<void> {
  const date = previousScheduleDate(schedule, record.dueAt);
  if ((await batchProgress(db, date.periodKey))?.status === "completed") return;
  await payBatch(date);
}

async function placeDemoHolds(db: Database, { held }: DemoPage): Promise<void> {
  const creatorIds = await creatorsToHold(db, held);
  if (creatorIds.length === 0) return;
  const hold = {
    reason: "Many refunds in a short time.",
    placedBy: "rule",
    placedById: "demo",
    until: null,
  } as const;
  await placeHolds(
    db,
    creatorIds.map((creatorId) => ({ creatorId, ...hold })),
  );
}
