import { variables, type VariableName } from "./variables.ts";

/** One thing that is wrong with one variable. */
export type Fault = {
  readonly variable: VariableName;
  /** The value as it may be shown: secrets as their length, passwords in URLs masked, "(not set)". */
  readonly value: string;
  readonly problem: string;
  /** A value that would be accepted. */
  readonly example: string;
};

export function fault(variable: VariableName, value: string | undefined, problem: string): Fault {
  return { variable, value: showSafely(variable, value), problem, example: variables[variable].example };
}

/** Every fault at once, one a line, for a person at a terminal. */
export function describeFaults(faults: readonly Fault[]): string {
  const lines = faults.map(
    ({ variable, value, problem, example }) =>
      `  ${variable} ${problem}; it is ${value}, e.g. ${variable}=${example}`,
  );
  const count = faults.length === 1 ? "1 fault" : `${faults.length} faults`;
  return [`${count} in the environment:`, ...lines].join("\n");
}

function showSafely(variable: VariableName, value: string | undefined): string {
  if (value === undefined) return "(not set)";
  if ("secret" in variables[variable]) return `(hidden, ${value.length} characters)`;
  // Everything before the last @ of a URL may be a password, also in a URL that does not parse.
  const masked = value.replace(/\/\/.*@/, "//***@");
  return JSON.stringify(masked.length > 80 ? `${masked.slice(0, 80)}…` : masked);
}
