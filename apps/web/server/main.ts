import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describeFaults, readEnvironment } from "@payrun/environment";
import { pino } from "pino";
import { buildWebServer } from "./build-web-server.ts";

const reading = readEnvironment(process.env);
if (!reading.ok) {
  process.stderr.write(`${describeFaults(reading.faults)}\n`);
  process.exit(1);
}
const { environment } = reading;
const log = pino({ level: environment.logLevel, base: { app: "web" } });

const root = join(import.meta.dirname, "..");
const dist = join(root, "dist");
// An image brings its files along; a fresh clone has none.
if (!existsSync(join(dist, "index.html"))) {
  const { status } = spawnSync(process.execPath, [join(root, "build/main.ts")], { stdio: "inherit" });
  if (status !== 0) process.exit(1);
}

const { apiHost, apiPort, webHost, webPort, webOrigin } = environment;
/** Where the API listens on every address, it is reached on this machine's own. */
const reachable = apiHost === "0.0.0.0" || apiHost === "::" ? "127.0.0.1" : apiHost;
const apiUrl = `http://${reachable.includes(":") ? `[${reachable}]` : reachable}:${apiPort}`;
const app = await buildWebServer({ log, dist, apiUrl, webOrigin });

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  log.info("draining");
  await app.close();
  process.exit(0);
}
// A signal may come several times: to the process, and again to its group.
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop());

try {
  await app.listen({ host: webHost, port: webPort });
} catch (error) {
  log.fatal({ err: error }, "the web server cannot listen");
  process.exit(1);
}
