import type { Schema } from "../schema.ts";

type Objects = Readonly<Record<string, Schema>>;

/** `["metadata"]`, `["transfer_data", "destination"]`: every parameter, those inside of lists aside. */
export function parameterPaths(
  schema: Schema,
  objects: Objects,
  within: readonly string[] = [],
): readonly (readonly string[])[] {
  const [name = ""] = schema.fits ?? [];
  if (within.includes(name)) return [];
  const { properties = {} } = objects[name] ?? schema;
  return Object.entries(properties).flatMap(([property, value]) => {
    const inner = parameterPaths(value, objects, name === "" ? within : [...within, name]);
    return [[property], ...inner.map((path) => [property, ...path])];
  });
}

/**
 * `destination`, `data.balance_transaction`: every field of an answer that is an id or the object behind it, in lists too
 * but not inside of other objects that the answer already shows.
 */
export function expandablePaths(schema: Schema, objects: Objects, depth = 0): readonly string[] {
  // docs.stripe.com/expand: at most four levels, of which `data` of a list is one.
  if (depth === 4) return [];
  const shapes = schema.fits?.map((name) => objects[name] ?? {}) ?? [schema];
  const paths = shapes.flatMap(({ properties = {} }) =>
    Object.entries(properties).flatMap(([property, value]) => {
      if (isReference(value)) return [property];
      const inner = property === "data" && value.items !== undefined ? value.items : value;
      if (inner === value && showsResource(value, objects)) return [];
      return expandablePaths(inner, objects, depth + 1).map((path) => `${property}.${path}`);
    }),
  );
  return [...new Set(paths)];
}

/** Objects of the API say what they are. */
function showsResource({ fits = [] }: Schema, objects: Objects): boolean {
  return fits.some((name) => objects[name]?.properties?.["object"] !== undefined);
}

function isReference({ type = [], fits }: Schema): boolean {
  return fits !== undefined && typeof type !== "string" && type.includes("string");
}
