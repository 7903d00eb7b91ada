import { AsyncLocalStorage } from "node:async_hooks";
import http from "node:http";
import https from "node:https";
import { text } from "node:stream/consumers";
import Stripe from "stripe";

/** Why a request has no answer. `canceled`: the caller's signal ended it; `broken_body`: it is not JSON. */
export type WireFailure = "timeout" | "canceled" | "connection_lost" | "broken_body";

/** What one SDK call did on the wire. */
export type WireRecord = {
  /** How often the request was handed to the network: 0 when it was canceled before. */
  tries: number;
  /** Of the last try; null when no status line came back. */
  httpStatus: number | null;
  /** Stripe's `request-id` of the last try that was answered. */
  requestId: string | null;
  /** Stripe answered from a saved response (`Idempotent-Replayed: true`). */
  replayed: boolean;
  /** `Stripe-Rate-Limited-Reason` of a 429. */
  rateLimitReason: string | null;
  /** Of the last try; null when it was answered in full. */
  failure: WireFailure | null;
};

type Call = { readonly record: WireRecord; readonly signal: AbortSignal | undefined };

const currentCall = new AsyncLocalStorage<Call>();

/**
 * Runs one SDK call and tells what it did on the wire, also when it throws.
 *
 * The record follows the call through the SDK by async context, so parallel calls never mix, and a retry that
 * the SDK makes on its own is counted in the record of the call that it belongs to.
 */
export async function recordWire<T>(
  call: () => Promise<T>,
  signal?: AbortSignal,
): Promise<
  | { readonly record: WireRecord; readonly result: T }
  | { readonly record: WireRecord; readonly error: unknown }
> {
  const record: WireRecord = {
    tries: 0,
    httpStatus: null,
    requestId: null,
    replayed: false,
    rateLimitReason: null,
    failure: null,
  };
  try {
    return { record, result: await currentCall.run({ record, signal }, call) };
  } catch (error) {
    return { record, error };
  }
}

/**
 * The SDK's way to the network: keeps connections alive, counts every try, and lets no try outlive its time limit.
 *
 * The SDK repeats a request whose connection closed (`ECONNRESET`, `EPIPE`) once, even with
 * `maxNetworkRetries: 0` (stripe 23.1.0, `RequestSender._shouldRetry`). It decides by the error's `code`, so this
 * client reports every failure as an error without one: the retry never happens, and the caller keeps the choice.
 * The SDK's own client limits only the silence between two bytes; this one limits the whole exchange.
 */
export class WireClient extends Stripe.HttpClient {
  // 4 s idle: shorter than any server keeps a connection, so that a send seldom meets one that is just closing.
  readonly #httpAgent = new http.Agent({ keepAlive: true, timeout: 4_000, scheduling: "lifo" });
  readonly #httpsAgent = new https.Agent({ keepAlive: true, timeout: 4_000, scheduling: "lifo" });

  override getClientName(): string {
    return "payrun";
  }

  /** Never throws synchronously: the SDK would leave the caller waiting for ever. */
  override async makeRequest(
    host: string,
    port: string,
    path: string,
    method: string,
    headers: http.OutgoingHttpHeaders,
    requestData: string,
    protocol: string,
    timeoutMs: number,
  ): Promise<WireResponse> {
    const call = currentCall.getStore();
    if (call === undefined) throw new Error(`${method} ${path} was sent outside of recordWire`);
    const plain = protocol === "http";
    const agent = plain ? this.#httpAgent : this.#httpsAgent;
    const options = { host, port, path, method, headers, agent };
    return exchange(call, () => (plain ? http : https).request(options), requestData, timeoutMs);
  }

  /** Closes idle connections. */
  close(): void {
    this.#httpAgent.destroy();
    this.#httpsAgent.destroy();
  }
}

async function exchange(
  { record, signal }: Call,
  open: () => http.ClientRequest,
  requestData: string,
  timeoutMs: number,
): Promise<WireResponse> {
  record.httpStatus = null;
  record.failure = signal?.aborted === true ? "canceled" : null;
  if (record.failure !== null) throw noAnswer(record.failure, signal?.reason);
  const request = open(); // Throws for a header that no request can carry: a bug, and nothing left.
  record.tries += 1;
  record.failure = "connection_lost";

  const end = (failure: WireFailure) => {
    record.failure = failure;
    request.destroy();
  };
  const deadline = setTimeout(end, timeoutMs, "timeout" satisfies WireFailure);
  const cancel = () => end("canceled");
  signal?.addEventListener("abort", cancel, { once: true });
  try {
    const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
      request.once("response", resolve);
      request.on("error", reject);
      request.once("close", () => reject(new Error("closed without an answer")));
      request.end(requestData);
    });
    note(record, response);
    const body = await text(response);
    if (!response.complete) throw new Error("the body was cut short");
    record.failure = "broken_body";
    const answer = new WireResponse(response.statusCode ?? 0, response.headers, JSON.parse(body));
    record.failure = null;
    return answer;
  } catch (cause) {
    throw noAnswer(record.failure ?? "connection_lost", cause);
  } finally {
    clearTimeout(deadline);
    signal?.removeEventListener("abort", cancel);
  }
}

function note(record: WireRecord, response: http.IncomingMessage): void {
  record.httpStatus = response.statusCode ?? null;
  record.requestId = firstOf(response.headers["request-id"]);
  record.replayed = firstOf(response.headers["idempotent-replayed"]) === "true";
  record.rateLimitReason = firstOf(response.headers["stripe-rate-limited-reason"]);
}

function firstOf(header: string | string[] | undefined): string | null {
  return (Array.isArray(header) ? header[0] : header) ?? null;
}

/** An error without `code`, see {@link WireClient}; the cause keeps the details for the log. */
function noAnswer(failure: WireFailure, cause: unknown): Error {
  return new Error(`No answer from Stripe: ${failure}`, { cause });
}

class WireResponse extends Stripe.HttpClientResponse {
  readonly #body: unknown;

  constructor(statusCode: number, headers: http.IncomingHttpHeaders, body: unknown) {
    super(statusCode, present(headers));
    this.#body = body;
  }

  override getRawResponse(): { readonly statusCode: number } {
    return { statusCode: this.getStatusCode() };
  }

  override async toJSON(): Promise<unknown> {
    return this.#body;
  }
}

function present(headers: http.IncomingHttpHeaders): Record<string, string | string[]> {
  const known: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) known[name] = value;
  return known;
}
