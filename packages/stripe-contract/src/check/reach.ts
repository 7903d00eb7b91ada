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

/** `destination`, `data.balance_transaction`: every field of an answer that is an id or the object behind it. */
export function expandablePaths(schema: Schema, objects: Objects, depth = 0): readonly string[] {
  if (schema.items !== undefined) return expandablePaths(schema.items, objects, depth);
  if (depth === levelsMax) return [];
  const shapes = schema.fits?.map((name) => objects[name] ?? {}) ?? [schema];
  const paths = shapes.flatMap(({ properties = {} }) =>
    Object.entries(properties).flatMap(([property, value]) => {
      if (isReference(value)) return [property];
      return expandablePaths(value, objects, depth + 1).map((path) => `${property}.${path}`);
    }),
  );
  return [...new Set(paths)];
}

/** docs.stripe.com/expand: `data` of a list is one of them. */
const levelsMax = 4;

function isReference({ type = [], fits }: Schema): boolean {
  return fits !== undefined && typeof type !== "string" && type.includes("string");
}
