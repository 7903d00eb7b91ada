import { createHash } from "node:crypto";
import { join } from "node:path";
import { migrate, MigrationsEdited } from "@payrun/db";
import { loadOrCreateSecrets, startEmbeddedPostgres } from "@payrun/embedded";
import type { Environment } from "@payrun/environment";
import { migrateQueue } from "@payrun/queue";
import { choosePort } from "./choose-port.ts";
import { keepRunning, type KeepOptions } from "./keep-running.ts";
import { untilSimulatorAnswers } from "./simulator.ts";
import type { Teardown } from "./teardown.ts";
import { chooseWebOrigin } from "../web/web-app.ts";

/** Where things run, and how every process of this deployment is configured. */
export type Services = {
  readonly databaseUrl: string;
  /** The machine's own PostgreSQL, as opposed to one that was given. */
  readonly embeddedDatabase: boolean;
  /** Null: Stripe itself. */
  readonly apiBase: URL | null;
  readonly apiUrl: string;
  /** Where browsers find the web app, once it is started. */
  readonly webUrl: string;
  /** For every process; the secrets are among it. */
  readonly environment: Readonly<Record<string, string | undefined>>;
};

export type ServiceHooks = Pick<KeepOptions, "onStart" | "onTrouble" | "onGiveUp">;

export type ServiceFacts = {
  readonly configured: Environment;
  /** As given to this process. */
  readonly given: Readonly<Record<string, string | undefined>>;
  /** Absolute. */
  readonly dataDir: string;
  readonly hooks: ServiceHooks;
  readonly teardown: Teardown;
};

/** What the embedded simulator allows, and so what the worker uses of it. */
const embeddedRequestsPerSecond = "200";

/**
 * Starts whatever was not given: PostgreSQL with its schema, the Stripe simulator, secrets.
 *
 * @throws with one readable line for what cannot be started.
 */
export async function startServices(
  facts: ServiceFacts,
  { withWeb }: { readonly withWeb: boolean },
): Promise<Services> {
  const { configured, given, dataDir } = facts;
  const ownSimulator = configured.stripe.mode === "simulator" && !given["STRIPE_API_BASE"];
  const rate = given["STRIPE_REQUESTS_PER_SECOND"] || (ownSimulator ? embeddedRequestsPerSecond : undefined);
  const apiPort = await choosePort("API_PORT", {
    wanted: configured.apiPort,
    asked: Boolean(given["API_PORT"]),
  });
  const webUrl = withWeb ? await chooseWebOrigin(configured, given) : configured.webOrigin;
  const secrets = await loadOrCreateSecrets(dataDir);
  const database = startDatabase(facts);
  const stripe = ownSimulator ? startSimulator(facts, rate) : Promise.resolve(configured.stripe.apiBase);
  // Both have come to an end before a failure is thrown: nothing is left half-started.
  await Promise.allSettled([database, stripe]);
  const [databaseUrl, apiBase] = [await database, await stripe];
  return {
    databaseUrl,
    embeddedDatabase: configured.databaseUrl === null,
    apiBase,
    apiUrl: `http://${configured.apiHost === "0.0.0.0" ? "127.0.0.1" : configured.apiHost}:${apiPort}`,
    webUrl,
    environment: {
      ...secrets,
      ...withoutEmpty(given),
      WEB_ORIGIN: webUrl,
      DATABASE_URL: databaseUrl,
      STRIPE_SECRET_KEY: configured.stripe.secretKey,
      ...(apiBase === null ? {} : { STRIPE_API_BASE: apiBase.origin }),
      ...(rate === undefined ? {} : { STRIPE_REQUESTS_PER_SECOND: rate }),
      API_PORT: String(apiPort),
      PAYRUN_DATA_DIR: dataDir,
    },
  };
}

/** The database's URL once its schema and the queue's are up to date. */
async function startDatabase({ configured, dataDir, teardown }: ServiceFacts): Promise<string> {
  let { databaseUrl, migrationDatabaseUrl } = configured;
  if (databaseUrl === null) {
    const server = await startEmbeddedPostgres({ dataDir });
    teardown.add("PostgreSQL", server.stop);
    databaseUrl = server.url;
  }
  migrationDatabaseUrl ??= databaseUrl;
  try {
    await migrate(migrationDatabaseUrl);
    if (configured.redisUrl === null) await migrateQueue(migrationDatabaseUrl);
  } catch (error) {
    const { host, pathname } = new URL(migrationDatabaseUrl);
    // Whatever else is wrong, nobody should delete data over it.
    const cure =
      configured.databaseUrl === null && error instanceof MigrationsEdited
        ? ` It is the embedded demo database: to begin anew, delete ${dataDir} and start again.`
        : "";
    throw new Error(
      `The schema of ${host}${pathname} cannot be brought up to date: ${String(error)}${cure}`,
      { cause: error },
    );
  }
  return databaseUrl;
}

async function startSimulator(
  { configured, given, dataDir, hooks, teardown }: ServiceFacts,
  rate: string | undefined,
): Promise<URL> {
  const port = await choosePort("STRIPE_SIMULATOR_PORT", {
    wanted: configured.stripe.simulatorPort,
    asked: Boolean(given["STRIPE_SIMULATOR_PORT"]),
  });
  const simulator = keepRunning({
    name: "Stripe simulator",
    entry: "packages/stripe-simulator/src/main.ts",
    environment: {
      ...given,
      STRIPE_SIMULATOR_PORT: String(port),
      STRIPE_SIMULATOR_STATE_DIR: given["STRIPE_SIMULATOR_STATE_DIR"] || simulatorState(dataDir, configured),
      STRIPE_REQUESTS_PER_SECOND: rate,
    },
    logFile: join(dataDir, "logs", "stripe-simulator.log"),
    ...hooks,
  });
  teardown.add("The Stripe simulator", simulator.stop);
  const apiBase = new URL(`http://127.0.0.1:${port}`);
  await untilSimulatorAnswers(apiBase, { timeoutMs: 30_000 });
  return apiBase;
}

/** What is at Stripe belongs to one database: a database that was given gets a Stripe of its own. */
function simulatorState(dataDir: string, { databaseUrl }: Environment): string {
  if (databaseUrl === null) return join(dataDir, "stripe-simulator");
  const { host, pathname } = new URL(databaseUrl);
  const name = createHash("sha256").update(`${host}${pathname}`).digest("hex").slice(0, 12);
  return join(dataDir, `stripe-simulator-${name}`);
}

/** An empty variable counts as not set. */
function withoutEmpty(given: ServiceFacts["given"]): ServiceFacts["given"] {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value));
}
