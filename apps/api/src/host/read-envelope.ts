import { apiError, type ApiErrorBody } from "../api-error.ts";

/** More rows than this are refused whole: a call is one transaction. */
export const ROWS_MAX = 1_000;

export type Envelope =
  | { readonly ok: true; readonly rows: readonly unknown[] }
  | { readonly ok: false; readonly status: 400 | 413; readonly body: ApiErrorBody };

/** Takes the rows out of `{"earnings": […]}` or a bare array. The rows themselves are judged one by one later. */
export function readEnvelope(body: unknown, name: string): Envelope {
  const rows = rowsOf(body, name);
  if (rows === null) {
    return refuse(
      400,
      "malformed_body",
      `expected {"${name}": [ … ]} or a bare array of rows, and nothing else`,
    );
  }
  if (rows.length === 0) return refuse(400, "no_rows", `expected at least one row in "${name}"`);
  if (rows.length > ROWS_MAX) {
    const message = `the call has ${rows.length} rows, and ${ROWS_MAX} is the most: nothing was done, send it in parts`;
    return refuse(413, "too_many_rows", message, { rows: rows.length, rowsMax: ROWS_MAX });
  }
  return { ok: true, rows };
}

function rowsOf(body: unknown, name: string): readonly unknown[] | null {
  if (isRows(body)) return body;
  if (typeof body !== "object" || body === null) return null;
  const fields = new Map<string, unknown>(Object.entries(body));
  const rows = fields.get(name);
  return fields.size === 1 && isRows(rows) ? rows : null;
}

function isRows(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function refuse(
  status: 400 | 413,
  code: string,
  message: string,
  details: Readonly<Record<string, unknown>> = {},
): Envelope {
  return { ok: false, status, body: apiError(code, message, details) };
}
