import { findContradictions } from "./contradictions.ts";
import { buildEnvironment, type Environment } from "./environment.ts";
import { fault, type Fault } from "./fault.ts";
import { variables, type VariableName } from "./variables.ts";

export type EnvironmentReading =
  | { readonly ok: true; readonly environment: Environment }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/**
 * Parses every variable that Payrun knows and reports every fault at once, contradictions between variables included.
 * An empty value counts as not set, as in most .env and compose files.
 *
 * @param required variables that this program cannot do without, e.g. `["DATABASE_URL"]` for a worker of its own.
 */
export function readEnvironment(
  source: Readonly<Record<string, string | undefined>>,
  required: readonly VariableName[] = [],
): EnvironmentReading {
  const faults: Fault[] = [];
  const given: Record<string, unknown> = {};
  for (const name of Object.keys(variables) as VariableName[]) {
    const value = source[name]?.trim();
    if (!value) {
      if (required.includes(name)) faults.push(fault(name, undefined, "is needed"));
      continue;
    }
    const parsed = variables[name].schema.safeParse(value);
    if (parsed.success) given[name] = parsed.data;
    else faults.push(...parsed.error.issues.map(({ message }) => fault(name, value, message)));
  }
  // `given` holds exactly what the schemas of `variables` made of it.
  faults.push(...findContradictions(given, source));
  return faults.length === 0 ? { ok: true, environment: buildEnvironment(given) } : { ok: false, faults };
}
