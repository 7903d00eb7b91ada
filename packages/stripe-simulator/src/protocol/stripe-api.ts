import { runDue } from "../agenda/run-due.ts";
import type { FaultKind } from "../faults/fault-rule.ts";
import type { AccountRow, SavedAnswerRow } from "../state/rows.ts";
import type { World } from "../world.ts";
import { codeOf, type Exchange, isV2, openExchange, type Outcome, refuse } from "./answer.ts";
import { deliver } from "./call/deliver.ts";
import { type Execution, prepareCall, type Result } from "./call/execute-call.ts";
import type { Lookup } from "./expand.ts";
import type { KeyedCall } from "./call/idempotency.ts";
import type { HttpRequest } from "./parameters/raw-parameters.ts";
import { strikeAtEdge } from "./call/strike-at-edge.ts";
import {
  connectedAccount,
  type FindEndpoint,
  understandCall,
  type UnderstoodCall,
} from "./call/understand-call.ts";

/** One call and its answer, for whoever checks them against Stripe's published types. */
export type ObservedExchange = {
  readonly request: HttpRequest;
  /** `/v1/transfers/:id`; null for a URL that is not simulated. */
  readonly route: string | null;
  readonly status: number;
  readonly body: string;
};

export type StripeApiParts = {
  readonly world: World;
  readonly find: FindEndpoint;
  readonly lookup: Lookup;
  /** The body of a saved answer that showed a new transfer. */
  readonly renderSavedTransfer: (id: string) => string;
  readonly observe: ((exchange: ObservedExchange) => void) | null;
};

/**
 * Answers Stripe's API. A request goes through, in this order: key, API version, URL, permissions and encoding
 * (`understandCall`); rate limits; faults at the edge; `Stripe-Account`; the idempotency layer; the parameters and the
 * endpoint (`prepareCall`); the journal, and faults on the way back (`deliver`).
 */
export class StripeApi {
  readonly #parts: StripeApiParts;

  constructor(parts: StripeApiParts) {
    this.#parts = parts;
  }

  async answer(request: HttpRequest): Promise<Outcome> {
    const { world } = this.#parts;
    const startedMs = performance.now();
    runDue(world);
    const exchange = openExchange(request);
    const outcome = await this.#process(exchange).catch((error: unknown) =>
      refuse(exchange, error, world.clock.nowSeconds()),
    );
    this.#log(exchange, outcome, startedMs);
    this.#showToObserver(exchange, outcome);
    return outcome;
  }

  async #process(exchange: Exchange): Promise<Outcome> {
    const { world, find } = this.#parts;
    const call = understandCall(world, find, exchange);
    const { method, path, account } = call.target;
    const leave = world.limiter.admit({ method, path, account, route: call.endpoint.path });
    try {
      return strikeAtEdge(world, call) ?? (await this.#carryOut(call));
    } finally {
      leave();
    }
  }

  /** Runs the call, or answers with what was saved when it ran before. */
  async #carryOut(call: UnderstoodCall): Promise<Outcome> {
    const { world } = this.#parts;
    const { idempotency } = world;
    const account = connectedAccount(world, call);
    const keyed = keyedCall(call);
    if (keyed === null) return deliver(world, call, await this.#run(call, account));
    const admission = idempotency.admit(keyed);
    if (admission.kind === "replay") {
      await delay(world, call);
      return deliver(world, call, this.#replay(call, admission.saved));
    }
    try {
      const result = await this.#run(call, account);
      if (result.toSave === null) return await deliver(world, call, result);
      idempotency.save(admission, keyed.endpoint, result.toSave);
      const headers = { ...result.headers, "Original-Request": call.exchange.requestId };
      return await deliver(world, call, { ...result, headers });
    } finally {
      // Only now that its answer may leave: whoever came before met a request in progress, and gets a 409.
      idempotency.release(admission.id);
    }
  }

  async #run(call: UnderstoodCall, account: AccountRow | null): Promise<Execution> {
    const { world, lookup } = this.#parts;
    const execute = prepareCall(world, lookup, call, account);
    await delay(world, call);
    return execute();
  }

  #replay({ exchange }: UnderstoodCall, { status, requestId, body, transfer }: SavedAnswerRow): Result {
    exchange.replayed = true;
    return {
      status,
      body: body ?? this.#parts.renderSavedTransfer(transfer ?? ""),
      headers: { "Idempotent-Replayed": "true", "Original-Request": requestId },
    };
  }

  #log(exchange: Exchange, outcome: Outcome, startedMs: number): void {
    const { world } = this.#parts;
    const { request, faults } = exchange;
    world.requests.add({
      id: exchange.requestId,
      at: new Date(world.clock.nowMs()).toISOString(),
      method: request.method,
      path: request.path,
      account: exchange.accountId,
      idempotencyKey: exchange.key,
      status: outcome.kind === "answer" ? outcome.status : null,
      code: outcome.kind === "answer" ? codeOf(outcome) : null,
      replayed: exchange.replayed,
      fault: faults.length === 0 ? null : faults.join(" + "),
      durationMs: Math.round(performance.now() - startedMs),
    });
  }

  #showToObserver({ request, faults }: Exchange, outcome: Outcome): void {
    const { observe, find } = this.#parts;
    if (observe === null || outcome.kind !== "answer" || faults.some((kind) => garbling.has(kind))) return;
    const route = find(request.method, request.path)?.route.path ?? null;
    observe({ request, route, status: outcome.status, body: outcome.body });
  }
}

/** Faults whose answer is not one of Stripe's. */
const garbling: ReadonlySet<FaultKind> = new Set<FaultKind>([
  "broken_json",
  "truncated",
  "proxy_503",
  "proxy_503_after",
  "wrong_amount",
  "error",
]);

/** What the idempotency layer compares; null for a call without a key, or of a kind that needs none. */
function keyedCall({ exchange, target, sent }: UnderstoodCall): KeyedCall | null {
  const { request, key } = exchange;
  const isKeyed = request.method === "POST" || (request.method === "DELETE" && isV2(request));
  if (key === null || !isKeyed) return null;
  return {
    key,
    owner: target.account,
    endpoint: `${request.method} ${request.path}`,
    parameters: sent.parameters,
  };
}

/** Waits as long as a fault says, while the key is in use. */
async function delay(world: World, { exchange, target }: UnderstoodCall): Promise<void> {
  const fault = world.faults.strike("latency", target);
  if (fault === null) return;
  exchange.faults.push(fault.kind);
  await new Promise((resolve) => setTimeout(resolve, fault.latencyMs));
}
