import type { onRequestAsyncHookHandler } from "fastify";
import { apiError } from "../api-error.ts";

/**
 * Refuses what another site's page sends with our visitor's cookies. Browsers say where a call comes from, in `Origin` or
 * else in `Sec-Fetch-Site`; a program that sends neither has nobody's cookies but its own.
 */
export function onlyFrom(origins: readonly string[]): onRequestAsyncHookHandler {
  return async (request, reply) => {
    if (["GET", "HEAD", "OPTIONS"].includes(request.method)) return undefined;
    const { origin, "sec-fetch-site": site } = request.headers;
    const isOurs =
      origin === undefined ? site === undefined || site === "same-origin" : origins.includes(origin);
    if (isOurs) return undefined;
    const message = `only pages of ${origins.join(" and ")} may send this`;
    return reply.code(403).send(apiError("foreign_origin", message));
  };
}
