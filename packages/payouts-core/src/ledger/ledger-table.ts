import type { JournalEntry } from "./journal-entry.ts";

/**
 * The books as a table that an accountant can review: key, direction, account, amount in minor units, currency; one
 * posting a line, in the order given.
 */
export function ledgerTable(entries: readonly JournalEntry[]): string {
  const rows = entries.flatMap(({ idempotencyKey, postings }) =>
    postings.map(({ direction, account, amountMinor, currency }) => ({
      key: idempotencyKey,
      direction,
      account,
      amount: String(amountMinor),
      currency,
    })),
  );
  const width = (column: "key" | "account" | "amount") => Math.max(...rows.map((row) => row[column].length));
  const [keys, accounts, amounts] = [width("key"), width("account"), width("amount")];
  return rows
    .map(({ key, direction, account, amount, currency }) =>
      [
        key.padEnd(keys),
        direction.padEnd("credit".length),
        account.padEnd(accounts),
        `${amount.padStart(amounts)} ${currency}`,
      ].join("  "),
    )
    .join("\n");
}
