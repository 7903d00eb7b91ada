import rateLimit from "@fastify/rate-limit";
import { saveApiKey, useApiKey } from "@payrun/db";
import type { RowResult } from "@payrun/intake";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { ApiDeps } from "../api-deps.ts";
import { sendUnauthorized } from "../api-error.ts";
import { lazily } from "../lazily.ts";
import type { ApiMetrics } from "../operations/api-metrics.ts";
import { storedForm } from "../security/api-key.ts";
import { bearerToken } from "../security/bearer.ts";
import { intakeCalls } from "./intake-calls.ts";
import { readEnvelope } from "./read-envelope.ts";

/** 1,000 rows with the longest ids fit; a call of normal rows has a tenth of it. */
const BODY_BYTES_MAX = 2 * 1024 * 1024;
/** 100 calls a second from one address, 100,000 rows: far above what one deployment takes, and an end to a flood. */
const CALLS_PER_MINUTE_MAX = 6_000;

/** The host platform's bulk calls, behind an API key. The key is checked before the body is read. */
export async function hostRoutes(app: FastifyInstance, deps: ApiDeps, metrics: ApiMetrics): Promise<void> {
  await app.register(rateLimit, {
    max: CALLS_PER_MINUTE_MAX,
    timeWindow: "1 minute",
    allowList: ["127.0.0.1", "::1"],
  });
  const environmentKey = lazily(() => storeEnvironmentKey(deps));
  app.addHook("preParsing", async (request, reply) => {
    await environmentKey.get();
    if (await isKnownKey(deps, request)) return undefined;
    return sendUnauthorized(
      reply,
      "expected Authorization: Bearer and an API key (payrun_…) that is not revoked",
    );
  });
  app.removeContentTypeParser("text/plain");

  for (const { path, name, accept } of intakeCalls) {
    app.post(`/v1/${path}`, { bodyLimit: BODY_BYTES_MAX }, async (request, reply) => {
      const envelope = readEnvelope(request.body, name);
      if (!envelope.ok) return reply.code(envelope.status).send(envelope.body);
      const { results } = await accept(deps, envelope.rows);
      const counts = countByStatus(results);
      for (const [result, count] of Object.entries(counts)) metrics.rows.inc({ kind: path, result }, count);
      request.log.info({ kind: path, ...counts }, "rows taken");
      return { counts, results };
    });
  }
}

async function isKnownKey({ db }: ApiDeps, request: FastifyRequest): Promise<boolean> {
  const token = bearerToken(request.headers.authorization);
  return token !== null && (await useApiKey(db, storedForm(token).keyHash)) !== null;
}

async function storeEnvironmentKey({ db, log, settings: { hostApiKey } }: ApiDeps): Promise<void> {
  if (hostApiKey === null) return;
  const stored = await saveApiKey(db, { name: "environment", ...storedForm(hostApiKey) });
  if (stored === "revoked") log.warn("HOST_API_KEY names a revoked key: it stays revoked, set a new one");
}

function countByStatus(results: readonly RowResult[]): Record<RowResult["status"], number> {
  const counts = { created: 0, unchanged: 0, updated: 0, refused: 0 };
  for (const { status } of results) counts[status] += 1;
  return counts;
}
