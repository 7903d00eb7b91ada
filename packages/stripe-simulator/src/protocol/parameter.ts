import { badRequest } from "./api-error.ts";

/** Parsed from a form body, a query, or JSON: strings, numbers, booleans, objects and lists. */
export type RawValue = unknown;
export type RawParameters = Readonly<Record<string, RawValue>>;

/** Reads one parameter; throws the refusal that Stripe gives. `name` is as Stripe spells it: `created[gte]`. */
export type Parameter<T> = {
  readonly read: (raw: RawValue, name: string) => T;
  readonly required: boolean;
};

export type Parameters = Readonly<Record<string, Parameter<unknown>>>;

export type ValuesOf<Shape extends Parameters> = {
  readonly [Name in keyof Shape]: Shape[Name] extends Parameter<infer T> ? T : never;
};

export function optional<T>(read: (raw: RawValue, name: string) => T): Parameter<T | undefined> {
  return { read, required: false };
}

export function required<T>(read: (raw: RawValue, name: string) => T): Parameter<T> {
  return { read, required: true };
}

/**
 * Reads all parameters of a call. Throws 400 `parameter_unknown` for the first name that the endpoint does not
 * know, then `parameter_missing`, then what the single value deserves.
 */
export function readParameters<Shape extends Parameters>(
  shape: Shape,
  raw: RawParameters,
  within = "",
): ValuesOf<Shape> {
  const fullName = (name: string): string => (within === "" ? name : `${within}[${name}]`);
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
    if (value !== undefined) values[name] = read(value, fullName(name));
    else if (isRequired) {
      throw badRequest("parameter_missing", `Missing required param: ${fullName(name)}.`, fullName(name));
    }
  }
  return values as ValuesOf<Shape>;
}

export function text(max = 5000) {
  return (raw: RawValue, name: string): string => {
    const value = nonEmpty(raw, name);
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

/** Text that an empty string clears. */
export function clearableText(max = 5000) {
  return (raw: RawValue, name: string): string | null => (raw === "" ? null : text(max)(raw, name));
}

export function integer({ min, max }: { readonly min?: number; readonly max?: number } = {}) {
  return (raw: RawValue, name: string): number => {
    const value = typeof raw === "number" ? String(raw) : nonEmpty(raw, name);
    if (!/^-?\d+$/.test(value) || !Number.isSafeInteger(Number(value))) {
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

/** A positive amount in Stripe's unit of the currency; at most 8 digits, as for charges. */
export function amount(raw: RawValue, name: string): number {
  const value = integer({ min: 1 })(raw, name);
  if (value > 99_999_999)
    throw badRequest("amount_too_large", "Amount must be no more than $999,999.99", name);
  return value;
}

export function boolean(raw: RawValue, name: string): boolean {
  if (raw === true || raw === "true") return true;
  if (raw === false || raw === "false") return false;
  throw badRequest(undefined, `Invalid boolean: ${nonEmpty(raw, name)}`, name);
}

export function oneOf<const Choice extends string>(...choices: readonly Choice[]) {
  return (raw: RawValue, name: string): Choice => {
    const value = nonEmpty(raw, name);
    const choice = choices.find((candidate) => candidate === value);
    if (choice !== undefined) return choice;
    const list =
      choices.length < 2 ? choices.join("") : `${choices.slice(0, -1).join(", ")} or ${choices.at(-1)}`;
    throw badRequest(undefined, `Invalid ${name}: must be one of ${list}`, name);
  };
}

/** Comes back in lower case, as Stripe answers it. */
export function currency(raw: RawValue, name: string): string {
  const value = nonEmpty(raw, name).toLowerCase();
  if (!knownCurrencies.has(value)) {
    const list = [...knownCurrencies].join(", ");
    throw badRequest(
      undefined,
      `Invalid currency: ${value}. Stripe currently supports these currencies: ${list}`,
      name,
    );
  }
  return value;
}

/** ISO 4217 codes known to this runtime's Unicode data. */
const knownCurrencies: ReadonlySet<string> = new Set(
  Intl.supportedValuesOf("currency").map((code) => code.toLowerCase()),
);

export function listOf<T>(read: (raw: RawValue, name: string) => T) {
  return (raw: RawValue, name: string): T[] => {
    if (raw === "") return [];
    if (!Array.isArray(raw)) throw badRequest(undefined, "Invalid array", name);
    return raw.map((item: unknown, index) => read(item, `${name}[${index}]`));
  };
}

export function object(raw: RawValue, name: string): RawParameters {
  if (isObject(raw)) return raw;
  throw badRequest(undefined, "Invalid object", name);
}

export function shapeOf<Shape extends Parameters>(shape: Shape) {
  return (raw: RawValue, name: string): ValuesOf<Shape> => readParameters(shape, object(raw, name), name);
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

function nonEmpty(raw: RawValue, name: string): string {
  if (typeof raw === "number" || typeof raw === "boolean") return String(raw);
  if (typeof raw !== "string") throw badRequest(undefined, `Invalid string: ${JSON.stringify(raw)}`, name);
  if (raw !== "") return raw;
  throw badRequest(
    "parameter_invalid_empty",
    `You passed an empty string for '${name}'. We assume empty values are an attempt to unset a parameter; however ` +
      `'${name}' cannot be unset. You should remove '${name}' from your request or supply a non-empty value.`,
    name,
  );
}
