import { isObject, type RawParameters, type RawValue } from "../protocol/parameters/parameter.ts";
import type { FaultMatch } from "./fault-rule.ts";

/** A call as faults see it. */
export type FaultTarget = {
  readonly method: string;
  readonly path: string;
  /** The connected account, or `platform`. */
  readonly account: string;
  readonly idempotencyKey: string | null;
  readonly parameters: RawParameters;
};

/** Whether all that `match` gives holds for the call. */
export function hits(match: FaultMatch, target: FaultTarget): boolean {
  const { method, path, account, destination, idempotencyKey, metadata, parameters } = match;
  return (
    (method === undefined || method === target.method) &&
    (path === undefined || pathMatches(path, target.path)) &&
    (account === undefined || account === target.account) &&
    (destination === undefined || destination === target.parameters["destination"]) &&
    (idempotencyKey === undefined || idempotencyKey === target.idempotencyKey) &&
    (metadata === undefined || contains(target.parameters["metadata"], metadata)) &&
    (parameters === undefined ||
      Object.entries(parameters).every(([name, value]) => valueAt(target.parameters, name) === value))
  );
}

/** `*` is anything, `:id` one segment. */
function pathMatches(pattern: string, path: string): boolean {
  if (!/[*:]/.test(pattern)) return path === pattern;
  const expression = pattern
    .replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll(/:\w+/g, "[^/]+");
  return new RegExp(`^${expression}$`).test(path);
}

function contains(raw: RawValue, wanted: Readonly<Record<string, string>>): boolean {
  const given = isObject(raw) ? raw : {};
  return Object.entries(wanted).every(([name, value]) => given[name] === value);
}

/** The value at `created[gte]`, as text. */
function valueAt(parameters: RawParameters, name: string): string | undefined {
  let value: RawValue = parameters;
  for (const step of name.split(/\[|\]\[?/).filter((part) => part !== "")) {
    value = typeof value === "object" && value !== null ? (value as RawParameters)[step] : undefined;
  }
  const isText = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  return isText ? String(value) : undefined;
}
