export { freePort, startEmbeddedPostgres, startRedis, type RedisServer } from "@payrun/embedded";
export {
  chromiumPath,
  launchBrowser,
  launchChromium,
  type ChromiumBrowser,
  type LaunchedChromium,
} from "./chromium.ts";
export { createEmptyDatabase, createTestDatabase, type TestDatabase } from "./test-database.ts";
export { startTestRedis } from "./test-redis.ts";
export { startTestRun, type TestRun } from "./test-run.ts";
