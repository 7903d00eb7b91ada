import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { parse } from "node:querystring";

export type LoggedEvent = { readonly id: string; readonly created: number };

export type EventLogServer = {
  readonly url: URL;
  /** Newest first, as Stripe lists them; a test changes it between requests, and as each is answered. */
  readonly log: LoggedEvent[];
  onRequest: (() => void) | null;
  requests: number;
  close(): Promise<void>;
};

/**
 * `GET /v1/events` over a list that the test writes: what no simulator with one clock can show, such as an event that
 * appears below younger ones.
 */
export async function startEventLogServer(): Promise<EventLogServer> {
  const log: LoggedEvent[] = [];
  const server = createServer((request, response) => {
    self.requests += 1;
    const answer = pageOf(log, parse((request.url ?? "").split("?")[1] ?? ""));
    self.onRequest?.();
    response.writeHead(answer === null ? 400 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(answer ?? noSuchEvent));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const self: EventLogServer = {
    url: new URL(`http://127.0.0.1:${port}`),
    log,
    onRequest: null,
    requests: 0,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return self;
}

const noSuchEvent = {
  error: { type: "invalid_request_error", code: "resource_missing", message: "No such event: 'evt_x'" },
};

function pageOf(log: readonly LoggedEvent[], query: NodeJS.Dict<string | string[]>) {
  const limit = Number(query["limit"]);
  const from = Number(query["created[gte]"]);
  const readable = log.filter(({ created }) => created >= from);
  const after = query["starting_after"];
  const before = query["ending_before"];
  const at = log.findIndex(({ id }) => id === (after ?? before));
  if ((after ?? before) !== undefined && at < 0) return null;
  if (before !== undefined) {
    const newer = log.slice(0, at).filter((event) => readable.includes(event));
    return shown(newer.slice(-limit), newer.length > limit);
  }
  const older =
    after === undefined ? readable : log.slice(at + 1).filter((event) => readable.includes(event));
  return shown(older.slice(0, limit), older.length > limit);
}

function shown(events: readonly LoggedEvent[], hasMore: boolean) {
  const data = events.map(({ id, created }) => ({
    id,
    created,
    object: "event",
    type: "transfer.created",
    livemode: false,
    data: { object: { id: `tr_${id}` } },
  }));
  return { object: "list", url: "/v1/events", has_more: hasMore, data };
}
