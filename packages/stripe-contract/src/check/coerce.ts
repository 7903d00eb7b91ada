import type { Schema } from "../schema.ts";

/**
 * Gives the texts of a form or a query the types that their parameters have: `"100"` is 100 where a number is expected.
 * What cannot be read so stays a text, for the check to find.
 */
export function coerce(value: unknown, schema: Schema, objects: Readonly<Record<string, Schema>>): unknown {
  if (typeof value === "string") return coerceText(value, schema);
  if (Array.isArray(value)) {
    const { items } = schema;
    return items === undefined ? value : value.map((item: unknown) => coerce(item, items, objects));
  }
  if (typeof value !== "object" || value === null) return value;
  const { properties = {}, additionalProperties } = objects[schema.fits?.[0] ?? ""] ?? schema;
  const others = typeof additionalProperties === "object" ? additionalProperties : {};
  const entries = Object.entries(value).map(([name, inner]) => [
    name,
    coerce(inner, properties[name] ?? others, objects),
  ]);
  return Object.fromEntries(entries) as object;
}

function coerceText(text: string, schema: Schema): unknown {
  if (acceptsText(schema, text)) return text;
  const { type = [], enum: known = [], const: constant } = schema;
  const accepts = (name: string): boolean => type === name || type.includes(name);
  // The client sends null as an empty text.
  if (text === "" && (accepts("null") || known.includes(null))) return null;
  if ((accepts("integer") || accepts("number")) && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  const isFlag = accepts("boolean") || typeof constant === "boolean";
  return isFlag && (text === "true" || text === "false") ? text === "true" : text;
}

function acceptsText({ type = [], const: constant, enum: known = [], texts }: Schema, text: string): boolean {
  if (constant === text || known.includes(text)) return true;
  return (type === "string" || type.includes("string")) && (texts === undefined || texts.includes(text));
}
