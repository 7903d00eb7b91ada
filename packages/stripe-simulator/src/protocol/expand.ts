import { badRequest } from "./api-error.ts";
import { itemsOf, listOf, type RawValue, text } from "./parameters/parameter.ts";
import type { State } from "../state/state.ts";
import type { StripeObject } from "./stripe-object.ts";

/** The fields of an object that hold an id which can be replaced by the object, and what it can expand in turn. */
export type ExpandableObject = { readonly [field: string]: () => ExpandableObject };

/** What `expand` reaches from a list: `data.destination`. */
export function expandableList(item: ExpandableObject): ExpandableObject {
  return { data: () => item };
}

/** A field of a kind that is not simulated: Stripe expands it, and here it is null or stays the id that was given. */
export const notSimulated = (): ExpandableObject => ({});

/** Shows the object behind an id; undefined when the simulator does not know it. */
export type Lookup = (id: string) => StripeObject | undefined;

/** The same by the prefix of the id: `tr` for `tr_…`. */
export type Lookups = Readonly<Record<string, (state: State, id: string) => StripeObject | undefined>>;

const maxLevels = 4;

/**
 * Reads `expand[]`. Throws 400 for what cannot be expanded, and for more than four levels (`data` of a list is one of
 * them: stripe-java#2011), so that a bad `expand` refuses a POST before it has an effect.
 */
export function readExpand(raw: RawValue, expandable: ExpandableObject | null): string[][] {
  if (raw === undefined) return [];
  if (raw !== "" && itemsOf(raw) === null) throw badRequest(undefined, "Invalid array", "expand");
  return listOf(text())(raw, "expand").map((path) => {
    const fields = path.split(".");
    if (fields.length > maxLevels) {
      throw badRequest(
        undefined,
        `You cannot expand more than ${maxLevels} levels of a property. Property: ${path}`,
        "expand",
      );
    }
    if (!reaches(expandable, fields)) {
      const hint = reaches(expandable, ["data", ...fields])
        ? ` You may want to try expanding 'data.${path}' instead.`
        : "";
      throw badRequest(undefined, `This property cannot be expanded (${path}).${hint}`, "expand");
    }
    return fields;
  });
}

function reaches(from: ExpandableObject | null, fields: readonly string[]): boolean {
  let object = from;
  for (const field of fields) {
    const next = object !== null && Object.hasOwn(object, field) ? object[field] : undefined;
    if (next === undefined) return false;
    object = next();
  }
  return true;
}

/** The object with the ids at `paths` replaced by what they name. */
export function expand(object: StripeObject, paths: readonly string[][], lookup: Lookup): StripeObject {
  return paths.reduce((expanded, path) => expandPath(expanded, path, lookup) as StripeObject, object);
}

function expandPath(value: unknown, [field, ...rest]: readonly string[], lookup: Lookup): unknown {
  if (field === undefined) return value;
  if (typeof value !== "object" || value === null) return value;
  const inner = fieldOf(value as StripeObject, field, lookup);
  if (inner === undefined) return value;
  const found = typeof inner === "string" ? (lookup(inner) ?? inner) : inner;
  const next = Array.isArray(found)
    ? found.map((item: unknown) => expandPath(item, rest, lookup))
    : expandPath(found, rest, lookup);
  return { ...value, [field]: next };
}

/** Some fields are only there when they are asked for: a look-up knows them as `ch_…#refunds`. */
function fieldOf(object: StripeObject, field: string, lookup: Lookup): unknown {
  if (field in object) return object[field];
  return typeof object["id"] === "string" ? lookup(`${object["id"]}#${field}`) : undefined;
}
