import { randomUUID } from "node:crypto";
import {
  findInvariantBreaches,
  openDatabase,
  saveAccountReadings,
  setBudget,
  startBatch,
  type Database,
  type StartedBatch,
} from "@payrun/db";
import { acceptCreators, acceptEarnings, acceptReversals, type RowResult } from "@payrun/intake";
import type { ScheduleDate } from "@payrun/payouts-core";
import { createProvider, type Provider } from "@payrun/provider";
import { contractReport, startStripeSimulator, type StripeSimulator } from "@payrun/stripe-simulator";
import { createTestDatabase, type TestDatabase } from "@payrun/testkit";
import { pino } from "pino";
import { expect } from "vitest";
import { bootCheck } from "../src/boot-check.ts";
import { realTime } from "../src/operational-time.ts";
import type { Deps, PaySettings } from "../src/deps.ts";
import { jobHandlers } from "../src/handlers.ts";
import { runStagedJobs } from "./run-staged-jobs.ts";

export const scheduleDate: ScheduleDate = {
  periodKey: "2026-12-01",
  scheduledFor: new Date("2026-12-01T02:00:00Z"),
};
export const nextScheduleDate: ScheduleDate = {
  periodKey: "2026-12-15",
  scheduledFor: new Date("2026-12-15T02:00:00Z"),
};

export type Creator = { readonly creatorId: string; readonly sourceId: string; readonly accountId: string };

/** A whole payout house for one test file: its own database, its own Stripe, the real jobs, a clock that is set. */
export type House = {
  readonly db: Database;
  readonly database: TestDatabase;
  readonly stripe: StripeSimulator;
  readonly deps: Deps;
  /** Sets the business clock. */
  readonly setNow: (now: Date) => void;
  /** Creators with a ready account and, each, one earning of `netMinor` that matured before the schedule date. */
  readonly addCreators: (
    netMinors: readonly number[],
    options?: { readonly currency?: string; readonly earnedAt?: string },
  ) => Promise<readonly Creator[]>;
  readonly earn: (creator: Creator, netMinor: number, earnedAt?: string) => Promise<string>;
  /** A chargeback of a whole earning. */
  readonly chargeBack: (earningSourceId: string, grossMinor: number) => Promise<void>;
  readonly fund: (funds: Readonly<Record<string, number>>) => Promise<void>;
  readonly control: (method: string, path: string, body?: unknown) => Promise<unknown>;
  readonly start: (date?: ScheduleDate) => Promise<StartedBatch>;
  /** Runs the staged jobs until none is left, as the queue would. */
  readonly runJobs: () => Promise<void>;
  readonly items: (batchId: string) => Promise<readonly ItemRow[]>;
  readonly stripeTransfers: () => Promise<
    readonly { readonly amountMinor: bigint; readonly payoutItemId: string | null }[]
  >;
  /** Every law of the ledger, from its postings. */
  readonly booksBalance: () => Promise<void>;
  /** Throws when a request of Payrun's or an answer of its Stripe was not as Stripe's contract says. */
  readonly close: () => Promise<void>;
};

export type ItemRow = {
  readonly id: string;
  readonly creatorId: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly status: string;
  readonly attemptNo: number;
  readonly reasonCode: string | null;
};

export type HouseSettings = Partial<PaySettings> & {
  readonly transfersPerSecond?: number;
  /** How long Stripe may take to answer. */
  readonly timeoutMs?: number;
  /** Moves into this database, with the Stripe of another house, which closes it: as after a restore. */
  readonly restored?: { readonly database: TestDatabase; readonly stripe: StripeSimulator };
};

export async function openHouse(settings: HouseSettings = {}): Promise<House> {
  const { transfersPerSecond = 500, timeoutMs = 5_000, restored, ...paySettings } = settings;
  const database = restored?.database ?? (await createTestDatabase());
  const db = openDatabase(database.url, { poolSize: 10 });
  const contract = await contractReport();
  const stripe =
    restored?.stripe ??
    (await startStripeSimulator({
      port: 0,
      stateDir: null,
      transfersPerSecond,
      ...contract?.observers,
    }));
  const provider: Provider = createProvider({
    secretKey: "sk_test_house",
    apiBase: new URL(stripe.url),
    mode: "simulator",
    timeoutMs,
  });
  let now = new Date("2026-12-01T02:00:05Z");
  const deps: Deps = {
    db,
    provider,
    clock: { now: () => now, follow: () => Promise.resolve() },
    time: realTime,
    log: pino({ level: process.env["LOG_LEVEL"] ?? "silent" }),
    webOrigin: "https://pay.payrun.example",
    settings: {
      mode: "simulator",
      schedule: { days: [1, 15], hourUtc: 2 },
      chunkSize: 25,
      minimumMinor: { USD: 2500n, EUR: 2500n, JPY: 3000n },
      planPageSize: 500,
      leaseMs: 20_000,
      idleMs: 12_000,
      ...paySettings,
    },
  };
  await bootCheck(deps, { databaseUrl: database.url, adminEmails: ["finance@payrun.example"] });
  await setBudget(db, "transfers", transfersPerSecond);
  await db.query("UPDATE installation SET first_started_at = '2026-11-20T00:00:00Z'");
  const intake = { db, holdDays: 7, now: new Date("2026-12-20T00:00:00Z") };

  const control: House["control"] = async (method, path, body) => {
    const answer = await fetch(`${stripe.url}/__simulator${path}`, {
      method,
      headers: { "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    expect(answer.ok, `${method} ${path}: ${answer.status}`).toBe(true);
    return answer.json();
  };

  const earn: House["earn"] = async (creator, netMinor, earnedAt = "2026-11-20T12:00:00Z") => {
    const [sourceId = ""] = await earnAll([[creator, netMinor]], "USD", earnedAt);
    return sourceId;
  };
  async function earnAll(
    earnings: readonly (readonly [Creator, number])[],
    currency: string,
    earnedAt: string,
  ): Promise<readonly string[]> {
    const rows = earnings.map(([creator, netMinor]) => ({
      sourceType: "tip",
      sourceId: randomUUID(),
      creatorSourceId: creator.sourceId,
      grossMinor: netMinor + 100,
      feeMinor: 100,
      currency,
      earnedAt,
    }));
    const { results } = await acceptEarnings(intake, rows);
    expect(results.filter((result) => result.status !== "created")).toEqual([]);
    return rows.map((row) => row.sourceId);
  }

  return {
    db,
    database,
    stripe,
    deps,
    control,
    earn,
    setNow: (instant) => {
      now = instant;
    },
    addCreators: async (netMinors, { currency = "USD", earnedAt = "2026-11-20T12:00:00Z" } = {}) => {
      const people = netMinors.map(() => {
        const id = randomUUID().replaceAll("-", "").slice(0, 16);
        return { sourceId: `host-${id}`, handle: `star-${id}`, accountId: `acct_1Test${id}` };
      });
      await control("POST", "/accounts", {
        accounts: people.map(({ accountId }) => ({ id: accountId, country: "US" })),
      });
      const { results } = await acceptCreators(
        intake,
        people.map(({ sourceId, handle, accountId }) => ({
          sourceId,
          handle,
          country: "US",
          currency,
          stripeAccountId: accountId,
        })),
      );
      await saveAccountReadings(
        db,
        people.map(({ accountId }) => ({
          accountId,
          transfersActive: true,
          payoutsEnabled: true,
          requirementsPastDue: [],
          disabledReason: null,
          country: "US",
          error: null,
          negative: false,
        })),
        now,
      );
      const creators = people.map(({ sourceId, accountId }, index) => ({
        sourceId,
        accountId,
        creatorId: idOf(results[index]),
      }));
      const earnings = creators.map((creator, index) => [creator, netMinors[index] ?? 0] as const);
      await earnAll(
        earnings.filter(([, netMinor]) => netMinor > 0),
        currency,
        earnedAt,
      );
      return creators;
    },
    chargeBack: async (earningSourceId, grossMinor) => {
      const row = {
        sourceId: randomUUID(),
        earning: { sourceType: "tip", sourceId: earningSourceId },
        kind: "chargeback",
        grossMinor,
        occurredAt: now.toISOString(),
      };
      const { results } = await acceptReversals(intake, [row]);
      expect(results[0]?.status, JSON.stringify(results[0])).toBe("created");
    },
    fund: async (funds) => {
      await control("POST", "/balance", { set: funds });
    },
    start: (date = scheduleDate) => startBatch(db, date, "cron"),
    runJobs: () => runStagedJobs(db, jobHandlers(deps)),
    items: (batchId) =>
      db.query<ItemRow>(
        `SELECT id, creator_id AS "creatorId", currency, amount_minor AS "amountMinor", status, attempt_no AS "attemptNo", reason ->> 'code' AS "reasonCode"
           FROM payout_items WHERE batch_id = $1 ORDER BY id`,
        [batchId],
      ),
    stripeTransfers: async () => {
      const all = [];
      for await (const page of provider.listTransfers({ createdFrom: new Date(0) })) all.push(...page);
      return all;
    },
    booksBalance: async () => {
      expect(await findInvariantBreaches(db)).toEqual([]);
    },
    close: async () => {
      provider.close();
      if (!restored) await stripe.close();
      await db.close();
      await database.drop();
      contract?.expectNone();
    },
  };
}

function idOf(result: RowResult | undefined): string {
  if (!result || !("id" in result)) throw new Error(`creator refused: ${JSON.stringify(result)}`);
  return result.id;
}
