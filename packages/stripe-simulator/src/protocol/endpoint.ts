import type { AccountRow } from "../state/rows.ts";
import type { World } from "../world.ts";
import type { ExpandableObject } from "./expand.ts";
import type { Parameters, RawParameters, ValuesOf, Wire } from "./parameters/parameter.ts";
import { readParameters } from "./parameters/parameter.ts";
import type { StripeObject } from "./stripe-object.ts";

export type Method = "GET" | "POST" | "DELETE";

/** One call of an endpoint, as its handler sees it. */
export type Call = {
  readonly world: World;
  readonly requestId: string;
  readonly idempotencyKey: string | null;
  readonly maskedKey: string;
  /** The connected account that `Stripe-Account` names. */
  readonly account: AccountRow | null;
  /** What `:id` and its like stand for in the path. */
  readonly path: Readonly<Record<string, string>>;
  readonly nowSeconds: number;
};

export type Endpoint = {
  readonly method: Method;
  /** `/v1/transfers/:id` */
  readonly path: string;
  /** Names of all that it takes, `expand` included only where the endpoint reads it itself. */
  readonly parameterNames: readonly string[];
  /** Whether `Stripe-Account` may name a connected account. */
  readonly connected: boolean;
  /** What `expand` may reach from the answer; null when nothing. */
  readonly expandable: ExpandableObject | null;
  /** The answer of a success is saved as a reference to the transfer that it shows. */
  readonly savedAsTransfer: boolean;
  /** Checks the parameters, and says what is left to do. Throws 400 before anything happened. */
  readonly prepare: (raw: RawParameters, wire: Wire) => (call: Call) => StripeObject;
};

type Definition<Shape extends Parameters> = {
  readonly method: Method;
  readonly path: string;
  readonly parameters?: Shape;
  readonly connected?: boolean;
  readonly expandable?: ExpandableObject;
  readonly savedAsTransfer?: boolean;
  /**
   * Runs in one go, so that nothing happens in between. Refuses by throwing `ApiError`, and does so before
   * it changes the first row.
   */
  readonly handle: (call: Call, values: ValuesOf<Shape>) => StripeObject;
};

export function endpoint<Shape extends Parameters>(definition: Definition<Shape>): Endpoint {
  const {
    method,
    path,
    parameters,
    connected = false,
    expandable = null,
    savedAsTransfer = false,
  } = definition;
  return {
    method,
    path,
    parameterNames: Object.keys(parameters ?? {}),
    connected,
    expandable,
    savedAsTransfer,
    prepare: (raw, wire) => {
      const values = readParameters(parameters ?? ({} as Shape), raw, "", wire);
      return (call) => definition.handle(call, values);
    },
  };
}
