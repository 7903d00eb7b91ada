import { startBatch } from "@payrun/db";
import { latestScheduleDate } from "@payrun/payouts-core";
import type { FastifyInstance } from "fastify";
import type { ApiDeps } from "../api-deps.ts";
import { sendUnauthorized } from "../api-error.ts";
import { bearerToken, isSameSecret } from "../security/bearer.ts";

const BODY_BYTES_MAX = 65_536;

/**
 * The trigger for a scheduler outside. It only records the batch of the latest schedule date and stages its planning in
 * the same transaction; repeats and other triggers get the same batch.
 */
export function cronRoutes(app: FastifyInstance, { db, clock, settings }: ApiDeps): void {
  const { cronSecret, schedule } = settings;
  // Schedulers send all sorts of bodies, or none: none of them is read.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer", bodyLimit: BODY_BYTES_MAX }, (_request, _body, done) =>
    done(null),
  );
  app.addHook("onRequest", async (request, reply) => {
    const token = bearerToken(request.headers.authorization);
    if (cronSecret === null || !isSameSecret(token ?? "", cronSecret)) {
      return sendUnauthorized(reply, "expected Authorization: Bearer and the cron secret");
    }
    return undefined;
  });
  app.route({
    method: ["GET", "POST"],
    url: "/api/cron/payouts",
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      const started = await startBatch(db, latestScheduleDate(schedule, clock.now()), "cron");
      request.log.info(started, started.created ? "batch started" : "batch was started already");
      return reply.code(202).send(started);
    },
  });
}
