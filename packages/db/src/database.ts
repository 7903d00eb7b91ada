import { setTimeout as delay } from "node:timers/promises";
import { Pool, types, type PoolClient, type QueryResultRow } from "pg";
import { listen, type Listener } from "./live/listen.ts";

/** Runs SQL: the database itself (each statement its own transaction) or an open transaction. */
export interface Sql {
  /** Rows come back with BIGINT as bigint, NUMERIC as string and TIMESTAMPTZ as Date. */
  query<Row extends QueryResultRow>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
}

/** An open transaction. It is not the database: what must not run inside one asks for `Database`. */
export interface Transaction extends Sql {
  readonly inTransaction: true;
}

export interface Database extends Sql {
  /**
   * Runs work in one READ COMMITTED transaction; commits when it returns, rolls back when it throws. A deadlock or a
   * serialization failure is tried again from the start, so work must touch nothing but the database.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Holds a session's advisory lock while work runs; null when another session has it. */
  exclusively<T>(lock: number, work: () => Promise<T>): Promise<T | null>;
  /** How often a connection was lost so far. A change means: the server may have been restored meanwhile. */
  connectionsLost(): number;
  /** Statements sent so far, BEGIN and COMMIT included: what the round-trip tests count. */
  roundTrips(): number;
  /**
   * Connections of their own for a library that brings its own SQL, opened at the first call and closed with this. Apart,
   * because its transactions wait for what runs here: out of one pool both could wait for a connection for ever.
   */
  libraryPool(): Pool;
  /** Calls `heard` whenever somebody notifies this channel, over a connection of its own. */
  listen(channel: string, heard: () => void): Listener;
  close(): Promise<void>;
}

const DEADLOCK_TRIES_MAX = 8;
const RETRIED = new Set(["40001", "40P01"]);
const BIGINT_OID = 20;

/**
 * A process that freezes inside a transaction, or whose machine vanishes, keeps its locks for as long as the server
 * believes in it: hours. After this the server ends the session. Far above any pause between two statements.
 */
const IDLE_IN_TRANSACTION_MAX_MS = 15_000;
/** Likewise for the session that holds an advisory lock; while its process lives it says something three times as often. */
const IDLE_WITH_LOCK_MAX_MS = 15_000;

/** Opens a pool. Connects lazily: a server that is away shows at the first query. */
export function openDatabase(url: string, { poolSize = 10 }: { readonly poolSize?: number } = {}): Database {
  let lost = 0;
  let sent = 0;
  const pool = new Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: 10_000,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MAX_MS,
    keepAlive: true,
    types: { getTypeParser: parserOf as typeof types.getTypeParser },
  });
  const lostClients = new WeakSet<object>();
  // A connection that dies may say so twice: by its own event, and by the query that runs on it.
  const noteLoss = (error: unknown, client: object = {}): void => {
    if (!isConnectionLoss(error) || lostClients.has(client)) return;
    lostClients.add(client);
    lost += 1;
  };
  let library: Pool | undefined;
  pool.on("error", noteLoss);
  pool.on("connect", (client) => client.on("error", (error) => noteLoss(error, client)));

  async function run<Row extends QueryResultRow>(
    client: PoolClient,
    text: string,
    values?: readonly unknown[],
  ): Promise<readonly Row[]> {
    sent += 1;
    try {
      return (await client.query<Row>(text, values as unknown[] | undefined)).rows;
    } catch (error) {
      noteLoss(error, client);
      throw error;
    }
  }

  async function runAlone<Row extends QueryResultRow>(
    text: string,
    values?: readonly unknown[],
  ): Promise<readonly Row[]> {
    const client = await connect();
    let failure: unknown;
    try {
      return await run<Row>(client, text, values);
    } catch (error) {
      failure = error;
      throw error;
    } finally {
      client.release(isConnectionLoss(failure));
    }
  }

  async function once<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const client = await connect();
    const tx: Transaction = { inTransaction: true, query: (text, values) => run(client, text, values) };
    let broken: unknown;
    try {
      await tx.query("BEGIN");
      const result = await work(tx);
      await tx.query("COMMIT");
      return result;
    } catch (error) {
      await tx.query("ROLLBACK").catch((rollbackError: unknown) => {
        broken = rollbackError;
      });
      throw error;
    } finally {
      client.release(broken !== undefined);
    }
  }

  async function connect(): Promise<PoolClient> {
    try {
      return await pool.connect();
    } catch (error) {
      noteLoss(error);
      throw error;
    }
  }

  return {
    query: runAlone,
    async transaction(work) {
      for (let tries = 1; ; tries += 1) {
        try {
          return await once(work);
        } catch (error) {
          if (tries >= DEADLOCK_TRIES_MAX || !RETRIED.has(sqlState(error) ?? "")) throw error;
          await delay(10 * tries);
        }
      }
    },
    async exclusively(lock, work) {
      const client = await connect();
      try {
        // One statement, the limit first: a process that freezes right after the lock must lose it, too.
        const [row] = await run<{ locked: boolean }>(
          client,
          "SELECT set_config('idle_session_timeout', $2, false), pg_try_advisory_lock($1) AS locked",
          [lock, String(IDLE_WITH_LOCK_MAX_MS)],
        );
        if (!row?.locked) return null;
        return await whileSaying(() => run(client, "SELECT"), IDLE_WITH_LOCK_MAX_MS / 3, work);
      } finally {
        // Free it before this returns; should that fail, the lock ends with its session.
        await run(client, "SELECT pg_advisory_unlock_all()").catch(() => undefined);
        client.release(true);
      }
    },
    connectionsLost: () => lost,
    roundTrips: () => sent,
    listen: (channel, heard) => listen(url, channel, heard),
    libraryPool: () => (library ??= openLibraryPool(url)),
    close: async () => {
      await Promise.all([pool.end(), library?.end()]);
    },
  };
}

function openLibraryPool(url: string): Pool {
  const pool = new Pool({
    connectionString: url,
    max: 5,
    connectionTimeoutMillis: 10_000,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MAX_MS,
    keepAlive: true,
  });
  // A lost connection shows at the next query; unheard, its event would end the process.
  pool.on("error", () => undefined);
  return pool;
}

function parserOf(oid: number, format: "text" = "text"): (value: string) => unknown {
  return oid === BIGINT_OID ? BigInt : (types.getTypeParser(oid, format) as (value: string) => unknown);
}

/** Runs work, and `say` every so often meanwhile. Work goes on when that fails: it must be harmless without its lock. */
async function whileSaying<T>(
  say: () => Promise<unknown>,
  everyMs: number,
  work: () => Promise<T>,
): Promise<T> {
  const done = new AbortController();
  const saying = async (): Promise<void> => {
    for (;;) {
      await delay(everyMs, undefined, { signal: done.signal });
      await say();
    }
  };
  saying().catch(() => undefined);
  try {
    return await work();
  } finally {
    done.abort();
  }
}

/** PostgreSQL's five-character error code, or undefined for anything else. */
export function sqlState(error: unknown): string | undefined {
  return typeof error === "object" && error !== null && "code" in error && typeof error.code === "string"
    ? error.code
    : undefined;
}

/** The constraint, index or trigger that refused, by name. */
export function refusedBy(error: unknown): string | undefined {
  return typeof error === "object" &&
    error !== null &&
    "constraint" in error &&
    typeof error.constraint === "string"
    ? error.constraint
    : undefined;
}

/** Whether the server went away, as opposed to answering with an error. */
export function isConnectionLoss(error: unknown): boolean {
  const code = sqlState(error) ?? "";
  if (/^(08...|25P03|57P0[1235]|ECONN.*|EPIPE|ENOTFOUND|ETIMEDOUT|EAI_AGAIN)$/.test(code)) return true;
  return (
    error instanceof Error &&
    /connection terminated|connection.*timeout|timeout.*connect|server closed|not queryable/i.test(
      error.message,
    )
  );
}
