import { openDatabase, type Database } from "@payrun/db";
import { createProvider, type Provider } from "@payrun/provider";
import type { Job } from "@payrun/queue";
import {
  guardRestoredDatabase,
  handlersBehind,
  jobHandlers,
  relayJobs,
  relayMails,
  sweep,
  type Deps,
  type Mailer,
  type PaySettings,
} from "@payrun/worker";
import { pino } from "pino";
import { Boundary, type Faults } from "./boundary.ts";
import type { SeededRandom } from "./seeded-random.ts";
import type { Turns } from "./turns.ts";
import type { VirtualQueue } from "./virtual-queue.ts";
import type { VirtualTime } from "./virtual-time.ts";
import { watchedDatabase, watchedProvider } from "./watched-deps.ts";

/** A worker's whole code on a process of its own that can end, freeze or fail wherever it touches the world. */
export type WorkerUnderTest = {
  readonly name: string;
  readonly boundary: Boundary;
  readonly deps: Deps;
  /** Looks whether Stripe is ahead of the database, as at start. */
  readonly open: () => Promise<void>;
  readonly run: (job: Job) => Promise<void>;
  readonly sweep: () => Promise<void>;
  readonly relayJobs: () => Promise<unknown>;
  readonly relayMails: () => Promise<unknown>;
  readonly close: () => Promise<void>;
};

export type ClockOf = (worker: string, db: Database) => Deps["clock"];

export type WorkerSurroundings = {
  readonly databaseUrl: string;
  readonly stripeUrl: string;
  readonly turns: Turns;
  readonly time: VirtualTime;
  readonly queue: VirtualQueue;
  readonly mailer: Mailer;
  readonly random: SeededRandom;
  readonly settings: PaySettings;
  /** `silent`, unless somebody wants to know what a worker says. */
  readonly logLevel: string;
  /** The business clock of a worker's process; the world's own unless given. */
  readonly clockOf: ClockOf | undefined;
  /** Ends all database sessions that carry this application name. */
  readonly endSessions: (applicationName: string) => Promise<void>;
  /** Told of every transfer that is about to be asked for. */
  readonly onSubmit: (order: { readonly frozen: string; readonly idempotencyKey: string }) => void;
};

/** How long Stripe may stay silent; its silence is real. */
const STRIPE_TIMEOUT_MS = 400;

/** Starts one. It does nothing by itself: what it does next is told to it. */
export function startWorkerUnderTest(
  name: string,
  faults: Faults,
  surroundings: WorkerSurroundings,
): WorkerUnderTest {
  const { turns, time, queue, settings, random, mailer } = surroundings;
  const url = new URL(surroundings.databaseUrl);
  url.searchParams.set("application_name", name);
  const db = openDatabase(url.href, { poolSize: 20 });
  const provider = createProvider({
    secretKey: "sk_test_chaos",
    apiBase: new URL(surroundings.stripeUrl),
    mode: "simulator",
    timeoutMs: STRIPE_TIMEOUT_MS,
  });
  const boundary = new Boundary(name, turns, faults, async () => {
    time.forget(name);
    provider.close();
    await surroundings.endSessions(name);
  });
  const watched = watchedDatabase(db, boundary);
  const deps: Deps = {
    db: watched,
    provider: watchedProvider(told(provider, surroundings.onSubmit), boundary),
    clock: surroundings.clockOf?.(name, watched) ?? {
      now: () => time.now(),
      follow: () => Promise.resolve(),
    },
    time: time.timeOf(name, random.fraction),
    log: pino({ level: surroundings.logLevel }).child({ worker: name }),
    webOrigin: "https://pay.payrun.example",
    settings,
  };
  const gate = handlersBehind(jobHandlers(deps), () => guardRestoredDatabase(deps), db);
  const queues = queue.queuesOf(boundary);
  const posting: Mailer = {
    send: (mail) => boundary.cross("mail send", () => mailer.send(mail)),
    close: () => undefined,
  };
  return {
    name,
    boundary,
    deps,
    open: gate.open,
    run: (job) => (gate.handlers[job.name] as (payload: unknown) => Promise<void>)(job.payload),
    sweep: () => sweep(deps, queues, { chunkConcurrency: 5, gate }),
    relayJobs: () => relayJobs(deps.db, queues),
    relayMails: () => relayMails(deps, posting),
    close: async () => {
      if (boundary.isGone) return;
      provider.close();
      await db.close();
    },
  };
}

function told(provider: Provider, onSubmit: WorkerSurroundings["onSubmit"]): Provider {
  return {
    ...provider,
    submitTransfer: (order) => {
      onSubmit(order);
      return provider.submitTransfer(order);
    },
  };
}
