import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
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
  const engine = await bindings.SchemaEngine.new(
    { datamodels: [["schema.prisma", readFileSync(schemaPath, "utf8")]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(new WholeScriptPg(pool)),
  );
  try {
    return await work(engine);
  } finally {
    engine.free();
    await pool.end();
  }
}

/**
 * Prisma's adapter cuts a migration at every semicolon, those inside function bodies and comments too. Sent whole,
 * PostgreSQL parses it, and runs it as one transaction: a migration that fails leaves nothing behind.
 */
class WholeScriptPg extends PrismaPg {
  override async connect(): ReturnType<PrismaPg["connect"]> {
    const adapter = await super.connect();
    adapter.executeScript = async (script) => {
      await adapter.underlyingDriver().query(script);
    };
    return adapter;
  }
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
