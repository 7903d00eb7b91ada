import type { Schema } from "../schema.ts";
import type { PublishedDescription, PublishedSchema } from "./published-schema.ts";

/** Stripe's own objects as this package's schemas, by their names there: `transfer`, `balance_transaction`. */
export function translatePublished({ components }: PublishedDescription): Record<string, Schema> {
  const { schemas } = components;
  const named = Object.entries(schemas).filter(([, schema]) => schema.properties !== undefined);
  return Object.fromEntries(named.map(([name, schema]) => [name, translated(schema, schemas)]));
}

function translated(schema: PublishedSchema, schemas: Readonly<Record<string, PublishedSchema>>): Schema {
  const { $ref, anyOf, nullable = false } = schema;
  const result = anyOf === undefined ? single(schema, schemas) : merged(anyOf, schemas);
  if ($ref !== undefined && result.fits === undefined) throw new Error(`${$ref} is not an object`);
  return nullable ? orNull(result) : result;
}

function single(schema: PublishedSchema, schemas: Readonly<Record<string, PublishedSchema>>): Schema {
  const {
    $ref,
    type = "object",
    properties,
    required,
    additionalProperties,
    items,
    maxLength,
    pattern,
  } = schema;
  if ($ref !== undefined) return referred($ref, schemas);
  if (schema.enum !== undefined) {
    const [only] = schema.enum;
    return schema.enum.length === 1 && only !== undefined ? { const: only } : { enum: schema.enum };
  }
  if (type === "array") return { type, items: items === undefined ? {} : translated(items, schemas) };
  if (type !== "object")
    return {
      type,
      ...(maxLength === undefined ? {} : { maxLength }),
      ...(pattern === undefined ? {} : { pattern }),
    };
  if (properties === undefined && typeof additionalProperties !== "object") return { type };
  const entries = Object.entries(properties ?? {}).map(([name, each]) => [name, translated(each, schemas)]);
  const others = typeof additionalProperties === "object" ? translated(additionalProperties, schemas) : false;
  return {
    type,
    properties: Object.fromEntries(entries) as Record<string, Schema>,
    required: required ?? [],
    additionalProperties: others,
  };
}

function referred($ref: string, schemas: Readonly<Record<string, PublishedSchema>>): Schema {
  const name = $ref.replace("#/components/schemas/", "");
  const schema = schemas[name];
  if (schema === undefined) throw new Error(`There is no ${$ref}`);
  return schema.properties === undefined ? translated(schema, schemas) : { type: "object", fits: [name] };
}

/** Alternatives as one schema: `string | Account | DeletedAccount`. */
function merged(
  alternatives: readonly PublishedSchema[],
  schemas: Readonly<Record<string, PublishedSchema>>,
): Schema {
  const each = alternatives.map((schema) => translated(schema, schemas));
  const [first] = each;
  if (each.length === 1 && first !== undefined) return first;
  const types = new Set(each.flatMap(({ type = "string" }) => type));
  const names = each.flatMap(({ fits = [] }) => fits);
  return { type: [...types], ...(names.length === 0 ? {} : { fits: names }) };
}

function orNull({ type, const: constant, enum: known, ...schema }: Schema): Schema {
  if (constant !== undefined) return { enum: [constant, null] };
  if (known !== undefined) return { enum: [...known, null] };
  return type === undefined ? schema : { ...schema, type: [...new Set([type, "null"].flat())] };
}
