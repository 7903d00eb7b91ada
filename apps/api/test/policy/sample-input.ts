import { newId } from "@payrun/db";
import type { JsonSchema } from "./walk-procedures.ts";

/** Texts of every kind that a pattern of ours asks for; the first that fits is taken. */
const texts = ["USD", "US", "somebody", "eyJhIjoxfQ", "1.1", "a-request-key-of-this-test", "2026-11-30", "0"];

/** A value that the schema allows, all optional fields given: where a test wants to go wrong in one place alone. */
export function sampleOf(schema: JsonSchema): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const [first] = schema.anyOf ?? [];
  if (first !== undefined) return sampleOf(first);
  switch (schema.type) {
    case "object":
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, property]) => [name, sampleOf(property)]),
      );
    case "array":
      return schema.items === undefined
        ? []
        : Array.from({ length: schema.minItems ?? 1 }, () => sampleOf(schema.items ?? {}));
    case "string":
      return sampleText(schema);
    case "integer":
    case "number":
      return Math.max(schema.minimum ?? 1, 1);
    case "boolean":
      return true;
    case "bigint":
      return 2500n;
    case "date":
      return new Date("2026-11-30T00:00:00Z");
    case "null":
      return null;
    case undefined:
    default:
      return 2500n;
  }
}

function sampleText({ format, pattern, minLength = 0, maxLength = Infinity }: JsonSchema): string {
  if (format === "uuid") return newId();
  if (format === "date") return "2026-11-30";
  if (format === "date-time") return "2026-11-30T00:00:00Z";
  const fits = (text: string) =>
    text.length >= minLength &&
    text.length <= maxLength &&
    (pattern === undefined || new RegExp(pattern, "u").test(text));
  return texts.find(fits) ?? "x".repeat(Math.max(1, minLength));
}
