import type { SchemaField } from "./schema-fields.ts";

/** The fields of an input or an output; no lines when there are none. */
export function fieldTable(title: string, fields: readonly SchemaField[]): readonly string[] {
  if (fields.length === 0) return [];
  const rows = fields.map(({ path, type, isOptional, description }) => [
    path === "" ? "(the whole)" : `\`${path}\`${isOptional ? " (optional)" : ""}`,
    cell(type),
    cell(description),
  ]);
  return ["", ...table([title, "Type", "Meaning"], rows)];
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)];
}

/** A bar would end the cell. */
export function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}
