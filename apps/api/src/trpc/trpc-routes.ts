import { TRPCError, type AnyTRPCRouter } from "@trpc/server";
import { fastifyRequestHandler } from "@trpc/server/adapters/fastify";
import type { FastifyInstance } from "fastify";
import type { ApiDeps } from "../api-deps.ts";
import { isWeather } from "../api-error.ts";
import { onlyFrom } from "../auth/check-origin.ts";
import { readVisitor } from "../auth/read-visitor.ts";
import type { RequestContext } from "./procedures.ts";
import { RefusalError } from "./refusal.ts";

/** Twenty of the longest inputs, however their text is escaped. */
const BODY_BYTES_MAX = 256 * 1024;
/** More calls than a page of ours makes at once. */
const BATCH_SIZE_MAX = 20;

export type TrpcMount = {
  /** e.g. `/trpc/creator`. */
  readonly prefix: string;
  readonly router: AnyTRPCRouter;
  /** Whose pages may call it. */
  readonly origin: string;
};

/** One router at its path: who asks is read once per request, whatever the batch. */
export function trpcRoutes(
  scope: FastifyInstance,
  deps: ApiDeps,
  { prefix, router, origin }: TrpcMount,
): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(
    "application/json",
    { parseAs: "string" },
    async (_request: unknown, body: unknown) => body,
  );
  scope.addHook("onRequest", onlyFrom([origin]));
  scope.route({
    method: ["GET", "POST"],
    url: `${prefix}/:path`,
    // An answer's head alone would cost as much as the answer, and nobody needs it.
    exposeHeadRoute: false,
    bodyLimit: BODY_BYTES_MAX,
    handler: async (request, reply) => {
      void reply.header("cache-control", "no-store");
      await fastifyRequestHandler({
        req: request,
        res: reply,
        path: (request.params as { readonly path: string }).path,
        router,
        maxBatchSize: BATCH_SIZE_MAX,
        createContext: async (): Promise<RequestContext> => ({
          deps,
          requestId: request.id,
          visitor: await readVisitor(deps.db, request.headers, deps.settings.authSecret).catch(asUnavailable),
        }),
        onError: ({ error, path }) => {
          if (error.code === "INTERNAL_SERVER_ERROR")
            request.log.error({ err: error, path }, "a procedure failed");
        },
      });
      return reply;
    },
  });
}

function asUnavailable(error: unknown): never {
  if (error instanceof Error && isWeather(error))
    throw new RefusalError({ code: "unavailable", retryAfterSeconds: 2 });
  throw new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause: error });
}
