import type { RowError, ShownFields, ShownValue } from "./row-result.ts";

type Content = Readonly<Record<string, bigint | Date | ShownValue>>;

/**
 * Compares what is recorded under a `sourceId` with what a call says now, field by field as far as the call names them.
 *
 * @returns null when they agree: the call is a repeat.
 */
export function findContradiction(sourceId: string, stored: Content, sent: Content): RowError | null {
  const before = shownFields(stored);
  const now = shownFields(sent);
  const differing = Object.keys(now).filter((field) => before[field] !== now[field]);
  if (differing.length === 0) return null;
  return {
    code: "source_id_conflict",
    message:
      `sourceId ${sourceId} is recorded with another ${differing.join(", ")}. What is recorded stays; ` +
      "report a correction as a reversal, or send the new fact under an id of its own.",
    stored: pick(before, differing),
    sent: pick(now, differing),
  };
}

export function shownFields(content: Content): ShownFields {
  return Object.fromEntries(Object.entries(content).map(([field, value]) => [field, shown(value)]));
}

function shown(value: bigint | Date | ShownValue): ShownValue {
  if (typeof value === "bigint") return value.toString();
  return value instanceof Date ? value.toISOString() : value;
}

function pick(fields: ShownFields, names: readonly string[]): ShownFields {
  return Object.fromEntries(names.map((name) => [name, fields[name] ?? null]));
}
