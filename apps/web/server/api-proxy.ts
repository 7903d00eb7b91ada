import httpProxy from "@fastify/http-proxy";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { IncomingHttpHeaders } from "node:http";

/** What browsers may ask of the API. Not the finance team's router, not the host platform's side, not the webhooks. */
const passedOn = ["/trpc/creator", "/api/auth", "/api/files"];

/** The API takes no more of anything that a browser sends; to say so here is to say it before the body comes. */
const BODY_BYTES_MAX = 256 * 1024;

export type ProxyOptions = {
  /** The API as this machine reaches it, e.g. `http://127.0.0.1:4000`. */
  readonly apiUrl: string;
  /** As browsers reach us. */
  readonly webOrigin: string;
};

/** Passes on what browsers ask of the API, and its answers piece by piece: events arrive when they happen. */
export async function proxyApi(app: FastifyInstance, { apiUrl, webOrigin }: ProxyOptions): Promise<void> {
  const { protocol, host } = new URL(webOrigin);
  app.addHook("onRequest", async (request, reply) => {
    if (leavesItsPlace(request)) return reply.callNotFound();
    if (Number(request.headers["content-length"] ?? 0) > BODY_BYTES_MAX) return refuseBody(reply);
    return undefined;
  });
  for (const prefix of passedOn) {
    await app.register(httpProxy, {
      upstream: apiUrl,
      prefix,
      rewritePrefix: prefix,
      websocket: false,
      disableRequestLogging: true,
      // Every event stream has its own connection to the API, and says nothing for as long as nothing happens.
      undici: { connections: 1_024, pipelining: 1, bodyTimeout: 0, headersTimeout: 60_000 },
      // What was asked once is sent once: only the browser knows whether it may ask again.
      retryMethods: [],
      maxRetriesOn503: 0,
      replyOptions: {
        rewriteRequestHeaders: (request, headers) => ({
          ...headers,
          "x-forwarded-for": forwardedFor(request),
          "x-forwarded-host": host,
          "x-forwarded-proto": protocol.slice(0, -1),
        }),
        onError: (reply) => {
          void reply
            .code(503)
            .header("retry-after", "2")
            .send({ error: { code: "unavailable", message: "the API does not answer" } });
        },
      },
    });
  }
}

function refuseBody(reply: FastifyReply): FastifyReply {
  const error = { code: "body_too_large", message: "Request body is too large", bytesMax: BODY_BYTES_MAX };
  return reply.code(413).header("connection", "close").send({ error });
}

/** `/trpc/creator/../admin` begins like one of ours and is not. */
function leavesItsPlace({ url }: FastifyRequest): boolean {
  const begin = passedOn.find((prefix) => url.startsWith(`${prefix}/`));
  if (begin === undefined) return false;
  const { pathname } = new URL(url, "http://localhost");
  return (
    !(pathname === begin || pathname.startsWith(`${begin}/`)) || /%2f|%5c|\\/i.test(url.split("?")[0] ?? "")
  );
}

type Asker = {
  readonly headers: IncomingHttpHeaders;
  readonly socket: { readonly remoteAddress?: string | undefined };
};

/** The address that asks us is the last one of the list: the only one that nobody can make up. */
function forwardedFor({ headers, socket }: Asker): string {
  const before = headers["x-forwarded-for"];
  const given = Array.isArray(before) ? before : before === undefined ? [] : [before];
  return [...given, socket.remoteAddress ?? ""].join(", ");
}
