import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { HttpRequest } from "./protocol/raw-parameters.ts";
import type { Outcome } from "./protocol/answer.ts";

const bodyBytesMax = 16 * 1024 * 1024;

/** Has `answer` answer every request that `server` takes, and does with the connection what the outcome says. */
export function serve(server: Server, answer: (request: HttpRequest) => Promise<Outcome>): void {
  server.on("request", (incoming: IncomingMessage, response: ServerResponse) => {
    readBody(incoming)
      .then((body) => answer(requestOf(incoming, body)))
      .then(
        (outcome) => send(response, outcome),
        (error: unknown) => {
          if (!(error instanceof CallerGone)) console.error("stripe-simulator:", error);
          incoming.socket.destroy();
        },
      );
  });
}

/** The connection broke, or was broken, before the request was read. */
class CallerGone extends Error {}

function requestOf(incoming: IncomingMessage, body: string): HttpRequest {
  const url = incoming.url ?? "/";
  const queryAt = url.indexOf("?");
  return {
    method: incoming.method ?? "GET",
    path: queryAt === -1 ? url : url.slice(0, queryAt),
    query: queryAt === -1 ? "" : url.slice(queryAt + 1),
    headers: incoming.headers,
    body,
  };
}

function send(response: ServerResponse, outcome: Outcome): void {
  if (outcome.kind === "silence") return;
  if (outcome.kind === "reset") {
    response.socket?.resetAndDestroy();
    return;
  }
  response.writeHead(outcome.status, {
    ...outcome.headers,
    "Content-Length": Buffer.byteLength(outcome.body),
    Server: "stripe-simulator",
  });
  response.end(outcome.body);
}

function readBody(incoming: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    incoming.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > bodyBytesMax) reject(new CallerGone("The request body is too large"));
      else chunks.push(chunk);
    });
    incoming.on("end", () => resolve(Buffer.concat(chunks).toString("utf8")));
    incoming.on("error", () => reject(new CallerGone()));
    incoming.on("close", () => reject(new CallerGone()));
  });
}
