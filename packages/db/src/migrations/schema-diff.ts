import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import type { DiffTarget } from "@prisma/schema-engine-wasm";
import { noFilter, schemaPath, withSchemaEngine } from "./schema-engine.ts";

const EMPTY = "-- This is an empty migration.";

/** The SQL that makes an empty database what `schema.prisma` says. The first part of a rebuilt initial migration. */
export async function sqlFromNothing(databaseUrl: string): Promise<string> {
  return diff(databaseUrl, { tag: "empty" }, schemaFile());
}

/**
 * How a database differs from `schema.prisma`, as the SQL that leads from one to the other; both are empty when they
 * agree. Sees what Prisma can express: tables, columns, types, keys and plain indexes, no partial ones and no triggers.
 */
export async function schemaDrift(
  databaseUrl: string,
): Promise<{ readonly toSchema: string; readonly toDatabase: string }> {
  const database: DiffTarget = { ...schemaFile(), tag: "schemaDatasource", configDir: dirname(schemaPath) };
  return {
    toSchema: await diff(databaseUrl, database, schemaFile()),
    toDatabase: await diff(databaseUrl, schemaFile(), database),
  };
}

async function diff(databaseUrl: string, from: DiffTarget, to: DiffTarget): Promise<string> {
  return withSchemaEngine(databaseUrl, async (engine) => {
    const { stdout } = await engine.diff({ from, to, script: true, exitCode: null, filters: noFilter });
    const sql = stdout ?? "";
    return sql.trim() === EMPTY ? "" : sql;
  });
}

function schemaFile() {
  const file = { path: "schema.prisma", content: readFileSync(schemaPath, "utf8") };
  return { tag: "schemaDatamodel" as const, files: [file] };
}
