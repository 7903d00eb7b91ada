import { runDue } from "../agenda/run-due.ts";
import type { FaultTarget } from "../faults/fault-book.ts";
import type { FaultRule } from "../faults/fault-rule.ts";
import { platform } from "../state/rows.ts";
import type { World } from "../world.ts";
import { bug, codeOf, commonHeaders, type Exchange, header, type Outcome, refuse } from "./answer.ts";
import { accountUnreachable, ApiError, badRequest, internalError } from "./api-error.ts";
import { authenticate } from "./authenticate.ts";
import type { Call, Endpoint } from "./endpoint.ts";
import { expand, type Lookup, readExpand } from "./expand.ts";
import type { Admission } from "./idempotency.ts";
import { newRequestId } from "./new-id.ts";
import { type HttpRequest, readRawParameters } from "./raw-parameters.ts";
import type { Match } from "./router.ts";
import { strikeAtEdge } from "./strike-at-edge.ts";
import type { StripeObject } from "./stripe-object.ts";

type Prepared = {
  readonly endpoint: Endpoint;
  readonly run: (call: Call) => StripeObject;
  readonly expandPaths: readonly string[][];
  readonly call: Call;
  readonly target: FaultTarget;
};

type Result = {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The transfer that renders to `body`. */
  readonly transfer: string | null;
  readonly saved: boolean;
};

/** One call and its answer, for whoever checks them against Stripe's published types. */
export type ObservedExchange = {
  readonly request: HttpRequest;
  /** `/v1/transfers/:id`; null for a URL that is not simulated. */
  readonly route: string | null;
  readonly status: number;
  readonly body: string;
};

/** Answers Stripe's API: authentication, limits, idempotency, the endpoint, and the faults in between. */
export class StripeApi {
  readonly #world: World;
  readonly #route: (method: string, path: string) => Match<Endpoint> | undefined;
  readonly #lookup: Lookup;
  readonly #renderSavedTransfer: (id: string) => string;
  readonly #observe: ((exchange: ObservedExchange) => void) | null;

  constructor(parts: {
    readonly world: World;
    readonly observe: ((exchange: ObservedExchange) => void) | null;
    readonly route: (method: string, path: string) => Match<Endpoint> | undefined;
    readonly lookup: Lookup;
    readonly renderSavedTransfer: (id: string) => string;
  }) {
    this.#world = parts.world;
    this.#observe = parts.observe;
    this.#route = parts.route;
    this.#lookup = parts.lookup;
    this.#renderSavedTransfer = parts.renderSavedTransfer;
  }

  async answer(request: HttpRequest): Promise<Outcome> {
    const startedMs = performance.now();
    runDue(this.#world);
    const exchange: Exchange = {
      request,
      requestId: newRequestId(),
      key: header(request, "idempotency-key"),
      accountId: header(request, "stripe-account"),
      fault: null,
      replayed: false,
    };
    const outcome = await this.#process(exchange).catch((error: unknown) => refuse(exchange, error));
    this.#world.requests.add({
      id: exchange.requestId,
      at: new Date(this.#world.clock.nowMs()).toISOString(),
      method: request.method,
      path: request.path,
      account: exchange.accountId,
      idempotencyKey: exchange.key,
      status: outcome.kind === "answer" ? outcome.status : null,
      code: outcome.kind === "answer" ? codeOf(outcome) : null,
      replayed: exchange.replayed,
      fault: exchange.fault,
      durationMs: Math.round(performance.now() - startedMs),
    });
    if (this.#observe !== null && outcome.kind === "answer" && !garbling.has(exchange.fault ?? "")) {
      const route = this.#route(request.method, request.path)?.route.path ?? null;
      this.#observe({ request, route, status: outcome.status, body: outcome.body });
    }
    return outcome;
  }

  async #process(exchange: Exchange): Promise<Outcome> {
    const { request, requestId, key } = exchange;
    const { method, path } = request;
    const { maskedKey } = authenticate(header(request, "authorization") ?? undefined);
    const match = this.#route(method, path);
    if (match === undefined) throw unknownUrl(request);
    const parameters = readRawParameters(request);
    this.#world.limiter.admit(match.route.method, path);
    const target: FaultTarget = { method, path, idempotencyKey: key, parameters };
    const cut = strikeAtEdge(this.#world, exchange, target, maskedKey);
    if (cut !== null) return cut;
    const account = this.#connectedAccount(exchange, match.route, maskedKey);
    const prepare = (): Prepared => ({
      endpoint: match.route,
      run: match.route.prepare(parameters),
      expandPaths: readExpand(parameters["expand"], match.route.expandable),
      call: {
        world: this.#world,
        requestId,
        idempotencyKey: key,
        maskedKey,
        account,
        path: match.path,
        nowSeconds: 0,
      },
      target,
    });
    if (method !== "POST" || key === null) {
      const prepared = prepare();
      await this.#delay(exchange, target);
      return this.#deliver(exchange, target, this.#run(exchange, prepared, null));
    }
    const endpoint = `${method} ${path}`;
    const admission = this.#world.idempotency.admit({
      key,
      owner: account?.id ?? platform,
      endpoint,
      parameters,
    });
    if (admission.kind === "replay") {
      const { saved } = admission;
      exchange.replayed = true;
      await this.#delay(exchange, target);
      const body = saved.body ?? this.#renderSavedTransfer(saved.transfer ?? "");
      const headers = { "Idempotent-Replayed": "true", "Original-Request": saved.requestId };
      return this.#deliver(exchange, target, {
        status: saved.status,
        body,
        headers,
        transfer: null,
        saved: true,
      });
    }
    try {
      const prepared = prepare();
      await this.#delay(exchange, target);
      return await this.#deliver(exchange, target, this.#run(exchange, prepared, admission));
    } finally {
      this.#world.idempotency.release(admission.id);
    }
  }

  /** Runs the endpoint in one go and saves what it answered. */
  #run(exchange: Exchange, prepared: Prepared, admission: (Admission & { kind: "run" }) | null): Result {
    runDue(this.#world);
    const fault = this.#world.faults.strike("execution", prepared.target);
    exchange.fault = fault?.kind ?? exchange.fault;
    const result = this.#execute(exchange, prepared, fault);
    if (admission === null || !result.saved) return result;
    this.#world.idempotency.save(admission, `${prepared.endpoint.method} ${exchange.request.path}`, {
      status: result.status,
      requestId: exchange.requestId,
      body: result.transfer === null ? result.body : null,
      transfer: result.transfer,
    });
    return { ...result, headers: { ...result.headers, "Original-Request": exchange.requestId } };
  }

  #execute(
    exchange: Exchange,
    { endpoint, run, expandPaths, call }: Prepared,
    fault: FaultRule | null,
  ): Result {
    const { requestId } = exchange;
    try {
      if (fault?.kind === "500_before") throw internalError();
      if (fault?.kind === "error")
        throw new ApiError({ ...fault, code: fault.code ?? undefined, param: fault.param ?? undefined });
      const object = run({ ...call, nowSeconds: this.#world.clock.nowSeconds() });
      if (fault?.kind === "500_after") throw internalError();
      const shown = expand(
        fault?.kind === "wrong_amount" ? withWrongAmount(object, fault) : object,
        expandPaths,
        this.#lookup,
      );
      const isPlain = endpoint.savedAsTransfer && fault === null && expandPaths.length === 0;
      const transfer = isPlain ? String(object["id"]) : null;
      return { status: 200, body: JSON.stringify(shown), headers: {}, transfer, saved: true };
    } catch (error) {
      const refusal = error instanceof ApiError ? error : bug(error);
      const saved = fault === null ? isSaved(refusal) : fault.saved;
      return {
        status: refusal.status,
        body: refusal.body(requestId),
        headers: refusal.headers,
        transfer: null,
        saved,
      };
    }
  }

  /** Answers once everything is on disk, unless a fault keeps the answer back. */
  async #deliver(
    exchange: Exchange,
    target: FaultTarget,
    { status, body, headers }: Result,
  ): Promise<Outcome> {
    await this.#world.commit();
    const fault = this.#world.faults.strike("answer", target);
    exchange.fault = fault?.kind ?? exchange.fault;
    if (fault?.kind === "reset_after") return { kind: "reset" };
    if (fault?.kind === "hang_after") return { kind: "silence" };
    return {
      kind: "answer",
      status,
      headers: { ...commonHeaders(exchange), ...headers },
      body: fault?.kind === "broken_json" ? body.slice(0, Math.ceil(body.length / 2)) : body,
    };
  }

  async #delay(exchange: Exchange, target: FaultTarget): Promise<void> {
    const fault = this.#world.faults.strike("latency", target);
    if (fault === null) return;
    exchange.fault = fault.kind;
    await new Promise((resolve) => setTimeout(resolve, fault.latencyMs));
  }

  #connectedAccount({ accountId }: Exchange, endpoint: Endpoint, maskedKey: string) {
    if (accountId === null || accountId === this.#world.platformAccountId) return null;
    const account = this.#world.state.accounts.get(accountId);
    if (account === undefined || account.deleted) throw accountUnreachable(maskedKey, accountId);
    if (endpoint.connected) return account;
    throw badRequest(
      undefined,
      `The simulator does not serve ${endpoint.path} on behalf of a connected account.`,
    );
  }
}

/** Faults whose answer is not one of Stripe's. */
const garbling: ReadonlySet<string> = new Set(["broken_json", "wrong_amount", "error"]);

function unknownUrl({ method, path }: HttpRequest): ApiError {
  return new ApiError({
    status: 404,
    message:
      `Unrecognized request URL (${method}: ${path}). Please see https://stripe.com/docs or we can help at ` +
      "https://support.stripe.com/.",
  });
}

function withWrongAmount(object: StripeObject, fault: FaultRule): StripeObject {
  return typeof object["amount"] === "number"
    ? { ...object, amount: fault.amount ?? object["amount"] + 1 }
    : object;
}

/** Conflicts, limits and invalid parameters are answered before a request counts as executed. */
function isSaved({ status, code }: ApiError): boolean {
  return status !== 409 && status !== 429 && code?.startsWith("parameter_") !== true;
}
