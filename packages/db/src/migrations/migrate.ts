import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type {
  DiagnoseMigrationHistoryOutput,
  MigrationDirectory,
  MigrationList,
} from "@prisma/schema-engine-wasm";
import { Client } from "pg";
import { noFilter, withSchemaEngine } from "./schema-engine.ts";

const migrationsFolder = join(import.meta.dirname, "../../prisma/migrations");

/** One migrator at a time; the others wait and then find nothing to do. Any fixed number serves. */
const MIGRATION_LOCK = 727_001;

/**
 * Applies every migration that the database does not have yet, in order; a second call applies nothing.
 *
 * A migration that fails leaves nothing behind, and is tried again by the next call, corrected or not.
 *
 * @param options.folder where the migrations are; absent: this package's.
 * @throws when an applied migration was edited or has vanished since, or when one fails: the message names it and says why.
 */
export async function migrate(
  databaseUrl: string,
  { folder = migrationsFolder }: { readonly folder?: string } = {},
): Promise<{ readonly applied: readonly string[] }> {
  const lock = new Client({ connectionString: databaseUrl });
  await lock.connect();
  try {
    await lock.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
    return await applyPending(databaseUrl, folder);
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
function migrationList(folder: string): MigrationList {
  return {
    baseDir: folder,
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: migrationNames(folder).map((name) => migrationDirectory(folder, name)),
  };
}

async function applyPending(
  databaseUrl: string,
  folder: string,
): Promise<{ readonly applied: readonly string[] }> {
  return withSchemaEngine(databaseUrl, async (engine) => {
    const migrationsList = migrationList(folder);
    const history = await engine.diagnoseMigrationHistory({
      migrationsList,
      optInToShadowDatabase: false,
      filters: noFilter,
    });
    assertUnedited(history);
    // A migration is one transaction, so one that failed left nothing behind but its record, and is tried again.
    for (const migrationName of history.failedMigrationNames)
      await engine.markMigrationRolledBack({ migrationName });
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: noFilter });
    return { applied: appliedMigrationNames };
  });
}

/** The database was made by other words of the same migrations. */
export class MigrationsEdited extends Error {
  override readonly name = "MigrationsEdited";
}

/** @throws when the database has a migration that this build does not have, or has in other words. */
function assertUnedited({
  history,
  editedMigrationNames,
  failedMigrationNames,
}: DiagnoseMigrationHistoryOutput): void {
  const edited = editedMigrationNames.filter((name) => !failedMigrationNames.includes(name));
  if (edited.length > 0) {
    throw new MigrationsEdited(
      `migrations were edited after they were applied: ${edited.join(", ")}. ` +
        "Restore them from version control and put the change into a new migration.",
    );
  }
  const vanished = history && "unpersistedMigrationNames" in history ? history.unpersistedMigrationNames : [];
  if (vanished.length > 0) {
    throw new Error(
      `the database has migrations that this build lacks: ${vanished.join(", ")}. Run the newer build.`,
    );
  }
}

function migrationNames(folder: string = migrationsFolder): string[] {
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, "migration.sql")))
    .toSorted();
}

function migrationDirectory(folder: string, name: string): MigrationDirectory {
  const value = readFileSync(join(folder, name, "migration.sql"), "utf8");
  return { path: name, migrationFile: { path: "migration.sql", content: { tag: "ok", value } } };
}
