import { isUtf8 } from "node:buffer";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Answer, Outcome } from "./protocol/answer.ts";
import type { HttpRequest } from "./protocol/parameters/raw-parameters.ts";

const bodyBytesMax = 16 * 1024 * 1024;
const dripPieces = 10;

/** Has `answer` answer every request that `server` takes, and does with the connection what the outcome says. */
export function serve(server: Server, answer: (request: HttpRequest) => Promise<Outcome>): void {
  server.on("request", (incoming: IncomingMessage, response: ServerResponse) => {
    readBody(incoming)
      .then((body) => answer(requestOf(incoming, body)))
      .then((outcome) => send(response, outcome))
      .catch((error: unknown) => {
        if (!(error instanceof CallerGone)) console.error("stripe-simulator:", error);
        incoming.socket.destroy();
      });
  });
}

/** The connection broke, or was broken, before the request was read. */
class CallerGone extends Error {}

function requestOf(incoming: IncomingMessage, body: Buffer): HttpRequest {
  // A client that thinks it speaks to a proxy sends the whole URL.
  const url = (incoming.url ?? "/").replace(/^https?:\/\/[^/?]*/i, "");
  const queryAt = url.indexOf("?");
  return {
    method: incoming.method ?? "GET",
    path: queryAt === -1 ? url : url.slice(0, queryAt),
    query: queryAt === -1 ? "" : url.slice(queryAt + 1),
    headers: incoming.headers,
    body: body.toString("utf8"),
    ...(isUtf8(body) ? {} : { garbled: true }),
  };
}

async function send(response: ServerResponse, outcome: Outcome): Promise<void> {
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
  if (outcome.spoiling === undefined) response.end(outcome.body);
  else await sendSpoilt(response, outcome);
}

async function sendSpoilt(response: ServerResponse, { body, spoiling }: Answer): Promise<void> {
  const bytes = Buffer.from(body, "utf8");
  if (spoiling?.kind === "truncated") {
    response.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => response.socket?.destroy());
    return;
  }
  const pieceBytes = Math.ceil(bytes.length / dripPieces);
  let at = 0;
  for (; at + pieceBytes < bytes.length && !response.destroyed; at += pieceBytes) {
    response.write(bytes.subarray(at, at + pieceBytes));
    await new Promise((resolve) => setTimeout(resolve, (spoiling?.overMs ?? 0) / dripPieces));
  }
  response.end(bytes.subarray(at));
}

function readBody(incoming: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    incoming.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > bodyBytesMax) reject(new CallerGone("The request body is too large"));
      else chunks.push(chunk);
    });
    incoming.on("end", () => resolve(Buffer.concat(chunks)));
    incoming.on("error", () => reject(new CallerGone()));
    incoming.on("close", () => reject(new CallerGone()));
  });
}
