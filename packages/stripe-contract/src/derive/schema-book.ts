import { relative } from "node:path";
import ts from "typescript-compiler";
import type { Schema } from "../schema.ts";
import { resourcesFolder } from "./official-client.ts";

/** What the alternatives of a type come to. */
type Parts = {
  readonly scalars: Set<string>;
  /** The literals that the type names; what is open to others (`OtherString`) lists its known values all the same. */
  readonly literals: (string | number | boolean)[];
  /** Objects that have a name. */
  readonly names: string[];
  /** Objects that have none, and arrays. */
  readonly inline: Schema[];
  anything: boolean;
};

/**
 * Writes the client's types as JSON schemas: an object is closed (no unknown properties), a property without `?` is
 * required, and a value that Stripe may add to later (`'card' | OtherString`) has to be one of those that are known.
 */
export class SchemaBook {
  readonly objects: Record<string, Schema> = {};
  readonly #checker: ts.TypeChecker;

  constructor(checker: ts.TypeChecker) {
    this.#checker = checker;
  }

  schemaOf(type: ts.Type): Schema {
    const parts: Parts = { scalars: new Set(), literals: [], names: [], inline: [], anything: false };
    for (const each of type.isUnion() ? type.types : [type]) this.#add(each, parts);
    return parts.anything ? {} : written(parts);
  }

  #add(type: ts.Type, parts: Parts): void {
    const { flags } = type;
    if (flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) parts.anything = true;
    else if (flags & ts.TypeFlags.Undefined) return;
    else if (flags & ts.TypeFlags.Null) parts.scalars.add("null");
    else if (type.isStringLiteral() || type.isNumberLiteral()) parts.literals.push(type.value);
    else if (flags & ts.TypeFlags.BooleanLiteral)
      parts.literals.push(this.#checker.typeToString(type) === "true");
    else if (flags & (ts.TypeFlags.String | ts.TypeFlags.TemplateLiteral)) parts.scalars.add("string");
    else if (flags & ts.TypeFlags.Number) parts.scalars.add("number");
    // Travels as text: JSON has no number of that size.
    else if (flags & ts.TypeFlags.BigInt || named(type, "Decimal")) parts.scalars.add("string");
    else if (isOtherString(type)) parts.scalars.add("other");
    else if (flags & ts.TypeFlags.Object || type.isIntersection()) this.#addObject(type, parts);
    else throw new Error(`No schema is known for ${this.#checker.typeToString(type)}`);
  }

  #addObject(type: ts.Type, parts: Parts): void {
    if (this.#checker.isArrayType(type)) {
      parts.inline.push({ type: "array", items: this.schemaOf(this.#argument(type)) });
    } else if (named(type, "ApiList") || named(type, "V2List")) {
      parts.inline.push(this.#closedObject(type));
    } else {
      const name = this.#nameOf(type);
      if (name === null) parts.inline.push(this.#closedObject(type));
      else parts.names.push(this.#entered(name, type));
    }
  }

  /** A name is entered before its properties are read: objects refer to each other in circles. */
  #entered(name: string, type: ts.Type): string {
    if (!(name in this.objects)) {
      this.objects[name] = {};
      const schema = this.#closedObject(type);
      this.objects[name] = name.startsWith("V2/") ? asInV2(name, schema) : schema;
    }
    return name;
  }

  #closedObject(type: ts.Type): Schema {
    const properties: Record<string, Schema> = {};
    const required: string[] = [];
    for (const property of this.#checker.getPropertiesOfType(type)) {
      const name = property.name;
      const propertyType = this.#checker.getTypeOfSymbol(property);
      if (propertyType.getCallSignatures().length > 0 || notSent(propertyType)) continue;
      properties[name] =
        name === "previous_attributes" ? this.#part(propertyType) : exact(name, this.schemaOf(propertyType));
      if (!(property.flags & ts.SymbolFlags.Optional)) required.push(name);
    }
    const others = this.#checker.getIndexInfoOfType(type, ts.IndexKind.String);
    return {
      type: "object",
      properties,
      required,
      additionalProperties: others === undefined ? false : this.schemaOf(others.type),
    };
  }

  /** `Partial<Account>` in the types, in truth also the part of a part that changed. */
  #part(type: ts.Type): Schema {
    const given = this.#checker.getNonNullableType(type);
    const whole = given.aliasSymbol?.name === "Partial" ? given.aliasTypeArguments?.[0] : undefined;
    const { fits } = whole === undefined ? {} : this.schemaOf(whole);
    return fits === undefined ? { type: "object" } : { type: "object", fitsInPart: fits };
  }

  #argument(type: ts.Type): ts.Type {
    const [argument] = this.#checker.getTypeArguments(type as ts.TypeReference);
    if (argument === undefined) throw new Error(`${this.#checker.typeToString(type)} has no type argument`);
    return argument;
  }

  /** `Account.Requirements`, with its folder where it is not one of the first version's: `V2/Core/Accounts:Account`. */
  #nameOf(type: ts.Type): string | null {
    const symbol = type.getSymbol();
    const declaration = symbol?.declarations?.[0];
    if (symbol === undefined || declaration === undefined || symbol.name.startsWith("__")) return null;
    const names: string[] = [];
    for (let node: ts.Node = declaration; !ts.isSourceFile(node); node = node.parent) {
      if (ts.isInterfaceDeclaration(node) || ts.isModuleDeclaration(node)) names.unshift(node.name.text);
    }
    const file = relative(resourcesFolder, declaration.getSourceFile().fileName).replace(".d.ts", "");
    return `${file.includes("/") && !file.startsWith("..") ? `${file}:` : ""}${names.join(".")}`;
  }
}

function written({ scalars, literals, names, inline }: Parts): Schema {
  const texts = literals.filter((value) => typeof value === "string");
  const flags = literals.filter((value) => typeof value === "boolean");
  const rest: Parts["literals"] = literals.filter((value) => typeof value === "number");
  const anyText = scalars.has("string") || (scalars.has("other") && texts.length === 0);
  scalars.delete("other");
  if (flags.length === 2) scalars.add("boolean");
  else rest.push(...flags);
  const known = anyText ? rest : [...texts, ...rest];
  const onlyLiterals = [...scalars].every((name) => name === "null") && names.length + inline.length === 0;
  if (onlyLiterals && known.length > 0) {
    const [only] = known;
    if (known.length === 1 && !scalars.has("null") && only !== undefined) return { const: only };
    return { enum: scalars.has("null") ? [...known, null] : known };
  }
  if (rest.length > 0 && !anyText) throw new Error(`Mixed literals: ${JSON.stringify(literals)}`);
  const types = new Set([...scalars, ...(texts.length > 0 ? ["string"] : [])]);
  if (names.length > 0) types.add("object");
  for (const { type } of inline) types.add(String(type));
  if (inline.length > new Set(inline.map(({ type }) => type)).size)
    throw new Error("Two objects without a name");
  const [first, ...more] = types;
  return Object.assign(
    {},
    ...inline,
    { type: more.length === 0 && first !== undefined ? first : [...types] },
    texts.length > 0 && !anyText ? { texts } : {},
    names.length > 0 ? { fits: names } : {},
  ) as Schema;
}

/**
 * What the types of `/v2` leave unsaid: what is not shown in full is null where it could be left out
 * (docs.stripe.com/api-includable-response-values), and a list's `next_page_url` adds `page` to the parameters
 * (docs.stripe.com/api-v2-overview#list-pagination).
 */
function asInV2(name: string, { properties = {}, required = [], ...schema }: Schema): Schema {
  if (name.endsWith("ListParams"))
    return { ...schema, properties: { ...properties, page: { type: "string" } }, required };
  if (name.includes("Params")) return { ...schema, properties, required };
  const entries = Object.entries(properties).map(([property, each]) => [
    property,
    required.includes(property) ? each : orNull(each),
  ]);
  return { ...schema, properties: Object.fromEntries(entries) as Record<string, Schema>, required };
}

function orNull({ type, const: constant, enum: known, ...schema }: Schema): Schema {
  if (constant !== undefined) return { enum: [constant, null] };
  if (known !== undefined) return { enum: [...known, null] };
  return type === undefined ? schema : { ...schema, type: [...new Set([type, "null"].flat())] };
}

/** All that may have a fraction; every other number is an integer (Stripe's OpenAPI description of 2024-04-10). */
const fractions: ReadonlySet<string> = new Set(["exchange_rate", "percent_ownership"]);

/** TypeScript has one kind of number. */
function exact(name: string, schema: Schema): Schema {
  if (fractions.has(name)) return schema;
  const { type, items } = schema;
  const exactType = (each: string): string => (each === "number" ? "integer" : each);
  return {
    ...schema,
    ...(type === undefined ? {} : { type: typeof type === "string" ? exactType(type) : type.map(exactType) }),
    ...(items === undefined ? {} : { items: exact(name, items) }),
  };
}

function named(type: ts.Type, name: string): boolean {
  return type.getSymbol()?.name === name;
}

/** `deleted?: void`: there only to tell two types apart. */
function notSent(type: ts.Type): boolean {
  const types = type.isUnion() ? type.types : [type];
  return types.every(({ flags }) => (flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void)) !== 0);
}

/** `string & Record<never, never>`: how the client marks a value that Stripe may add to. */
function isOtherString(type: ts.Type): boolean {
  return type.isIntersection() && type.types.some(({ flags }) => (flags & ts.TypeFlags.String) !== 0);
}
