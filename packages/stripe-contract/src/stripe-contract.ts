import { coerce } from "./check/coerce.ts";
import { decodeRequest, parseJson, type SentRequest } from "./check/decode-request.ts";
import { errorSchemaV1, errorSchemaV2 } from "./check/error-schema.ts";
import { type Fault, ObjectChecker } from "./check/object-checker.ts";
import { expandablePaths, parameterPaths } from "./check/reach.ts";
import { loadDerivedContract } from "./derive/load-derived-contract.ts";
import type { DerivedContract, DerivedEndpoint, Schema } from "./schema.ts";

/** A request to Stripe's API and its answer, as they went over the wire. */
export type Exchange = SentRequest & {
  readonly status: number;
  readonly responseBody: string;
};

/** What an endpoint takes and shows. */
export type EndpointFacts = {
  /** `["metadata"]`, `["transfer_data", "destination"]`; parameters inside of lists aside. */
  readonly parameterPaths: readonly (readonly string[])[];
  /** `destination`, `data.balance_transaction`: what `expand` reaches, at most four levels deep. */
  readonly expandablePaths: readonly string[];
};

type Check = (value: unknown) => readonly Fault[];

/** What Stripe's official client says that requests and answers look like. */
export class StripeContract {
  readonly stripeVersion: string;
  readonly apiVersion: string;
  readonly #derived: DerivedContract;
  readonly #checker: ObjectChecker;
  readonly #checks = new Map<Schema, Check>();
  readonly #errorV1: Schema;
  readonly #errorV2: Schema;
  readonly #event: Schema;

  constructor(derived: DerivedContract) {
    this.stripeVersion = derived.stripeVersion;
    this.apiVersion = derived.apiVersion;
    this.#derived = derived;
    this.#checker = new ObjectChecker(derived.objects);
    this.#errorV1 = errorSchemaV1(derived);
    this.#errorV2 = errorSchemaV2(derived);
    this.#event = answerTo(derived, "GET", "/v1/events/{id}");
  }

  /**
   * What contradicts the contract, one line each: `GET /v1/transfers: answer /data/0/reversed must be boolean, is
   * string`. `checkRequest` is for a caller that means to be understood; without it only the answer is checked.
   */
  violationsOf(exchange: Exchange, { checkRequest }: { readonly checkRequest: boolean }): readonly string[] {
    const { method, path, status } = exchange;
    const endpoint = this.#endpointOf(method, path);
    const subject = `${method} ${endpoint?.path ?? path}: answer${status < 400 ? "" : ` ${status}`}`;
    return [
      ...(checkRequest ? this.violationsOfRequest(exchange) : []),
      ...this.#faultsOfAnswer(exchange, endpoint).map((fault) => lineOf(subject, fault)),
    ];
  }

  /** The part of it that is about the request: `POST /v1/transfers: request /destination is missing`. */
  violationsOfRequest(request: SentRequest): readonly string[] {
    const { method, path } = request;
    const endpoint = this.#endpointOf(method, path);
    const subject = `${method} ${endpoint?.path ?? path}: request`;
    return this.#faultsOfRequest(request, endpoint).map((fault) => lineOf(subject, fault));
  }

  /** The same for a snapshot event as it is delivered: the object that it shows must be of its type's kind. */
  violationsOfEvent(body: string): readonly string[] {
    const event = parseJson(body);
    const type = typeof event === "object" && event !== null && "type" in event ? String(event.type) : "";
    return this.#check(this.#event)(event).map((fault) => lineOf(`event ${type}:`, fault));
  }

  /** The endpoint that a path belongs to, `/v1/transfers/tr_1` or `/v1/transfers/:id`; null when Stripe has none. */
  endpointOf(method: string, path: string): EndpointFacts | null {
    const endpoint = this.#endpointOf(method, path);
    if (endpoint === undefined) return null;
    const { objects } = this.#derived;
    return {
      parameterPaths: parameterPaths(endpoint.parameters ?? nothing, objects),
      expandablePaths: expandablePaths(endpoint.answer, objects),
    };
  }

  #faultsOfRequest(request: SentRequest, endpoint: DerivedEndpoint | undefined): readonly Fault[] {
    if (endpoint === undefined) return [faultOf("goes to an endpoint that the contract does not have")];
    const sent = decodeRequest(request);
    if (sent === null) return [faultOf("has a body that cannot be read")];
    const { values, areTexts } = sent;
    const parameters = endpoint.parameters ?? nothing;
    return this.#check(parameters)(areTexts ? coerce(values, parameters, this.#derived.objects) : values);
  }

  #faultsOfAnswer(exchange: Exchange, endpoint: DerivedEndpoint | undefined): readonly Fault[] {
    const { path, status, responseBody } = exchange;
    const body = parseJson(responseBody);
    if (body === undefined) return [faultOf("is not JSON")];
    if (status >= 400) return this.#check(path.startsWith("/v2/") ? this.#errorV2 : this.#errorV1)(body);
    if (status !== 200) return [faultOf(`has the status ${status}`)];
    if (endpoint === undefined) return [faultOf("is of an endpoint that the contract does not have")];
    return this.#check(endpoint.answer)(body);
  }

  #check(schema: Schema): Check {
    const known = this.#checks.get(schema);
    if (known !== undefined) return known;
    const check = this.#checker.compile(schema);
    this.#checks.set(schema, check);
    return check;
  }

  /** A path that is spelled out (`/v1/charges/search`) before one that is filled in. */
  #endpointOf(method: string, givenPath: string): DerivedEndpoint | undefined {
    const path = givenPath.replace(formerBalanceHistory, "/v1/balance_transactions");
    const candidates = this.#derived.endpoints.filter(
      (endpoint) => endpoint.method === method && matches(endpoint.path, path),
    );
    return candidates.toSorted((a, b) => blanks(a.path) - blanks(b.path))[0];
  }
}

/** Its former path is still served (docs.stripe.com/api/balance_transactions/list). */
const formerBalanceHistory = /^\/v1\/balance\/history(?=\/|$)/;

const nothing: Schema = { type: "object", properties: {}, additionalProperties: false };

let loading: Promise<StripeContract> | null = null;

/**
 * The contract of the installed client, one for the process. Derives it when this version was never derived here, which
 * takes two to three seconds; to load what is kept takes 20 ms.
 */
export function loadStripeContract(): Promise<StripeContract> {
  loading ??= loadDerivedContract().then((derived) => new StripeContract(derived));
  return loading;
}

function lineOf(subject: string, { path, says }: Fault): string {
  return path === "" ? `${subject} ${says}` : `${subject} ${path} ${says}`;
}

function faultOf(says: string): Fault {
  return { path: "", says, isAbsence: false };
}

function answerTo({ endpoints }: DerivedContract, method: string, path: string): Schema {
  const endpoint = endpoints.find((each) => each.method === method && each.path === path);
  if (endpoint === undefined) throw new Error(`The client has no ${method} ${path}`);
  return endpoint.answer;
}

function matches(pattern: string, path: string): boolean {
  const [expected, given] = [pattern.split("/"), path.split("/")];
  return (
    expected.length === given.length &&
    expected.every((segment, index) => segment.startsWith("{") || segment === given[index])
  );
}

function blanks(pattern: string): number {
  return pattern.split("{").length;
}
