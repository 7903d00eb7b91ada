import { randomUUID } from "node:crypto";
import pg from "pg";

export type TestDatabase = {
  /** Connects as the application's user, who owns the database and is no superuser. */
  readonly url: string;
  /** Connects to this database as superuser, for what only a test may do. */
  readonly adminUrl: string;
  /** Ends every connection and removes the database. */
  readonly drop: () => Promise<void>;
};

const template = "payrun_template";

/** A database of its own for a test file, with the current schema and no rows: a clone, ready in about 50 ms. */
export function createTestDatabase(): Promise<TestDatabase> {
  return create(`template ${template}`);
}

/** A database without any schema, for tests of the migrations themselves. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  return create("template template0");
}

/** Builds the template that `createTestDatabase` clones, replacing an older one. Called once per run. */
export async function prepareTemplate(prepare: (url: string) => Promise<unknown>): Promise<void> {
  await asAdmin(async (client) => {
    await client.query(`drop database if exists ${template} with (force)`);
    await client.query(`create database ${template} owner payrun`);
    await prepare(withDatabase(ownerUrl(), template));
    // A forgotten connection to the template would make every clone fail.
    await client.query(`alter database ${template} allow_connections false`);
    await client.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [
      template,
    ]);
  });
}

async function create(source: string): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await asAdmin((client) => client.query(`create database ${name} owner payrun ${source}`));
  const drop = () => asAdmin((client) => client.query(`drop database if exists ${name} with (force)`));
  return {
    url: withDatabase(ownerUrl(), name),
    adminUrl: withDatabase(adminUrl(), name),
    drop: async () => void (await drop()),
  };
}

async function asAdmin<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: adminUrl() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function adminUrl(): string {
  return fromTestRun("PAYRUN_TEST_ADMIN_URL");
}

function ownerUrl(): string {
  return fromTestRun("PAYRUN_TEST_URL");
}

/** @throws when vitest ran without the global setup that starts the shared servers. */
export function fromTestRun(variable: string): string {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is not set: run vitest with the root's vitest.config.ts.`);
  return value;
}

function withDatabase(url: string, name: string): string {
  const parsed = new URL(url);
  parsed.pathname = `/${name}`;
  return parsed.href;
}
