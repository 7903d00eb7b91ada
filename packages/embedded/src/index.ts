export { databaseServer, type DatabaseServer } from "./database-server.ts";
export { withLock } from "./folder-lock.ts";
export { freePort } from "./free-port.ts";
export { isAlive, processIdentity } from "./process-identity.ts";
export { loadOrCreateSecrets, type SecretName, type Secrets } from "./secrets.ts";
export {
  startEmbeddedPostgres,
  stopEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from "./start-embedded-postgres.ts";
export { installOnDebian } from "./install-on-debian.ts";
export { startRedis, type RedisServer } from "./start-redis.ts";
