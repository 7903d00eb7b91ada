import { createHash } from "node:crypto";
import { type Clock, dayMs } from "../../clock.ts";
import { platform, type SavedAnswerRow } from "../../state/rows.ts";
import type { State } from "../../state/state.ts";
import { TextPool } from "../../state/text-pool.ts";
import { ApiError, badRequest } from "../api-error.ts";
import type { RawParameters } from "../parameters/parameter.ts";

const keyLengthMax = 255;
const lifetimeMs = { v1: dayMs, v2: 30 * dayMs };

/** A keyed call: the same key, endpoint and parameters are the same request. */
export type KeyedCall = {
  readonly key: string;
  /** The account the call acts on: keys of different accounts never meet. */
  readonly owner: string;
  /** `POST /v1/transfers`, as it was called. */
  readonly endpoint: string;
  readonly parameters: RawParameters;
};

export type Admission =
  | { readonly kind: "replay"; readonly saved: SavedAnswerRow }
  | { readonly kind: "run"; readonly id: string; readonly fingerprint: string };

export type AnswerToSave = {
  readonly status: number;
  readonly requestId: string;
  readonly body: string | null;
  readonly transfer: string | null;
};

/**
 * Stripe's idempotency layer (stripe.com/docs/api/idempotent_requests): the answer of the first request with a
 * key is saved once its execution began, whatever it was, and given again for 24 hours (30 days for v2).
 */
export class IdempotencyLayer {
  readonly #state: State;
  readonly #clock: Clock;
  /** Keys whose first request is still running. */
  readonly #running = new Set<string>();
  readonly #endpoints = new TextPool();

  constructor(state: State, clock: Clock) {
    this.#state = state;
    this.#clock = clock;
  }

  /**
   * Admits a keyed call to run, or gives what was saved. Throws 400 `idempotency_error` when the key was used with
   * other parameters or another endpoint, 409 `idempotency_key_in_use` while its first request runs.
   * Whoever is admitted must `release` the id.
   */
  admit({ key, owner, endpoint, parameters }: KeyedCall): Admission {
    if (key.length > keyLengthMax) {
      throw badRequest(undefined, `Keys for idempotent requests can have up to ${keyLengthMax} characters.`);
    }
    this.#dropExpired();
    // A platform's key is its own id: a million of them are then held once.
    const id = owner === platform ? key : `${owner}\n${key}`;
    if (this.#running.has(id)) throw keyInUse(key);
    const saved = this.#state.savedAnswers.get(id);
    const fingerprint = fingerprintOf(parameters);
    if (saved === undefined || this.#isExpired(saved)) {
      this.#running.add(id);
      return { kind: "run", id, fingerprint };
    }
    if (saved.endpoint !== endpoint) {
      throw keyMisused(
        `Keys for idempotent requests can only be used for the same endpoint they were first used for ` +
          `('${pathOf(endpoint)}' vs '${pathOf(saved.endpoint)}'). Try using a key other than '${key}' if you meant to execute a different request.`,
      );
    }
    if (saved.fingerprint !== fingerprint) {
      throw keyMisused(
        `Keys for idempotent requests can only be used with the same parameters they were first used with. ` +
          `Try using a key other than '${key}' if you meant to execute a different request.`,
      );
    }
    return { kind: "replay", saved };
  }

  release(id: string): void {
    this.#running.delete(id);
  }

  /** Saves the answer with the changes that the request has made, in the same line of the journal. */
  save(admission: Admission & { readonly kind: "run" }, endpoint: string, answer: AnswerToSave): void {
    const version = endpoint.includes(" /v2/") ? "v2" : "v1";
    // Out and in again, so that the rows stay in the order of their age.
    this.#state.savedAnswers.unload(admission.id);
    this.#state.savedAnswers.put({
      id: admission.id,
      endpoint: this.#endpoints.share(endpoint),
      fingerprint: admission.fingerprint,
      createdMs: this.#clock.nowMs(),
      lifetimeMs: lifetimeMs[version],
      ...answer,
    });
  }

  #isExpired(saved: SavedAnswerRow): boolean {
    return this.#clock.nowMs() - saved.createdMs >= saved.lifetimeMs;
  }

  /** Drops the oldest few; what is left behind a younger one is ignored until its turn comes. */
  #dropExpired(): void {
    for (const saved of this.#state.savedAnswers.values()) {
      if (!this.#isExpired(saved)) return;
      this.#state.savedAnswers.unload(saved.id);
    }
  }
}

/** 409: the first request with this key is still running. */
export function keyInUse(key: string): ApiError {
  return new ApiError({
    status: 409,
    code: "idempotency_key_in_use",
    message:
      `There is currently another in-progress request using this Idempotent Key (that probably means you submitted ` +
      `twice, and the other request is still going through): ${key}. Please try again later.`,
  });
}

function keyMisused(message: string): ApiError {
  return new ApiError({ status: 400, type: "idempotency_error", message });
}

/** `/v1/transfers` for `POST /v1/transfers`. */
function pathOf(endpoint: string): string {
  return endpoint.slice(endpoint.indexOf(" ") + 1);
}

function fingerprintOf(parameters: RawParameters): string {
  return createHash("sha1")
    .update(JSON.stringify(sorted(parameters)))
    .digest("base64url");
}

/** The same value with all names in order: the order on the wire means nothing, nor whether a list was `a[]` or `a[0]`. */
function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const fields = value as RawParameters;
  return Object.keys(fields)
    .toSorted()
    .map((name) => [name, sorted(fields[name])]);
}
