import type { TransferRow } from "../../../state/rows.ts";
import type { World } from "../../../world.ts";
import { formatAmount, formatNumber } from "../format-amount.ts";
import type { Html } from "../../../html.ts";
import { listing } from "../listing.ts";
import { clipped, columns, idLink, instant, pill, table } from "../table.ts";

export const transfers = listing<TransferRow>({
  slug: "transfers",
  title: "Transfers",
  columns: columns(
    "Transfer",
    "Created (UTC)",
    "#Amount",
    "#Reversed",
    "Destination",
    "Group",
    "Idempotency key",
  ),
  filterBy: { name: "group", label: "Transfer group" },
  intro: transferTotals,
  rows: ({ state }, group) => (group === null ? state.transfers.rows : state.transfersOfGroup(group)),
  cells: (_world, row) => [
    idLink(row.id),
    instant(row.created),
    formatAmount(row.amount, row.currency),
    row.amountReversed === 0 ? "–" : [formatAmount(row.amountReversed, row.currency), " ", reversedPill(row)],
    idLink(row.destination),
    clipped(row.transferGroup),
    clipped(row.idempotencyKey),
  ],
  empty: "No transfer was made yet.",
});

function reversedPill({ amount, amountReversed }: TransferRow): Html {
  return amountReversed === amount ? pill("reversed", "bad") : pill("in part", "waits");
}

function transferTotals({ state }: World): Html {
  return table({
    name: "Totals of all transfers",
    columns: columns("Currency", "#Transfers", "#Sent", "#Reversed"),
    rows: [...state.transferTotals.byCurrency].map(([currency, { count, amount, amountReversed }]) => [
      currency.toUpperCase(),
      count.toLocaleString("en-US"),
      formatNumber(amount, currency),
      formatNumber(amountReversed, currency),
    ]),
    empty: "There are no totals before the first transfer.",
  });
}
