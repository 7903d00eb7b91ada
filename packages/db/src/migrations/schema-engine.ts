import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlQuery,
  type SqlQueryable,
} from "@prisma/driver-adapter-utils";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import type { SchemaEngine } from "@prisma/schema-engine-wasm";
import { Pool } from "pg";

export const schemaPath: string = join(import.meta.dirname, "../../prisma/schema.prisma");

/**
 * Runs work with Prisma's own schema engine, as WebAssembly, on one database.
 *
 * The `prisma migrate` CLI downloads a native engine from a host of its own; this is the same engine from the npm
 * registry, so migrations apply with no other network. It writes the same `_prisma_migrations` table, and
 * `prisma migrate deploy` carries on from there. Decision record 0003.
 */
export async function withSchemaEngine<T>(
  databaseUrl: string,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  const pool = new Pool({ connectionString: databaseUrl, max: 2 });
  instantiate();
  const adapters = bindMigrationAwareSqlAdapterFactory(new EnginePg(pool));
  const engine = await bindings.SchemaEngine.new(
    { datamodels: [["schema.prisma", readFileSync(schemaPath, "utf8")]] },
    () => undefined,
    adapters,
  );
  try {
    return await work(engine);
  } catch (error) {
    throw withCause(error, (id) => adapters.errorRegistry.consumeError(id)?.error);
  } finally {
    engine.free();
    await pool.end();
  }
}

/** The engine hides what PostgreSQL said behind "External error id#0"; this brings it back, in words. */
function withCause(error: unknown, causeOf: (id: number) => unknown): unknown {
  const id = /External error id#(\d+)/.exec(String(error))?.[1];
  const migration = /migration_name="([^"]+)"/.exec(String(error))?.[1];
  const cause = id === undefined ? undefined : causeOf(Number(id));
  if (!(cause instanceof Error)) return error;
  return new Error(
    `${migration === undefined ? "schema engine" : `migration ${migration}`}: ${cause.message}`,
    { cause },
  );
}

/** Prisma's adapter, made good in two places where the schema engine needs more of it than it gives. */
class EnginePg extends PrismaPg {
  override async connect(): ReturnType<PrismaPg["connect"]> {
    const adapter = await super.connect();
    // It cuts a migration at every semicolon, those inside function bodies and comments too. Sent whole, PostgreSQL parses
    // it, and runs it as one transaction: a migration that fails leaves nothing behind.
    adapter.executeScript = async (script) => {
      await adapter.underlyingDriver().query(script);
    };
    readCharColumns(adapter);
    return adapter;
  }
}

const CHAR_OID = 18;
const BPCHAR_OID = 1042;

/** It does not know the catalogue's one-byte type `"char"`, which the engine reads to compare a database with the schema. */
function readCharColumns(adapter: Pick<SqlQueryable, "queryRaw">): void {
  const inner = adapter as unknown as {
    performIO: (query: SqlQuery) => Promise<{ readonly fields: { dataTypeID: number }[] }>;
  };
  const charColumns = new WeakMap<SqlQuery, readonly boolean[]>();
  const performIO = inner.performIO.bind(adapter);
  const queryRaw = adapter.queryRaw.bind(adapter);
  inner.performIO = async (query) => {
    const result = await performIO(query);
    charColumns.set(
      query,
      result.fields.map((field) => field.dataTypeID === CHAR_OID),
    );
    for (const field of result.fields) if (field.dataTypeID === CHAR_OID) field.dataTypeID = BPCHAR_OID;
    return result;
  };
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query);
    const isChar = charColumns.get(query) ?? [];
    return {
      ...result,
      columnTypes: result.columnTypes.map((type, column) =>
        isChar[column] ? ColumnTypeEnum.Character : type,
      ),
    };
  };
}

/** The part of the WebAssembly API that this needs; without the DOM's types nobody declares it. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Record<string, unknown> };
};

/** Every table and enum belongs to Prisma: nothing in schema `public` is managed elsewhere. */
export const noFilter = { externalTables: [], externalEnums: [] };

let instantiated = false;

function instantiate(): void {
  if (instantiated) return;
  const require = createRequire(import.meta.url);
  const folder = dirname(require.resolve("@prisma/schema-engine-wasm"));
  const module = new WebAssembly.Module(readFileSync(join(folder, "schema_engine_bg.wasm")));
  const instance = new WebAssembly.Instance(module, { "./schema_engine_bg.js": bindings });
  bindings.__wbg_set_wasm(instance.exports);
  const start = instance.exports["__wbindgen_start"];
  if (typeof start === "function") start();
  instantiated = true;
}
