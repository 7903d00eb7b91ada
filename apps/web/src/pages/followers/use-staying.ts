import { useState } from "react";

/**
 * A list out of which nothing goes while somebody looks at it, however often it is asked anew: what is no longer there stays
 * behind the row that it stood behind. Leaving the page forgets it.
 *
 * @param rows the newest answer; the same array until there is another.
 */
export function useStaying<Row>(rows: readonly Row[], keyOf: (row: Row) => string): readonly Row[] {
  const [seen, setSeen] = useState({ rows, shown: rows });
  if (seen.rows === rows) return seen.shown;
  const shown = withLeft(seen.shown, rows, keyOf);
  setSeen({ rows, shown });
  return shown;
}

function withLeft<Row>(
  before: readonly Row[],
  now: readonly Row[],
  keyOf: (row: Row) => string,
): readonly Row[] {
  const there = new Set(now.map(keyOf));
  const first: Row[] = [];
  const behind = new Map<string, Row[]>();
  let place = first;
  for (const row of before) {
    const key = keyOf(row);
    if (!there.has(key)) {
      place.push(row);
      continue;
    }
    place = [];
    behind.set(key, place);
  }
  return [...first, ...now.flatMap((row) => [row, ...(behind.get(keyOf(row)) ?? [])])];
}
