/** One request as the page and `GET /__simulator/requests` show it. */
export type LoggedRequest = {
  readonly id: string;
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly account: string | null;
  readonly idempotencyKey: string | null;
  /** Null when no answer was given. */
  readonly status: number | null;
  readonly code: string | null;
  readonly replayed: boolean;
  /** The fault that struck. */
  readonly fault: string | null;
  readonly durationMs: number;
};

export type RequestCounts = {
  requests: number;
  rateLimited: number;
  replays: number;
  faults: number;
  byStatus: Record<string, number>;
};

const kept = 1000;

/** The last requests, and how many there were since the start. */
export class RequestLog {
  #requests: LoggedRequest[] = [];
  readonly counts: RequestCounts = { requests: 0, rateLimited: 0, replays: 0, faults: 0, byStatus: {} };

  add(request: LoggedRequest): void {
    this.#requests.push(request);
    if (this.#requests.length > 2 * kept) this.#requests = this.#requests.slice(-kept);
    const status = String(request.status ?? "none");
    this.counts.requests += 1;
    this.counts.byStatus[status] = (this.counts.byStatus[status] ?? 0) + 1;
    if (request.code === "rate_limit") this.counts.rateLimited += 1;
    if (request.replayed) this.counts.replays += 1;
    if (request.fault !== null) this.counts.faults += 1;
  }

  /** Newest first. */
  latest(limit: number): LoggedRequest[] {
    return this.#requests.slice(-Math.min(limit, kept)).toReversed();
  }

  clear(): void {
    this.#requests = [];
    Object.assign(this.counts, { requests: 0, rateLimited: 0, replays: 0, faults: 0, byStatus: {} });
  }
}
