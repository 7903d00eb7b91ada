import { setTimeout as delay } from "node:timers/promises";
import { readServiceFigures } from "@payrun/db";
import type { FastifyInstance } from "fastify";
import type { ApiDeps } from "../api-deps.ts";
import { showFigures, type ApiMetrics } from "./api-metrics.ts";

/** An orchestrator's probe gives up after a few seconds, so what does not answer by then is away. */
const CHECK_MS = 3_000;

/** For orchestrators and dashboards: alive, ready with what is wrong when not, and the figures. */
export function operationsRoutes(app: FastifyInstance, deps: ApiDeps, metrics: ApiMetrics): void {
  app.get("/healthz", async () => ({ alive: true }));

  app.get("/readyz", async (_request, reply) => {
    const [database, queue, migrations] = await Promise.all([
      check(() => deps.db.query("SELECT 1")),
      check(deps.pingQueue),
      check(async () => {
        const pending = await deps.pendingMigrations();
        if (pending.length > 0) throw new Error(`pending: ${pending.join(", ")}; run npm run db:migrate`);
      }),
    ]);
    const checks = { database, queue, migrations };
    const isReady = Object.values(checks).every((state) => state === "ok");
    return reply.code(isReady ? 200 : 503).send({ ready: isReady, checks });
  });

  app.get("/metrics", async (request, reply) => {
    try {
      showFigures(metrics, await readServiceFigures(deps.db));
    } catch (error) {
      request.log.warn({ err: error }, "the figures cannot be read");
      showFigures(metrics, null);
    }
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
}

/** `ok`, or what is wrong. */
async function check(probe: () => Promise<unknown>): Promise<string> {
  const giveUp = new AbortController();
  const tooLong = delay(CHECK_MS, `no answer within ${CHECK_MS / 1000} s`, { signal: giveUp.signal });
  try {
    return await Promise.race([probe().then(() => "ok"), tooLong]);
  } catch (error) {
    return error instanceof Error && error.message !== "" ? error.message : String(error);
  } finally {
    giveUp.abort();
    tooLong.catch(() => undefined);
  }
}
