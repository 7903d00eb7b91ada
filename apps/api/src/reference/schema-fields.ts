import { z } from "zod";

/** One line of a table: a field of a procedure's input or output. */
export type SchemaField = {
  /** `rows[].amountMinor`; `` for the whole. */
  readonly path: string;
  /** `uuid`, `integer (bigint)`, `"asked" or "paid"`, … with its bounds. */
  readonly type: string;
  readonly isOptional: boolean;
  readonly description: string;
};

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** The fields of a schema, from the outside in; a union's variants one after another. */
export function schemaFields(schema: z.ZodType, io: "input" | "output"): readonly SchemaField[] {
  const json: JsonSchema = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => describeOnTheWire(zodSchema, jsonSchema),
  });
  return fieldsOf(json, { path: "", isOptional: false, isRoot: true });
}

/** Types that JSON lacks and superjson carries. */
function describeOnTheWire(schema: z.core.$ZodTypes, json: JsonSchema): void {
  const { def } = schema._zod;
  if (def.type === "bigint") {
    const { minimum, maximum } = schema._zod.bag as { minimum?: bigint; maximum?: bigint };
    json.type = "integer";
    json.format = "bigint";
    if (minimum !== undefined) json["x-minimum"] = String(minimum);
    if (maximum !== undefined) json["x-maximum"] = String(maximum);
  }
  if (def.type === "date") {
    json.type = "string";
    json.format = "Date";
  }
}

type Place = { readonly path: string; readonly isOptional: boolean; readonly isRoot?: boolean };

function fieldsOf(json: JsonSchema, place: Place): readonly SchemaField[] {
  const variants = variantsOf(json).filter(({ type }) => type !== "null");
  const own: SchemaField = {
    path: place.path,
    type: typeOf(json),
    isOptional: place.isOptional,
    description: json.description ?? "",
  };
  const inner = variants.flatMap((variant) => childrenOf(variant, place.path));
  if (place.isRoot === true && (inner.length > 0 || own.type === "object" || own.type === "anything"))
    return inner;
  return [own, ...inner];
}

function childrenOf(json: JsonSchema, path: string): readonly SchemaField[] {
  const { items } = json;
  if (isSchema(items)) return childrenOf(items, `${path}[]`);
  const nested = variantsOf(json);
  if (nested.length > 1) return nested.flatMap((variant) => childrenOf(variant, path));
  const required = new Set(json.required);
  return Object.entries(json.properties ?? {}).flatMap(([name, property]) =>
    isSchema(property)
      ? fieldsOf(property, {
          path: path === "" ? name : `${path}.${name}`,
          isOptional: !required.has(name),
        })
      : [],
  );
}

function variantsOf(json: JsonSchema): readonly JsonSchema[] {
  const variants = (json.anyOf ?? json.oneOf ?? []).filter(isSchema);
  return variants.length === 0 ? [json] : variants;
}

function isSchema(json: unknown): json is JsonSchema {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

/** A type in a few words. */
function typeOf(json: JsonSchema): string {
  const variants = variantsOf(json);
  if (variants.length > 1) return [...new Set(variants.map(typeOf))].join(" or ");
  if (json.const !== undefined) return JSON.stringify(json.const);
  if (json.enum !== undefined) return json.enum.map((value) => JSON.stringify(value)).join(" or ");
  if (json.type === "array")
    return `list of ${isSchema(json.items) ? typeOf(json.items) : "anything"}${bounds(json)}`;
  if (json.type === "object") return "object";
  if (json.type === undefined) return "anything";
  if (Array.isArray(json.type)) return json.type.join(" or ");
  return `${json.format === "bigint" ? "bigint" : (nameOfFormat(json) ?? json.type)}${bounds(json)}`;
}

function nameOfFormat({ format, type }: JsonSchema): string | null {
  return type === "string" && format !== undefined ? format : null;
}

function bounds(json: JsonSchema): string {
  if (json.format !== undefined && json.type === "string") return "";
  const least = firstBound(
    json["x-minimum"],
    json.minimum,
    json.exclusiveMinimum,
    json.minLength,
    json.minItems,
  );
  const most = firstBound(json["x-maximum"], json.maximum, json.maxLength, json.maxItems);
  const unit = json.type === "string" ? " characters" : "";
  if (least !== null && most !== null)
    return least === most ? `, ${least}${unit}` : `, ${least} to ${most}${unit}`;
  if (least !== null) return `, at least ${least}${unit}`;
  return most === null ? "" : `, at most ${most}${unit}`;
}

/** The first that is a bound; those of every safe integer say nothing. */
function firstBound(...given: readonly unknown[]): string | null {
  for (const bound of given) {
    if (typeof bound !== "number" && typeof bound !== "string") continue;
    return Math.abs(Number(bound)) >= Number.MAX_SAFE_INTEGER ? null : String(bound);
  }
  return null;
}
