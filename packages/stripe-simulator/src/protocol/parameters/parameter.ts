import { badRequest } from "../api-error.ts";
import { currencies, knownCurrencies } from "./currencies.ts";

/** Parsed from a form body, a query, or JSON: strings, numbers, booleans, objects and lists. */
export type RawValue = unknown;
export type RawParameters = Readonly<Record<string, RawValue>>;

/** All values of a form are text; values of a JSON body have types, and "100" is no integer there. */
export type Wire = "form" | "json";

/**
 * Reads one value; throws the refusal that Stripe gives. `name` is as Stripe spells it: `created[gte]`, and
 * `identity.country` in JSON.
 */
export type Reader<T> = (raw: RawValue, name: string, wire?: Wire) => T;

export type Parameter<T> = { readonly read: Reader<T>; readonly required: boolean };

export type Parameters = Readonly<Record<string, Parameter<unknown>>>;

export type ValuesOf<Shape extends Parameters> = {
  readonly [Name in keyof Shape]: Shape[Name] extends Parameter<infer T> ? T : never;
};

export function optional<T>(read: Reader<T>): Parameter<T | undefined> {
  return { read, required: false };
}

export function required<T>(read: Reader<T>): Parameter<T> {
  return { read, required: true };
}

/**
 * Reads all parameters of a call. Throws 400 `parameter_unknown` for the names that the endpoint does not
 * know, then `parameter_missing`, then what the single value deserves.
 */
export function readParameters<Shape extends Parameters>(
  shape: Shape,
  raw: RawParameters,
  within = "",
  wire: Wire = "form",
): ValuesOf<Shape> {
  const fullName = (name: string): string => (within === "" ? name : member(within, name, wire));
  const unknown = Object.keys(raw)
    .filter((name) => !Object.hasOwn(shape, name))
    .map(fullName);
  if (unknown.length > 0) {
    const noun = unknown.length === 1 ? "parameter" : "parameters";
    throw badRequest("parameter_unknown", `Received unknown ${noun}: ${unknown.join(", ")}`, unknown[0]);
  }
  const values: Record<string, unknown> = {};
  for (const [name, { read, required: isRequired }] of Object.entries(shape)) {
    const value = raw[name];
    if (value !== undefined) values[name] = read(value, fullName(name), wire);
    else if (isRequired) {
      throw badRequest("parameter_missing", `Missing required param: ${fullName(name)}.`, fullName(name));
    }
  }
  return values as ValuesOf<Shape>;
}

/** `created[gte]` in a form, `created.gte` in JSON. */
function member(within: string, name: string, wire: Wire): string {
  return wire === "json" ? `${within}.${name}` : `${within}[${name}]`;
}

export function text(max = 5000): Reader<string> {
  return (raw, name, wire) => {
    const value = nonEmpty(raw, name, wire);
    if (value.length > max) {
      throw badRequest(
        undefined,
        `Invalid string: ${value.slice(0, 20)}…; must be at most ${max} characters`,
        name,
      );
    }
    return value;
  };
}

/** Text that an empty string clears, in JSON also null. */
export function clearableText(max = 5000): Reader<string | null> {
  return (raw, name, wire) => (raw === "" || raw === null ? null : text(max)(raw, name, wire));
}

export function integer({ min, max }: { readonly min?: number; readonly max?: number } = {}): Reader<number> {
  return (raw, name, wire) => {
    const value = typeof raw === "number" ? String(raw) : nonEmpty(raw, name);
    const isTyped = wire !== "json" || typeof raw === "number";
    if (!isTyped || !/^-?\d+$/.test(value) || !Number.isSafeInteger(Number(value))) {
      throw badRequest("parameter_invalid_integer", `Invalid integer: ${value}`, name);
    }
    const number = Number(value);
    if (min !== undefined && number < min) {
      throw badRequest(
        "parameter_invalid_integer",
        `This value must be greater than or equal to ${min}.`,
        name,
      );
    }
    if (max !== undefined && number > max) {
      throw badRequest("parameter_invalid_integer", `This value must be less than or equal to ${max}.`, name);
    }
    return number;
  };
}

/** A positive amount in Stripe's unit of the currency, of up to twelve digits; charges allow fewer in most currencies. */
export function amount(raw: RawValue, name: string, wire?: Wire): number {
  const value = integer()(raw, name, wire);
  if (value < 0) throw badRequest("parameter_invalid_integer", "Invalid positive integer", name);
  integer({ min: 1 })(raw, name, wire);
  if (value > 999_999_999_999) throw badRequest("amount_too_large", "Amount is too large", name);
  return value;
}

/** In a form also `True`, as Stripe's client for Python writes it. */
export function boolean(raw: RawValue, name: string, wire: Wire = "form"): boolean {
  const value = wire === "form" && typeof raw === "string" ? raw.toLowerCase() : raw;
  if (value === true || (wire === "form" && value === "true")) return true;
  if (value === false || (wire === "form" && value === "false")) return false;
  throw badRequest(undefined, `Invalid boolean: ${nonEmpty(raw, name)}`, name);
}

export function oneOf<const Choice extends string>(...choices: readonly Choice[]): Reader<Choice> {
  return (raw, name, wire) => {
    const value = nonEmpty(raw, name, wire);
    const choice = choices.find((candidate) => candidate === value);
    if (choice !== undefined) return choice;
    throw badRequest(undefined, `Invalid ${name}: must be one of ${alternatives.format(choices)}`, name);
  };
}

/** `a or b`; `a, b, or c`. */
const alternatives = new Intl.ListFormat("en-US", { type: "disjunction" });

/** Comes back in lower case, as Stripe answers it. */
export function currency(raw: RawValue, name: string, wire?: Wire): string {
  const value = nonEmpty(raw, name, wire).toLowerCase();
  if (knownCurrencies.has(value)) return value;
  throw badRequest(
    undefined,
    `Invalid currency: ${value}. Stripe currently supports these currencies: ${currencies.join(", ")}`,
    name,
  );
}

/** `a[]=`, `a[0]=`, or an array in JSON; an empty value is an empty list. */
export function listOf<T>(read: Reader<T>): Reader<T[]> {
  return (raw, name, wire = "form") => {
    if (raw === "" && wire === "form") return [];
    const items = itemsOf(raw);
    if (items === null) throw badRequest(undefined, "Invalid array", name);
    return items.map((item, index) => read(item, `${name}[${index}]`, wire));
  };
}

/** The items of a list, in the order of their indexes; null when it is none. */
export function itemsOf(raw: RawValue): readonly RawValue[] | null {
  if (Array.isArray(raw)) return raw as RawValue[];
  if (!isObject(raw)) return null;
  const indexes = Object.keys(raw);
  return indexes.every((index) => /^\d{1,6}$/.test(index)) ? indexes.map((index) => raw[index]) : null;
}

export function object(raw: RawValue, name: string): RawParameters {
  if (isObject(raw)) return raw;
  throw badRequest(undefined, "Invalid object", name);
}

export function shapeOf<Shape extends Parameters>(shape: Shape): Reader<ValuesOf<Shape>> {
  return (raw, name, wire) => readParameters(shape, object(raw, name), name, wire);
}

/** Accepted and kept out of the simulation. */
export function anything(raw: RawValue): RawValue {
  return raw;
}

/** `created[gte]=…`, or one instant. */
export type Range = {
  readonly gt?: number;
  readonly gte?: number;
  readonly lt?: number;
  readonly lte?: number;
};

export function range(raw: RawValue, name: string): Range {
  if (!isObject(raw)) {
    const value = integer()(raw, name);
    return { gte: value, lte: value };
  }
  const bounds = readParameters(
    { gt: optional(integer()), gte: optional(integer()), lt: optional(integer()), lte: optional(integer()) },
    raw,
    name,
  );
  return Object.fromEntries(Object.entries(bounds).filter(([, bound]) => bound !== undefined));
}

export function isObject(raw: RawValue): raw is RawParameters {
  return typeof raw === "object" && raw !== null && !Array.isArray(raw);
}

function nonEmpty(raw: RawValue, name: string, wire: Wire = "form"): string {
  if (wire === "form" && (typeof raw === "number" || typeof raw === "boolean")) return String(raw);
  if (typeof raw !== "string") throw badRequest(undefined, `Invalid string: ${JSON.stringify(raw)}`, name);
  if (raw !== "") return raw;
  throw badRequest(
    "parameter_invalid_empty",
    `You passed an empty string for '${name}'. We assume empty values are an attempt to unset a parameter; however ` +
      `'${name}' cannot be unset. You should remove '${name}' from your request or supply a non-empty value.`,
    name,
  );
}
