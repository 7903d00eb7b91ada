import { z } from "zod";

const CURSOR_CHARACTERS_MAX = 600;

/**
 * A place in a list: the sort key of the last row of a page, opaque to whoever carries it. Anything that we did not hand
 * out is refused by the schema, before a store sees it.
 *
 * @param key the sort key's columns, as JSON carries them.
 */
export function pageCursor<Key extends z.ZodType<readonly (string | number)[]>>(key: Key) {
  return {
    input: z
      .string()
      .max(CURSOR_CHARACTERS_MAX)
      .regex(/^[\w-]+$/)
      .transform((text, context): z.output<Key> => {
        const parsed = key.safeParse(parseJson(Buffer.from(text, "base64url").toString()));
        if (parsed.success) return parsed.data;
        context.addIssue({ code: "custom", message: "expected a cursor of an earlier page" });
        return z.NEVER;
      })
      .describe("The `nextCursor` of the page before; absent: the first page."),
    of: (values: z.output<Key>): string => Buffer.from(JSON.stringify(values)).toString("base64url"),
  };
}

/** The cursor of lists that are ordered by an instant and, within it, by id. */
export const instantCursor = pageCursor(z.tuple([z.iso.datetime(), z.uuid()]).readonly());

export const pageLimit = z.int().min(1).max(100).default(25).describe("Rows at most.");

export const nextCursor = z.string().nullable().describe("Null: this is the last page.");

/** The rows of a page out of one row more than it holds, and the cursor when there is one more. */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  cursorOf: (last: Row) => string,
): { readonly rows: Row[]; readonly nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
