import type { PayoutRow } from "../../../payouts/payout-rows.ts";
import { platform } from "../../../state/rows.ts";
import { formatAmount } from "../format-amount.ts";
import { listing } from "../listing.ts";
import { columns, idLink, instant, pill, type Tone } from "../table.ts";

const tones: Readonly<Record<PayoutRow["status"], Tone>> = {
  pending: "waits",
  in_transit: "waits",
  paid: "good",
  failed: "bad",
  canceled: "plain",
};

export const payouts = listing<PayoutRow>({
  slug: "payouts",
  title: "Payouts to banks",
  columns: columns("Payout", "Created (UTC)", "#Amount", "State", "Arrives (UTC)", "Of", "To", "Why"),
  rows: ({ state }) => state.payouts.rows,
  cells: (_world, row) => [
    idLink(row.id),
    instant(row.created),
    formatAmount(row.amount, row.currency),
    pill(row.status.replace("_", " "), tones[row.status]),
    instant(row.arrivalDate),
    row.owner === platform ? "the platform" : idLink(row.owner),
    idLink(row.destination),
    row.failureCode ?? (row.automatic ? "by schedule" : "by request"),
  ],
  empty: "Nothing was paid out to a bank yet.",
});
