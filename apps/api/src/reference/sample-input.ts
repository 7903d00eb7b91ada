import superjson from "superjson";
import { z } from "zod";

type JsonSchema = z.core.JSONSchema.BaseSchema;

const sampleId = "019aa000-0000-7000-8000-000000000001";
/** What people would write there. */
const byName: Readonly<Record<string, unknown>> = {
  currency: "USD",
  displayName: "River Sparrow",
  handle: "river_sparrow",
  name: "My phone",
  timeZone: "Europe/Berlin",
  tokens: 100,
  year: 2026,
};

/** An input that fits, with nothing in it that may be left out; undefined: nothing need be sent. */
export function sampleInput(schema: z.ZodType | undefined): unknown {
  if (schema === undefined || schema.safeParse(undefined).success) return undefined;
  return sampleOf(
    z.toJSONSchema(schema, {
      io: "input",
      unrepresentable: "any",
      override: ({ zodSchema, jsonSchema }) => {
        if (zodSchema._zod.def.type === "bigint") jsonSchema["x-bigint"] = true;
      },
    }),
  );
}

/** The same as it goes over the wire. */
export function sampleOnTheWire(schema: z.ZodType | undefined): string | null {
  const sample = sampleInput(schema);
  return sample === undefined ? null : JSON.stringify(superjson.serialize(sample));
}

function sampleOf(schema: JsonSchema | boolean | undefined): unknown {
  if (typeof schema !== "object") return null;
  if (schema["x-bigint"] === true) return 2500n;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.anyOf !== undefined) return sampleOf(schema.anyOf[0]);
  if (schema.type === "object") {
    const { properties = {}, required = [] } = schema;
    return Object.fromEntries(required.map((name) => [name, byName[name] ?? sampleOf(properties[name])]));
  }
  if (schema.type === "array")
    return [sampleOf(Array.isArray(schema.items) ? schema.items[0] : schema.items)];
  if (schema.format === "uuid") return sampleId;
  if (schema.format === "date") return "2026-11-15";
  if (schema.type === "boolean") return true;
  return schema.minimum ?? "";
}
