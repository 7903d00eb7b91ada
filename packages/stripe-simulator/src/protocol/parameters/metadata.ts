import type { Metadata } from "../../state/rows.ts";
import { badRequest } from "../api-error.ts";
import { isObject, type RawValue, type Wire } from "./parameter.ts";

/** What a call asks for: names to set, names to remove (null), or everything to go (`"clear"`). */
export type MetadataChange = Readonly<Record<string, string | null>> | "clear";

const limits = { names: 50, nameLength: 40, valueLength: 500 };

/**
 * Reads `metadata[name]=value`. An empty value removes the name, and in JSON null does; an empty `metadata` removes all.
 * Throws 400 beyond the limits of docs.stripe.com/metadata, for nested values and for names with square brackets.
 */
export function metadata(raw: RawValue, param: string, wire: Wire = "form"): MetadataChange {
  if (raw === "" || raw === null) return "clear";
  if (!isObject(raw)) throw badRequest(undefined, "Invalid object", param);
  return Object.fromEntries(
    Object.entries(raw).map(([name, value]) => [
      checkedName(name, param),
      checkedValue(value, name, param, wire),
    ]),
  );
}

function checkedName(name: string, param: string): string {
  if (name.length > limits.nameLength) {
    throw badRequest(
      undefined,
      `Metadata keys can have up to 40 characters, but you passed in a key that is ${name.length} characters. Invalid key: ${name}`,
      param,
    );
  }
  if (name === "" || /[[\]]/.test(name)) {
    throw badRequest(
      undefined,
      `Metadata keys cannot be empty or have square brackets. Invalid key: ${name}`,
      param,
    );
  }
  return name;
}

function checkedValue(value: RawValue, name: string, param: string, wire: Wire): string | null {
  const fullName = wire === "json" ? `${param}.${name}` : `${param}[${name}]`;
  if (value === null || value === "") return null;
  if (typeof value !== "string") throw badRequest(undefined, "Metadata values must be strings", fullName);
  if (value.length > limits.valueLength) {
    throw badRequest(
      undefined,
      `Metadata values can have up to 500 characters, but you passed in a value that is ${value.length} characters. Invalid value: ${value}`,
      fullName,
    );
  }
  return value;
}

/** Merges; throws 400 above 50 names. */
export function mergeMetadata(current: Metadata, change: MetadataChange | undefined): Metadata {
  if (change === undefined) return current;
  if (change === "clear") return {};
  const changed = Object.entries({ ...current, ...change });
  const merged = Object.fromEntries(
    changed.flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
  if (Object.keys(merged).length > limits.names) {
    throw badRequest(undefined, `Metadata can have up to ${limits.names} keys`, "metadata");
  }
  return merged;
}
