import type { z } from "zod";
import { refused, type RowResult } from "./row-result.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const ISSUES_TOLD_MAX = 5;

/** A row that has the shape, with its place in the call. */
export type ParsedRow<Row> = Row & { readonly index: number };

/**
 * Tells the rows that have the shape from those that do not; the latter are refused by index, with the field and what is
 * expected of it.
 *
 * @param instantOf when the row says that it happened. More than a day after `now` is refused: it would be held for
 *   longer than anybody meant, and it is always a wrong clock or unit.
 */
export function parseRows<Row extends { readonly sourceId: string }>(
  schema: z.ZodType<Row>,
  rows: readonly unknown[],
  {
    now,
    instantOf,
  }: { readonly now: Date; readonly instantOf?: (row: Row) => { readonly field: string; readonly at: Date } },
): { readonly parsed: readonly ParsedRow<Row>[]; readonly malformed: readonly RowResult[] } {
  const parsed: ParsedRow<Row>[] = [];
  const malformed: RowResult[] = [];
  for (const [index, input] of rows.entries()) {
    const answer = schema.safeParse(input);
    if (!answer.success) {
      malformed.push(malformedRow(index, input, answer.error.issues));
      continue;
    }
    const happened = instantOf?.(answer.data);
    if (happened !== undefined && happened.at.getTime() > now.getTime() + DAY_MS) {
      malformed.push(
        refused(
          { index, sourceId: answer.data.sourceId },
          {
            code: "malformed",
            field: happened.field,
            message: `${happened.field}: expected an instant that is not more than a day after now (${now.toISOString()})`,
            sent: { [happened.field]: happened.at.toISOString() },
          },
        ),
      );
      continue;
    }
    parsed.push({ ...answer.data, index });
  }
  return { parsed, malformed };
}

function malformedRow(index: number, input: unknown, issues: readonly z.core.$ZodIssue[]): RowResult {
  const told = issues.map(tell);
  const sentences = told
    .slice(0, ISSUES_TOLD_MAX)
    .map(({ field, problem }) => (field === "" ? problem : `${field}: ${problem}`));
  const field = told[0]?.field ?? "";
  return refused(
    { index, sourceId: readableSourceId(input) },
    {
      code: "malformed",
      message: sentences.join("; "),
      ...(field === "" ? {} : { field }),
    },
  );
}

function tell(issue: z.core.$ZodIssue): { readonly field: string; readonly problem: string } {
  if (issue.code === "unrecognized_keys") {
    const [key = ""] = issue.keys;
    return {
      field: [...issue.path.map(String), key].join(".").slice(0, 100),
      problem: "is not a field of this row",
    };
  }
  const field = issue.path.map(String).join(".").slice(0, 100);
  return {
    field,
    problem:
      field === "" && issue.code === "invalid_type"
        ? "expected an object with the row's fields"
        : issue.message,
  };
}

/** Echoed so that the host finds its row; nothing that a log or a screen could not show. */
function readableSourceId(input: unknown): string | null {
  if (
    typeof input !== "object" ||
    input === null ||
    !("sourceId" in input) ||
    typeof input.sourceId !== "string"
  )
    return null;
  return input.sourceId.replaceAll(/[\p{Cc}\p{Cs}]/gu, "\u{fffd}").slice(0, 200);
}
