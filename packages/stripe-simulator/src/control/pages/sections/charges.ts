import type { ChargeRow } from "../../../charges/charge-rows.ts";
import { platform } from "../../../state/rows.ts";
import { formatAmount } from "../format-amount.ts";
import type { Html } from "../../../html.ts";
import { listing } from "../listing.ts";
import { columns, idLink, instant, pill } from "../table.ts";

export const charges = listing<ChargeRow>({
  slug: "charges",
  title: "Charges",
  columns: columns("Charge", "Created (UTC)", "#Amount", "State", "#Refunded", "Of", "Group"),
  rows: ({ state }) => state.charges.rows,
  cells: (_world, row) => [
    idLink(row.id),
    instant(row.created),
    formatAmount(row.amount, row.currency),
    stateOf(row),
    row.amountRefunded === 0 ? "–" : formatAmount(row.amountRefunded, row.currency),
    row.owner === platform ? "the platform" : idLink(row.owner),
    row.transferGroup,
  ],
  empty: "No card was charged yet.",
});

function stateOf({ decline, captured }: ChargeRow): Html {
  if (decline !== null) return pill(`declined: ${decline.declineCode ?? decline.code}`, "bad");
  return captured ? pill("succeeded", "good") : pill("not captured", "waits");
}
