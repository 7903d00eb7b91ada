import { migrate } from "./migrations/migrate.ts";

const databaseUrl = process.env["MIGRATION_DATABASE_URL"] ?? process.env["DATABASE_URL"];
if (!databaseUrl) {
  process.stderr.write("db:migrate needs MIGRATION_DATABASE_URL or DATABASE_URL, e.g. postgresql://user:password@host:5432/payrun\n");
  process.exit(1);
}
const { applied } = await migrate(databaseUrl);
process.stdout.write(applied.length === 0 ? "Nothing to migrate.\n" : `Applied ${applied.join(", ")}.\n`);
// The engine's lock time-out (10 s) is still running, and nobody waits for it.
process.exit(0);
