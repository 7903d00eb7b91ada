import { Ajv, type ErrorObject, type FuncKeywordDefinition, type ValidateFunction } from "ajv";
import type { Schema } from "../schema.ts";

export type Fault = {
  /** `/data/0/reversed` */
  readonly path: string;
  /** `must be boolean, is string` */
  readonly says: string;
  /** It is only that something is not there. */
  readonly isAbsence: boolean;
};

type DataContext = { readonly instancePath: string };
type Found = ErrorObject & { readonly fault: Fault };

/**
 * Checks values against the contract's schemas. Each named object is compiled by itself when it is first met, so that a
 * transfer costs the compiling of what a transfer shows, and not of everything that could be expanded from it.
 */
export class ObjectChecker {
  readonly #objects: Readonly<Record<string, Schema>>;
  readonly #ajv: Ajv;
  readonly #compiled = new Map<string, ValidateFunction>();
  readonly #constantsOf = new Map<string, readonly (readonly [property: string, constant: unknown])[]>();

  constructor(objects: Readonly<Record<string, Schema>>) {
    this.#objects = objects;
    this.#ajv = new Ajv({
      allErrors: true,
      allowUnionTypes: true,
      verbose: true,
      // The schemas are written by this package: to check them too would take longer than to use them.
      meta: false,
      validateSchema: false,
    });
    this.#ajv.addKeyword({
      keyword: "texts",
      type: "string",
      schemaType: "array",
      macro: (texts: readonly string[]) => ({ enum: texts }),
    });
    this.#ajv.addKeyword(this.#keyword("fits", (faults) => faults));
    // What was absent before is shown as null (docs.stripe.com/api/events/object, `previous_attributes`).
    this.#ajv.addKeyword(
      this.#keyword("fitsInPart", (faults) => faults.filter(({ isAbsence }) => !isAbsence)),
    );
  }

  /** A check of many values; what it finds has paths that begin with `/`, or none for the value itself. */
  compile(schema: Schema): (value: unknown) => readonly Fault[] {
    const validate = this.#ajv.compile(schema);
    return (value) => (validate(value) ? [] : faultsOf(validate));
  }

  /** What is wrong with `value` as one of the objects `names`: as the one that it says to be, or is closest to. */
  faults(value: object, names: readonly string[]): readonly Fault[] {
    const [first = "", ...others] = this.#likeliest(value, names);
    const strangers = this.#strangers(value, first, names);
    if (strangers.length > 0) return strangers;
    let fewest = this.#faultsAs(value, first);
    for (const name of others) {
      const faults = this.#faultsAs(value, name);
      if (faults.length < fewest.length) fewest = faults;
    }
    return fewest;
  }

  #faultsAs(value: object, name: string): readonly Fault[] {
    const validate = this.#validator(name);
    return validate(value) ? [] : faultsOf(validate);
  }

  #keyword(
    keyword: "fits" | "fitsInPart",
    relevant: (faults: readonly Fault[]) => readonly Fault[],
  ): FuncKeywordDefinition {
    const validate = (
      names: readonly string[],
      data: object,
      _schema?: unknown,
      context?: DataContext,
    ): boolean => {
      const faults = relevant(this.faults(data, names));
      Object.assign(validate, { errors: faults.map((fault) => carried(fault, context?.instancePath ?? "")) });
      return faults.length === 0;
    };
    return { keyword, type: "object", schemaType: "array", errors: "full", validate };
  }

  #validator(name: string): ValidateFunction {
    const known = this.#compiled.get(name);
    if (known !== undefined) return known;
    const schema = this.#objects[name];
    if (schema === undefined) throw new Error(`The contract has no object ${name}`);
    const compiled = this.#ajv.compile(schema);
    this.#compiled.set(name, compiled);
    return compiled;
  }

  /** Of several objects, those whose constants (`object`, `type`, `deleted`) the value shares most. */
  #likeliest(value: object, names: readonly string[]): readonly string[] {
    if (names.length < 2) return names;
    const likenesses = names.map((name) => this.#likeness(value, name));
    const best = Math.max(...likenesses);
    return names.filter((_, index) => likenesses[index] === best);
  }

  #likeness(value: object, name: string): number {
    const likenesses = this.#constants(name).map(([property, constant]) =>
      Reflect.get(value, property) === constant ? 1 : -1,
    );
    return likenesses.reduce<number>((sum, each) => sum + each, 0);
  }

  /** An object that is of another kind has one fault, not one for each of its fields. */
  #strangers(value: object, name: string, names: readonly string[]): readonly Fault[] {
    const strangers = this.#constants(name).filter(
      ([property, constant]) => property in value && Reflect.get(value, property) !== constant,
    );
    return strangers.map(([property]) => {
      const constants = names.flatMap((each) =>
        this.#constants(each).filter(([other]) => other === property),
      );
      const known = [...new Set(constants.map(([, constant]) => constant))];
      const says = `must be ${listed(known)}, is ${shown(Reflect.get(value, property))}`;
      return { path: `/${property}`, says, isAbsence: false };
    });
  }

  #constants(name: string): readonly (readonly [property: string, constant: unknown])[] {
    const known = this.#constantsOf.get(name);
    if (known !== undefined) return known;
    const { properties = {}, required = [] } = this.#objects[name] ?? {};
    const constants = required.flatMap((property) => {
      const constant = properties[property]?.const;
      return constant === undefined ? [] : [[property, constant] as const];
    });
    this.#constantsOf.set(name, constants);
    return constants;
  }
}

function carried(fault: Fault, at: string): Partial<Found> {
  return { keyword: "fits", instancePath: at, fault: { ...fault, path: at + fault.path } };
}

function faultsOf({ errors }: ValidateFunction): readonly Fault[] {
  return (errors ?? []).flatMap((error) => ("fault" in error ? [(error as Found).fault] : faultOf(error)));
}

function faultOf({ keyword, instancePath, params, message, data }: ErrorObject): Fault | readonly Fault[] {
  const fault = (path: string, says: string, isAbsence = false): Fault => ({ path, says, isAbsence });
  switch (keyword) {
    // Says only that the `enum` has failed that it stands for.
    case "texts":
      return [];
    case "required":
      return fault(`${instancePath}/${params["missingProperty"]}`, "is missing", true);
    case "additionalProperties":
      return fault(`${instancePath}/${params["additionalProperty"]}`, "is not known");
    case "type":
      return fault(
        instancePath,
        `must be ${String(params["type"]).replaceAll(",", " or ")}, is ${typeOf(data)}`,
        data === null,
      );
    case "const":
      return fault(instancePath, `must be ${JSON.stringify(params["allowedValue"])}, is ${shown(data)}`);
    case "enum":
      return fault(
        instancePath,
        `must be ${listed(params["allowedValues"])}, is ${shown(data)}`,
        data === null,
      );
    default:
      return fault(instancePath, `${message ?? keyword}, is ${shown(data)}`);
  }
}

function typeOf(data: unknown): string {
  if (data === null) return "null";
  return Array.isArray(data) ? "array" : typeof data;
}

function shown(data: unknown): string {
  return typeof data === "object" && data !== null ? typeOf(data) : JSON.stringify(data);
}

function listed(values: unknown): string {
  const texts = (values as readonly unknown[]).map((value) => JSON.stringify(value));
  if (texts.length > 8) return `one of ${texts.length} known values (${texts.slice(0, 4).join(", ")}, …)`;
  return texts.length > 1 ? `one of ${texts.join(", ")}` : texts.join("");
}
