import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type Stripe from "stripe";
import { onTestFinished } from "vitest";

export type Received = {
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
  /** `Stripe-Signature` */
  readonly signature: string;
};

export type WebhookListener = {
  readonly url: string;
  readonly port: number;
  readonly received: Received[];
  /** Parsed, without a look at the signature. */
  readonly events: () => Stripe.Event[];
  readonly types: () => string[];
};

type Behaviour = {
  /** What to answer in turn; 200 once they are used up. */
  readonly statuses?: number[];
  /** Takes over the answer. */
  readonly answer?: (response: ServerResponse, number: number) => void;
  readonly port?: number;
};

/** A webhook endpoint of the test's own, gone when the test is over. */
export async function webhookListener({
  statuses = [],
  answer,
  port = 0,
}: Behaviour = {}): Promise<WebhookListener> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString("utf8")));
    request.on("end", () => {
      const { headers } = request;
      received.push({ body, headers, signature: String(headers["stripe-signature"]) });
      if (answer !== undefined) return answer(response, received.length);
      const status = statuses.shift() ?? 200;
      response.writeHead(status, status === 302 ? { Location: "/elsewhere" } : {}).end();
    });
  });
  await listen(server, port);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const bound = (server.address() as AddressInfo).port;
  const events = () => received.map(({ body }) => JSON.parse(body) as Stripe.Event);
  return {
    url: `http://127.0.0.1:${bound}/hook`,
    port: bound,
    received,
    events,
    types: () => events().map(({ type }) => type),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
}
