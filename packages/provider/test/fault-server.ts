import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { text } from "node:stream/consumers";
import { contractWatch } from "@payrun/stripe-contract";

/** What the server does with one request. */
export type Reaction =
  /** Closes the connection with a TCP reset as soon as the request was read. */
  | { readonly do: "reset" }
  /** Lets the upstream execute the request, throws its answer away and resets. */
  | { readonly do: "reset_after_commit"; readonly upstream: URL }
  /** Takes the request and says nothing. */
  | { readonly do: "hang" }
  /** Sends the headers and half a body, then nothing. */
  | { readonly do: "stall_in_body" }
  /** Sends the headers and half a body, then closes. */
  | { readonly do: "cut_body" }
  | {
      readonly do: "answer";
      readonly status: number;
      readonly body: string;
      readonly headers?: Readonly<Record<string, string>>;
    };

export type SeenRequest = {
  readonly method: string;
  readonly path: string;
  readonly idempotencyKey: string | undefined;
  readonly telemetry: string | undefined;
  /** `Stripe-Account` or `Stripe-Context`: in whose name. */
  readonly account: string | undefined;
  readonly body: string;
};

export type FaultServer = {
  readonly url: URL;
  readonly seen: readonly SeenRequest[];
  /** How many connections were opened in all. */
  connections(): number;
  /** Throws when a request was not as Stripe's contract says. */
  close(): Promise<void>;
};

/** A server that answers the n-th request with the n-th reaction, and later ones with the last. */
export async function startFaultServer(...reactions: readonly Reaction[]): Promise<FaultServer> {
  const contract = await contractWatch();
  const seen: SeenRequest[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const [path = "", query = ""] = (request.url ?? "").split("?");
      contract.observeRequest({ method: request.method ?? "", path, query, body });
      const reaction = reactions[Math.min(seen.length, reactions.length - 1)];
      seen.push({
        method: request.method ?? "",
        path: request.url ?? "",
        idempotencyKey: request.headers["idempotency-key"]?.toString(),
        telemetry: request.headers["x-stripe-client-telemetry"]?.toString(),
        account: (request.headers["stripe-account"] ?? request.headers["stripe-context"])?.toString(),
        body,
      });
      return reaction === undefined ? undefined : react(reaction, request, response, body);
    });
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: new URL(`http://127.0.0.1:${port}`),
    seen,
    connections: () => sockets.size,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      contract.expectNone();
    },
  };
}

async function react(
  reaction: Reaction,
  request: IncomingMessage,
  response: ServerResponse,
  body: string,
): Promise<void> {
  switch (reaction.do) {
    case "reset":
      request.socket.resetAndDestroy();
      return;
    case "reset_after_commit":
      await forward(reaction.upstream, request, body);
      request.socket.resetAndDestroy();
      return;
    case "hang":
      return;
    case "stall_in_body":
    case "cut_body":
      response.writeHead(200, {
        "content-type": "application/json",
        "content-length": "100",
        "request-id": "req_half",
      });
      response.write('{"id":"tr_1",', () => reaction.do === "cut_body" && request.socket.end());
      return;
    case "answer":
      response.writeHead(reaction.status, { "content-type": "application/json", ...reaction.headers });
      response.end(reaction.body);
  }
}

async function forward(upstream: URL, request: IncomingMessage, body: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const { method, headers, url } = request;
    const forwarded = httpRequest(
      new URL(url ?? "/", upstream),
      { method: method ?? "GET", headers },
      (answer) => {
        answer.resume().once("end", resolve);
      },
    );
    forwarded.once("error", reject).end(body);
  });
}

/** A time limit in milliseconds: short where it is to pass, else one that no busy machine passes. */
export function timeoutMsFor(reactions: readonly Reaction[]): number {
  return reactions.some((reaction) => reaction.do === "hang" || reaction.do === "stall_in_body")
    ? 300
    : 15_000;
}
