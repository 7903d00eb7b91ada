import { migrate } from "@payrun/db";
import { databaseServer } from "@payrun/embedded";
import { describeFaults, readEnvironment } from "@payrun/environment";
import { migrateQueue } from "@payrun/queue";

const parsed = readEnvironment(process.env);
if (!parsed.ok) {
  process.stderr.write(`${describeFaults(parsed.faults)}\n`);
  process.exit(1);
}
const { migrationDatabaseUrl: databaseUrl, dataDir } = parsed.environment;
try {
  const server = await databaseServer({ databaseUrl, dataDir });
  const { applied } = await migrate(server.url);
  await migrateQueue(server.url);
  await server.stop();
  process.stdout.write(applied.length === 0 ? "Nothing to migrate.\n" : `Applied ${applied.join(", ")}.\n`);
  // The schema engine's lock time-out (10 s) is still running, and nobody waits for it.
  process.exit(0);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
