export { migrate, pendingMigrations } from "./migrations/migrate.ts";
