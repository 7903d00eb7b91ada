import { existsSync } from "node:fs";
import { join } from "node:path";
import { checkout } from "./child-process.ts";
import { keepRunning } from "./keep-running.ts";
import { isSimulator, registerWebhooks } from "./simulator.ts";
import type { ServiceFacts, Services } from "./start-services.ts";

const apps = [
  { name: "API", entry: "apps/api/src/main.ts", logName: "api.log" },
  { name: "worker", entry: "apps/worker/src/main.ts", logName: "worker.log" },
] as const;

/** Starts every app that this checkout has, the worker last, so that it is stopped first. */
export async function startApps(
  services: Services,
  { dataDir, hooks, teardown }: ServiceFacts,
): Promise<void> {
  const { apiBase, apiUrl, environment } = services;
  if (apiBase !== null && (await isSimulator(apiBase))) await registerWebhooks(apiBase, apiUrl, environment);
  for (const { name, entry, logName } of apps.filter((app) => existsSync(join(checkout, app.entry)))) {
    const app = keepRunning({ name, entry, environment, logFile: join(dataDir, "logs", logName), ...hooks });
    teardown.add(`The ${name}`, app.stop);
  }
}
