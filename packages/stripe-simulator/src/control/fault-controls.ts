import { type FaultKind, faultPhases, type FaultRule } from "../faults/fault-rule.ts";
import { badRequest, noSuch } from "../protocol/api-error.ts";
import { newId } from "../protocol/new-id.ts";
import {
  boolean,
  integer,
  object,
  oneOf,
  optional,
  type RawValue,
  required,
  shapeOf,
  text,
} from "../protocol/parameters/parameter.ts";
import { rateLimitReasons } from "../protocol/limits/rate-limiter.ts";
import { controlRoute } from "./control-route.ts";

const kinds = Object.keys(faultPhases) as FaultKind[];

const matchShape = shapeOf({
  method: optional(oneOf("GET", "POST", "DELETE")),
  path: optional(text()),
  account: optional(text()),
  destination: optional(text()),
  idempotencyKey: optional(text()),
  metadata: optional(texts),
  parameters: optional(texts),
});

/** Kinds that are saved under the idempotency key, unless the call says otherwise. */
const savedByNature: ReadonlySet<FaultKind> = new Set(["500_after", "error", "wrong_amount"]);

export const faultControls = [
  controlRoute({
    method: "POST",
    path: "/faults",
    parameters: {
      kind: required(oneOf(...kinds)),
      match: optional(matchShape),
      nth: optional(integer({ min: 1 })),
      everyNth: optional(integer({ min: 1 })),
      after: optional(integer({ min: 0 })),
      count: optional(integer({ min: 1 })),
      probability: optional(probability),
      seed: optional(integer()),
      latencyMs: optional(integer({ min: 0 })),
      reason: optional(oneOf(...rateLimitReasons)),
      status: optional(integer({ min: 400, max: 599 })),
      type: optional(text()),
      code: optional(text()),
      param: optional(text()),
      message: optional(text()),
      amount: optional(integer()),
      saved: optional(boolean),
    },
    handle: (world, values) => {
      const { match = {} } = values;
      const rule: FaultRule = {
        id: newId("fault"),
        kind: values.kind,
        match: Object.fromEntries(Object.entries(match).filter(([, value]) => value !== undefined)),
        nth: values.nth ?? null,
        everyNth: values.everyNth ?? null,
        after: values.after ?? 0,
        count: values.count ?? null,
        probability: values.probability ?? 1,
        seed: values.seed ?? 1,
        latencyMs: values.latencyMs ?? 1000,
        reason: values.reason ?? "endpoint-rate",
        status: values.status ?? 400,
        type: values.type ?? "invalid_request_error",
        code: values.code ?? null,
        param: values.param ?? null,
        message: values.message ?? "The simulator was told to refuse this request.",
        amount: values.amount ?? null,
        saved: values.saved ?? savedByNature.has(values.kind),
      };
      world.faults.add(rule);
      return rule;
    },
  }),
  controlRoute({
    method: "GET",
    path: "/faults",
    handle: (world) => ({
      faults: world.faults.list().map(({ rule, seen, fired }) => ({ ...rule, seen, fired })),
    }),
  }),
  controlRoute({
    method: "DELETE",
    path: "/faults",
    handle: (world) => {
      world.faults.clear();
      return { faults: [] };
    },
  }),
  controlRoute({
    method: "DELETE",
    path: "/faults/:id",
    handle: (world, _values, { id = "" }) => {
      if (!world.faults.remove(id)) throw noSuch("fault", id);
      return { id, deleted: true };
    },
  }),
];

/** Values as they stand on the wire, where `5` and `"5"` are the same. */
function texts(raw: RawValue, name: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(object(raw, name)).map(([key, value]) => {
      if (typeof value === "string") return [key, value];
      if (typeof value === "number" || typeof value === "boolean") return [key, String(value)];
      throw badRequest(undefined, "Must be text, a number, true or false", `${name}[${key}]`);
    }),
  );
}

export function probability(raw: RawValue, name: string): number {
  const value = Number(raw);
  if (raw === "" || !(value >= 0 && value <= 1)) throw badRequest(undefined, "Must be from 0 to 1", name);
  return value;
}
