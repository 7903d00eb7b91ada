import type { Metadata } from "../state/rows.ts";
import { badRequest } from "./api-error.ts";
import { isObject, type RawValue } from "./parameter.ts";

/** What a call asks for: names to set, names to remove (null), or everything to go (`"clear"`). */
export type MetadataChange = Readonly<Record<string, string | null>> | "clear";

const limits = { names: 50, nameLength: 40, valueLength: 500 };

/** Reads `metadata[name]=value`. An empty value removes the name, an empty `metadata` removes all. */
export function metadata(raw: RawValue, param: string): MetadataChange {
  if (raw === "" || raw === null) return "clear";
  if (!isObject(raw)) throw badRequest(undefined, "Invalid object", param);
  const change: Record<string, string | null> = {};
  for (const [name, value] of Object.entries(raw)) {
    if (name.length > limits.nameLength) {
      throw badRequest(
        undefined,
        `Metadata keys can have up to 40 characters, but you passed in a key that is ${name.length} characters. Invalid key: ${name}`,
        param,
      );
    }
    if (typeof value !== "string" && value !== null) {
      throw badRequest(undefined, "Metadata values must be strings", `${param}[${name}]`);
    }
    const text = value ?? "";
    if (text.length > limits.valueLength) {
      throw badRequest(
        undefined,
        `Metadata values can have up to 500 characters, but you passed in a value that is ${text.length} characters. Invalid value: ${text}`,
        `${param}[${name}]`,
      );
    }
    change[name] = text === "" ? null : text;
  }
  return change;
}

/** Merges; throws 400 above 50 names. */
export function mergeMetadata(current: Metadata, change: MetadataChange | undefined): Metadata {
  if (change === undefined) return current;
  if (change === "clear") return {};
  const merged: Metadata = { ...current };
  for (const [name, value] of Object.entries(change)) {
    if (value === null) delete merged[name];
    else merged[name] = value;
  }
  if (Object.keys(merged).length > limits.names) {
    throw badRequest(undefined, `Metadata can have up to ${limits.names} keys`, "metadata");
  }
  return merged;
}
