import helmet from "@fastify/helmet";
import {
  fastify,
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
} from "fastify";
import { proxyApi, type ProxyOptions } from "./api-proxy.ts";
import { servePages } from "./pages.ts";

export type WebServerOptions = ProxyOptions & {
  readonly log: FastifyBaseLogger;
  /** Where the built files are; absolute. */
  readonly dist: string;
};

/**
 * The web app's server: pages, assets, and the way to the API. Closing it lets running requests finish and ends the streams
 * of events, which would never end by themselves.
 */
export async function buildWebServer(options: WebServerOptions): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: options.log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 1_048_576,
  });
  await app.register(helmet, {
    // Pages have their own, with a nonce; for anything else: nothing at all.
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    },
    frameguard: { action: "deny" },
    hsts: { maxAge: 63_072_000, includeSubDomains: true },
    referrerPolicy: { policy: "same-origin" },
  });
  app.get("/healthz", { helmet: false }, async (_request, reply) => {
    void reply.header("cache-control", "no-store");
    return { status: "ok" };
  });
  endStreamsWhenDraining(app);
  await proxyApi(app, options);
  await servePages(app, options.dist);
  return app;
}

function endStreamsWhenDraining(app: FastifyInstance): void {
  const streams = new Set<FastifyReply>();
  let draining = false;
  app.addHook("onSend", async (_request, reply) => {
    if (draining) void reply.header("connection", "close");
    if (!String(reply.getHeader("content-type")).startsWith("text/event-stream")) return;
    streams.add(reply);
    reply.raw.once("close", () => streams.delete(reply));
  });
  app.addHook("preClose", async () => {
    draining = true;
    for (const { raw } of streams) raw.destroy();
  });
}
