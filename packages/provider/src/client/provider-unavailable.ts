import type { WireFailure } from "./wire-client.ts";

export type UnavailableFacts = {
  /** e.g. `transfers.list`. */
  readonly operation: string;
  readonly tries: number;
  readonly httpStatus: number | null;
  readonly requestId: string | null;
  readonly rateLimitReason: string | null;
  readonly failure: WireFailure | null;
  /** Stripe's error code. */
  readonly code: string | null;
};

/** Weather: a read had no usable answer (network, time limit, 401, 403, 409, 429, 5xx). Worth another try later. */
export class ProviderUnavailable extends Error {
  override readonly name = "ProviderUnavailable";
  readonly facts: UnavailableFacts;

  constructor(facts: UnavailableFacts, cause: unknown) {
    const why =
      facts.failure ?? `HTTP ${facts.httpStatus ?? "?"}${facts.code === null ? "" : ` ${facts.code}`}`;
    super(`Stripe could not answer ${facts.operation}: ${why}`, { cause });
    this.facts = facts;
  }
}
