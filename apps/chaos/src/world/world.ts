import { AsyncLocalStorage } from "node:async_hooks";
import { advanceOperationalClock, openDatabase, setBudget, type Database } from "@payrun/db";
import { startStripeSimulator, type StripeSimulator } from "@payrun/stripe-simulator";
import { createTestDatabase } from "@payrun/testkit";
import { bootCheck, type Mailer, type PaySettings } from "@payrun/worker";
import { Boundary, type Faults } from "./boundary.ts";
import { until, type Actor, type Ending, type Work } from "./drive.ts";
import { lockWaitsIn, sessionsIn } from "./sessions.ts";
import { seededRandom, type SeededRandom } from "./seeded-random.ts";
import { Turns, type Crossing } from "./turns.ts";
import { VirtualQueue } from "./virtual-queue.ts";
import { VirtualTime } from "./virtual-time.ts";
import { startWorkerUnderTest, type ClockOf, type WorkerUnderTest } from "./worker-under-test.ts";

/** Before any schedule date, and after today, because the database's clock can only be moved forward. */
const FIRST_INSTANT = new Date("2031-01-03T00:00:00Z");

export type WorldSettings = Partial<PaySettings> & {
  readonly seed: number;
  /** The business clocks of the workers' processes; the world's own unless given. */
  readonly clockOf?: ClockOf;
  /** Of what the workers say; nothing unless given. */
  readonly logLevel?: string;
  /** First come, first served unless given. */
  readonly choose?: (random: SeededRandom) => (waiting: readonly Crossing[]) => number;
};

/** A payout house in which only time, the network and the queue are virtual: the stores, PostgreSQL and Stripe's HTTP are real. */
export type World = {
  readonly settings: PaySettings;
  readonly random: SeededRandom;
  readonly time: VirtualTime;
  readonly queue: VirtualQueue;
  /** Looks on, past every boundary. */
  readonly db: Database;
  readonly databaseUrl: string;
  readonly adminUrl: string;
  readonly stripe: StripeSimulator;
  readonly mails: readonly string[];
  /** How many crossings there were. */
  readonly tick: () => number;
  /** What has crossed, in order: the trace of the run. */
  readonly trace: readonly string[];
  /** By idempotency key: when it was first asked for, and the crossing at which the job that did so began. */
  readonly firstSends: ReadonlyMap<string, { readonly at: Date; readonly claimedTick: number }>;
  readonly startWorker: (faults?: Faults) => WorkerUnderTest;
  /** A process that takes its turns like a worker, and to which nothing happens. */
  readonly startActor: (name: string) => Actor;
  /** Lets workers do these things, side by side, until each has ended, is gone, or is frozen. */
  readonly drive: (works: readonly Work[]) => Promise<readonly Ending[]>;
  readonly control: (method: string, path: string, body?: unknown) => Promise<unknown>;
  readonly close: () => Promise<void>;
};

/** Opens an empty world. Its database is its own; close it. */
export async function openWorld({
  seed,
  choose,
  clockOf,
  logLevel = "silent",
  ...given
}: WorldSettings): Promise<World> {
  const database = await createTestDatabase();
  const db = openDatabase(database.url, { poolSize: 4 });
  const admin = openDatabase(database.adminUrl, { poolSize: 2 });
  const stripe = await startStripeSimulator({ port: 0, stateDir: null, transfersPerSecond: 10_000 });
  const random = seededRandom(seed);
  const settings: PaySettings = {
    mode: "simulator",
    schedule: { days: [1, 15], hourUtc: 2 },
    chunkSize: 25,
    minimumMinor: { USD: 2500n, EUR: 2500n, JPY: 3000n },
    planPageSize: 500,
    leaseMs: 20_000,
    idleMs: 12_000,
    ...given,
  };
  const control = controlOf(stripe.url);
  const trace: string[] = [];
  const pick = choose?.(random) ?? (() => 0);
  const turns = new Turns(
    (waiting) => {
      const index = pick(waiting);
      const { worker, what } = waiting[index] ?? { worker: "?", what: "?" };
      trace.push(`${worker} ${what}`);
      return index;
    },
    () => lockWaitsIn(admin),
  );
  const time = new VirtualTime(FIRST_INSTANT, async (byMs) => {
    await advanceOperationalClock(db, Math.ceil(byMs));
    await control("POST", "/clock", { now: time.now().toISOString() });
  });
  await control("POST", "/clock", { now: FIRST_INSTANT.toISOString(), stands: true });

  const queue = new VirtualQueue();
  const mails: string[] = [];
  const mailer: Mailer = {
    send: (mail) => {
      mails.push(`${mail.mailId} ${mail.to.address} ${mail.subject}`);
      return Promise.resolve();
    },
    close: () => undefined,
  };
  const firstSends = new Map<string, { at: Date; claimedTick: number }>();
  /** The crossing at which what runs now was begun: it follows the work, also through a freeze. */
  const begunAt = new AsyncLocalStorage<number>();
  const workers: WorkerUnderTest[] = [];
  const startWorker: World["startWorker"] = (faults = () => null) => {
    const name = `worker-${workers.length + 1}`;
    const worker = startWorkerUnderTest(name, faults, {
      databaseUrl: database.url,
      stripeUrl: stripe.url,
      turns,
      time,
      queue,
      mailer,
      random,
      settings,
      clockOf,
      logLevel,
      endSessions: (applicationName) => sessionsIn(admin).end(applicationName),
      onSubmit: ({ idempotencyKey }) => {
        if (!firstSends.has(idempotencyKey))
          firstSends.set(idempotencyKey, { at: time.now(), claimedTick: begunAt.getStore() ?? 0 });
      },
    });
    workers.push(worker);
    return worker;
  };

  const first = startWorker();
  await bootCheckOf(first, time, turns, database.url);
  await db.query("UPDATE installation SET first_started_at = $1", [FIRST_INSTANT]);
  await setBudget(db, "transfers", 10_000);
  const nowMs = (await db.query<{ now: Date }>("SELECT clock_timestamp() AS now"))[0]?.now.getTime() ?? 0;
  await advanceOperationalClock(db, FIRST_INSTANT.getTime() - nowMs);

  return {
    settings,
    random,
    time,
    queue,
    db,
    databaseUrl: database.url,
    adminUrl: database.adminUrl,
    stripe,
    mails,
    tick: () => trace.length,
    trace,
    firstSends,
    startWorker,
    startActor: (name) => ({
      name,
      boundary: new Boundary(
        name,
        turns,
        () => null,
        () => Promise.resolve(),
      ),
    }),
    drive: (works) =>
      until(
        { turns, time },
        works.map(({ worker, does }) => ({ worker, does: () => begunAt.run(trace.length, does) })),
      ),
    control,
    close: async () => {
      for (const worker of workers) await worker.close();
      await stripe.close();
      await db.close();
      await admin.close();
      await database.drop();
    },
  };
}

async function bootCheckOf(
  worker: WorkerUnderTest,
  time: VirtualTime,
  turns: Turns,
  databaseUrl: string,
): Promise<void> {
  const boot = () => bootCheck(worker.deps, { databaseUrl, adminEmails: ["finance@payrun.example"] });
  const [ending] = await until({ turns, time }, [{ worker, does: boot }]);
  if (ending?.kind !== "done") throw new Error(`the world did not boot: ${JSON.stringify(ending)}`);
}

function controlOf(url: string): World["control"] {
  return async (method, path, body) => {
    const answer = await fetch(`${url}/__simulator${path}`, {
      method,
      headers: { "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
}
