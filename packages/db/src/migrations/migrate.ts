import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { MigrationDirectory, MigrationList } from "@prisma/schema-engine-wasm";
import { Client } from "pg";
import { noFilter, withSchemaEngine } from "./schema-engine.ts";

const migrationsFolder = join(import.meta.dirname, "../../prisma/migrations");

/** One migrator at a time; the others wait and then find nothing to do. Any fixed number serves. */
const MIGRATION_LOCK = 727_001;

/**
 * Applies every migration that the database does not have yet, in order; a second call applies nothing.
 *
 * @throws when an applied migration was edited or has vanished since, or when one failed half-way: the message names it.
 */
export async function migrate(databaseUrl: string): Promise<{ readonly applied: readonly string[] }> {
  const lock = new Client({ connectionString: databaseUrl });
  await lock.connect();
  try {
    await lock.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
    return await applyPending(databaseUrl);
  } finally {
    await lock.end();
  }
}

/** The names of migrations that this build brings and the database lacks. */
export async function pendingMigrations(databaseUrl: string): Promise<readonly string[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const known = await client.query<{ name: string }>(
      `SELECT to_regclass('public._prisma_migrations')::text AS name`,
    );
    if (!known.rows[0]?.name) return migrationNames();
    const applied = await client.query<{ migration_name: string }>(
      "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
    );
    const names = new Set(applied.rows.map((row) => row.migration_name));
    return migrationNames().filter((name) => !names.has(name));
  } finally {
    await client.end();
  }
}

/** The migrations of this build, oldest first, as Prisma's engine wants them. */
export function migrationList(folder: string = migrationsFolder): MigrationList {
  return {
    baseDir: folder,
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: migrationNames(folder).map((name) => migrationDirectory(folder, name)),
  };
}

async function applyPending(databaseUrl: string): Promise<{ readonly applied: readonly string[] }> {
  return withSchemaEngine(databaseUrl, async (engine) => {
    const migrationsList = migrationList();
    const history = await engine.diagnoseMigrationHistory({
      migrationsList,
      optInToShadowDatabase: false,
      filters: noFilter,
    });
    if (history.editedMigrationNames.length > 0) {
      throw new Error(
        `migrations were edited after they were applied: ${history.editedMigrationNames.join(", ")}. ` +
          "Restore them from version control and put the change into a new migration.",
      );
    }
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: noFilter });
    return { applied: appliedMigrationNames };
  });
}

function migrationNames(folder: string = migrationsFolder): string[] {
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, "migration.sql")))
    .sort();
}

function migrationDirectory(folder: string, name: string): MigrationDirectory {
  const value = readFileSync(join(folder, name, "migration.sql"), "utf8");
  return { path: name, migrationFile: { path: "migration.sql", content: { tag: "ok", value } } };
}
