import { randomUUID } from "node:crypto";
import helmet from "@fastify/helmet";
import { fastify, LogController, type FastifyInstance } from "fastify";
import type { ApiDeps } from "./api-deps.ts";
import { apiError, handleError } from "./api-error.ts";
import { adminRouter } from "./admin/admin-router.ts";
import { authRoutes } from "./auth/auth-routes.ts";
import { cronRoutes } from "./cron/cron-routes.ts";
import { creatorRouter } from "./creator/creator-router.ts";
import { openLiveFeed } from "./creator/live/live-feed.ts";
import { fileRoutes } from "./files/file-routes.ts";
import { hostRoutes } from "./host/host-routes.ts";
import { openApiDocument } from "./host/openapi.ts";
import { createApiMetrics, type ApiMetrics } from "./operations/api-metrics.ts";
import { operationsRoutes } from "./operations/operations-routes.ts";
import { trpcRoutes } from "./trpc/trpc-routes.ts";
import { webhookRoutes } from "./webhooks/webhook-routes.ts";

/** Not logged one by one: probes come every few seconds, and webhooks from anybody. The metrics count them. */
const UNLOGGED = /^\/(webhooks\/|healthz|readyz|metrics)/;
const CLIENT_ID = /^[\w.-]{1,64}$/;

/** Answers are data and no pages: nothing in them may run, and nothing may frame them. Browsers stay with HTTPS for two years. */
const securityHeaders = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  },
  strictTransportSecurity: { maxAge: 63_072_000, includeSubDomains: true },
};

/**
 * The HTTP edge, ready to listen or to be asked with `inject`. Closing it lets running requests finish, and sends pages
 * that listen to another process.
 */
export async function buildApi(parts: Omit<ApiDeps, "live">): Promise<FastifyInstance> {
  const deps: ApiDeps = { ...parts, live: openLiveFeed(parts) };
  const app = fastify({
    loggerInstance: deps.log,
    // A body that drips in more slowly is not a client of ours, and would keep a drain waiting.
    requestTimeout: 30_000,
    // A batch of questions names all its procedures in one part of the path.
    routerOptions: { maxParamLength: 2_000 },
    // Whose word it is where a call came from: tries to sign in are counted by address.
    trustProxy: [...(deps.settings.trustedProxies ?? ["loopback"])],
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
  app.addHook("preClose", () => deps.live.close());
  await app.register(helmet, securityHeaders);
  await app.register(async (scope) => cronRoutes(scope, deps));
  await app.register(async (scope) => webhookRoutes(scope, deps, metrics));
  await app.register(async (scope) => hostRoutes(scope, deps, metrics));
  const { webOrigin, adminOrigin } = deps.settings;
  const creator = { prefix: "/trpc/creator", router: creatorRouter, origin: webOrigin };
  const admin = { prefix: "/trpc/admin", router: adminRouter, origin: adminOrigin };
  await app.register(async (scope) => authRoutes(scope, deps));
  await app.register(async (scope) => trpcRoutes(scope, deps, creator));
  await app.register(async (scope) => trpcRoutes(scope, deps, admin));
  await app.register(async (scope) => fileRoutes(scope, deps));
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
