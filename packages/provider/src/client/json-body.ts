/** The fields of a JSON object; none for anything else. */
export function fieldsOf(body: unknown): Readonly<Record<string, unknown>> {
  return typeof body === "object" && body !== null && !Array.isArray(body) ? { ...body } : {};
}

/** Whether these fields of a JSON object are all texts that say something. */
export function hasTexts(body: unknown, names: readonly string[]): body is Readonly<Record<string, unknown>> {
  const fields = fieldsOf(body);
  return names.every((name) => typeof fields[name] === "string" && fields[name] !== "");
}

/** The start of a body that could not be read, for the log. */
export function excerptOf(body: unknown): string {
  return (JSON.stringify(body) ?? "nothing").slice(0, 500);
}
