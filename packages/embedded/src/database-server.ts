import { startEmbeddedPostgres } from "./start-embedded-postgres.ts";

export type DatabaseServer = { readonly url: string; readonly stop: () => Promise<void> };

/**
 * The database that a process uses: the one at the address it was given, or, without an address, this checkout's own
 * embedded PostgreSQL, started when no other process of the checkout runs it already.
 */
export async function databaseServer(facts: {
  readonly databaseUrl: string | null;
  readonly dataDir: string;
}): Promise<DatabaseServer> {
  if (facts.databaseUrl !== null) return { url: facts.databaseUrl, stop: () => Promise.resolve() };
  return startEmbeddedPostgres({ dataDir: facts.dataDir });
}
