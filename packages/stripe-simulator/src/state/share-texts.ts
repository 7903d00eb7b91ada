import type { TransferRow } from "./rows.ts";
import type { OrderedTable } from "./table.ts";
import type { TextPool } from "./text-pool.ts";

type Row = { readonly id: string; readonly [field: string]: unknown };

/** Texts that are the same in most rows, by the name of their field. */
const repeated = ["type", "endpoint", "object", "owner"] as const;

/**
 * A row read from disk with its texts held once: those that most rows have, and those that an event or a saved answer has
 * from its transfer. A million transfers then take two thirds of the memory.
 */
export function sharingTexts(transfers: OrderedTable<TransferRow>, pool: TextPool, row: Row): Row {
  const texts: Record<string, unknown> = {};
  for (const field of repeated) {
    const text = row[field];
    if (typeof text === "string") texts[field] = pool.share(text);
  }
  const transfer = typeof row["transfer"] === "string" ? transfers.get(row["transfer"]) : undefined;
  if (transfer !== undefined) {
    texts["transfer"] = transfer.id;
    if (row["requestId"] === transfer.requestId) texts["requestId"] = transfer.requestId;
    for (const field of ["id", "idempotencyKey"]) {
      if (transfer.idempotencyKey !== null && row[field] === transfer.idempotencyKey)
        texts[field] = transfer.idempotencyKey;
    }
  }
  return Object.assign(row, texts);
}
