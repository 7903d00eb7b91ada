import { randomUUID } from "node:crypto";
import helmet from "@fastify/helmet";
import { fastify, LogController, type FastifyInstance } from "fastify";
import type { ApiDeps } from "./api-deps.ts";
import { apiError, handleError } from "./api-error.ts";
import { cronRoutes } from "./cron/cron-routes.ts";
import { hostRoutes } from "./host/host-routes.ts";
import { openApiDocument } from "./host/openapi.ts";
import { createApiMetrics, type ApiMetrics } from "./operations/api-metrics.ts";
import { operationsRoutes } from "./operations/operations-routes.ts";
import { webhookRoutes } from "./webhooks/webhook-routes.ts";

/** Not logged one by one: probes come every few seconds, and webhooks from anybody. The metrics count them. */
const UNLOGGED = /^\/(webhooks\/|healthz|readyz|metrics)/;
const CLIENT_ID = /^[\w.-]{1,64}$/;

/** The HTTP edge, ready to listen or to be asked with `inject`. Closing it lets running requests finish. */
export async function buildApi(deps: ApiDeps): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: deps.log,
    // A body that drips in more slowly is not a client of ours, and would keep a drain waiting.
    requestTimeout: 30_000,
    logController: new LogController({ disableRequestLogging: ({ url }) => UNLOGGED.test(url) }),
    genReqId: ({ headers: { "x-request-id": given } }) =>
      typeof given === "string" && CLIENT_ID.test(given) ? given : randomUUID(),
    // A URL that does not decode never reaches a route.
    frameworkErrors: (error, request, reply) => handleError(error, request, reply),
  });
  const metrics = createApiMetrics();
  app.setErrorHandler(handleError);
  app.setNotFoundHandler((request, reply) => {
    void reply
      .code(404)
      .send(apiError("not_found", `nothing answers ${request.method} ${request.url.slice(0, 200)}`));
  });
  observeRequests(app, metrics);
  closeConnectionsWhenDraining(app);
  await app.register(helmet);
  await app.register(async (scope) => cronRoutes(scope, deps));
  await app.register(async (scope) => webhookRoutes(scope, deps, metrics));
  await app.register(async (scope) => hostRoutes(scope, deps, metrics));
  operationsRoutes(app, deps, metrics);
  const document = openApiDocument();
  app.get("/v1/openapi.json", async () => document);
  return app;
}

function observeRequests(app: FastifyInstance, metrics: ApiMetrics): void {
  app.addHook("onRequest", async (request, reply) => {
    void reply.header("x-request-id", request.id);
  });
  app.addHook("onResponse", async (request, reply) => {
    const route = request.routeOptions.url ?? "unmatched";
    metrics.requests.observe(
      { method: request.method, route, status: reply.statusCode },
      reply.elapsedTime / 1000,
    );
  });
}

/** An answer that goes out while the server closes ends its connection: kept alive, it would keep the server open too. */
function closeConnectionsWhenDraining(app: FastifyInstance): void {
  let draining = false;
  app.addHook("preClose", async () => {
    draining = true;
  });
  app.addHook("onSend", async (_request, reply) => {
    if (draining) void reply.header("connection", "close");
  });
}
