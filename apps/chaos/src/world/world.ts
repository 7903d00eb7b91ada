import { advanceOperationalClock, openDatabase, setBudget, type Database } from "@payrun/db";
import { startStripeSimulator, type StripeSimulator } from "@payrun/stripe-simulator";
import { createTestDatabase, type TestDatabase } from "@payrun/testkit";
import { bootCheck, type Mailer, type PaySettings } from "@payrun/worker";
import { Boundary, type Faults } from "./boundary.ts";
import { until, type Actor, type Ending, type Work } from "./drive.ts";
import { lockWaitsIn, sessionsIn } from "./sessions.ts";
import { seededRandom, type SeededRandom } from "./seeded-random.ts";
import { Strands } from "./strands.ts";
import { Turns, type Crossing } from "./turns.ts";
import { VirtualQueue } from "./virtual-queue.ts";
import { VirtualTime } from "./virtual-time.ts";
import { startWorkerUnderTest, type ClockOf, type WorkerUnderTest } from "./worker-under-test.ts";

/** Before any schedule date, and after today, because the database's clock can only be moved forward. */
const FIRST_INSTANT = new Date("2031-01-03T00:00:00Z");

/** As `packages/db` tells PostgreSQL: after this, a session that says nothing amid a transaction, or with a lock, ends. */
const SESSION_IDLE_MAX_MS = 15_000;

export type WorldSettings = Partial<PaySettings> & {
  readonly seed: number;
  /** The business clocks of the workers' processes; the world's own unless given. */
  readonly clockOf?: ClockOf;
  /** How long Stripe may stay silent; its silence is real. */
  readonly stripeTimeoutMs?: number;
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
  stripeTimeoutMs = 400,
  ...given
}: WorldSettings): Promise<World> {
  const database = await createTestDatabase();
  await makeExact(database);
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
  const tick = (): number => trace.length;
  const strands = new Strands();
  const turns = new Turns(
    (waiting) => {
      const index = pick(waiting);
      const { worker, what } = waiting[index] ?? { worker: "?", what: "?" };
      trace.push(`${worker} ${what}`);
      return index;
    },
    strands,
    () => lockWaitsIn(admin),
  );
  const time = new VirtualTime(FIRST_INSTANT, strands, {
    moved: async (byMs) => {
      await advanceOperationalClock(db, Math.ceil(byMs));
      await control("POST", "/clock", { now: time.now().toISOString() });
    },
    quiet: () => turns.quiet(),
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
  /** By idempotency key, the crossing at which the job began that claimed it: whoever takes over sends what was claimed. */
  const claims = new Map<unknown, number>();
  const firstSends = new Map<string, { at: Date; claimedTick: number }>();
  const sessions = sessionsIn(admin);
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
      stripeTimeoutMs,
      endSessions: (applicationName) => sessions.end(applicationName),
      onFrozen: (boundary) =>
        time.after(SESSION_IDLE_MAX_MS, async () => {
          if (boundary.isFrozen) await sessions.endIdle(boundary.worker);
        }),
      onClaim: (keys) => {
        for (const key of keys) claims.set(key, strands.current?.begunTick ?? 0);
      },
      onSubmit: ({ idempotencyKey }) => {
        const claimedTick = claims.get(idempotencyKey) ?? 0;
        if (!firstSends.has(idempotencyKey)) firstSends.set(idempotencyKey, { at: time.now(), claimedTick });
      },
    });
    workers.push(worker);
    return worker;
  };

  const first = startWorker();
  const house = { turns, time, strands, tick };
  await bootCheckOf(first, house, database.url);
  await db.query("UPDATE installation SET first_started_at = $1", [FIRST_INSTANT]);
  // The pace is real time. A slot every microsecond: nobody ever waits for one.
  await setBudget(db, "transfers", 1_000_000);

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
    tick,
    trace,
    firstSends,
    startWorker,
    startActor: (name) => ({
      name,
      boundary: new Boundary(name, turns, () => null, {
        gone: () => Promise.resolve(),
        frozen: () => undefined,
      }),
    }),
    drive: (works) => until(house, works),
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

/**
 * The database's clock stands until it is moved, and of two that wait for each other the one that came second is refused
 * at once: nothing depends on how fast the machine is.
 */
async function makeExact({ adminUrl }: TestDatabase): Promise<void> {
  const admin = openDatabase(adminUrl, { poolSize: 1 });
  const name = new URL(adminUrl).pathname.slice(1);
  await admin.query(`ALTER DATABASE ${name} SET deadlock_timeout = '5ms'`);
  await admin.query(
    `CREATE OR REPLACE FUNCTION operational_now() RETURNS timestamptz LANGUAGE plpgsql VOLATILE PARALLEL SAFE AS $$
     BEGIN
       RETURN timestamptz '${FIRST_INSTANT.toISOString()}'
              + coalesce((SELECT ahead_ms FROM operational_clock), 0) * interval '1 millisecond';
     END $$`,
  );
  await admin.query("ALTER TABLE send_budgets DROP CONSTRAINT send_budget_rate");
  await admin.close();
}

async function bootCheckOf(
  worker: WorkerUnderTest,
  house: Parameters<typeof until>[0],
  databaseUrl: string,
): Promise<void> {
  const boot = () => bootCheck(worker.deps, { databaseUrl, adminEmails: ["finance@payrun.example"] });
  const [ending] = await until(house, [{ worker, does: boot }]);
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
