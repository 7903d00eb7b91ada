import { existsSync } from "node:fs";
import { join } from "node:path";
import { checkout } from "./child-process.ts";
import { keepRunning } from "./keep-running.ts";
import { isSimulator, registerWebhooks } from "./simulator.ts";
import type { ServiceFacts, Services } from "./start-services.ts";

const apps = [
  { name: "API", entry: "apps/api/src/main.ts", logName: "api.log" },
  { name: "web server", entry: "apps/web/server/main.ts", logName: "web.log" },
  { name: "worker", entry: "apps/worker/src/main.ts", logName: "worker.log" },
] as const;

/** Starts every app that this checkout has, the worker last, so that it is stopped first. */
export async function startApps(
  services: Services,
  { dataDir, hooks, teardown }: ServiceFacts,
  { withWeb }: { readonly withWeb: boolean },
): Promise<void> {
  const { apiBase, apiUrl, environment } = services;
  if (apiBase !== null && (await isSimulator(apiBase))) await registerWebhooks(apiBase, apiUrl, environment);
  const started = apps.filter(({ entry }) => existsSync(join(checkout, entry)));
  for (const { name, entry, logName } of started) {
    if (name === "web server" && !withWeb) continue;
    const app = keepRunning({ name, entry, environment, logFile: join(dataDir, "logs", logName), ...hooks });
    teardown.add(`The ${name}`, app.stop);
  }
}
