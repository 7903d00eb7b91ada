import type { AccountRow } from "../../../state/rows.ts";
import type { World } from "../../../world.ts";
import { formatAmount } from "../format-amount.ts";
import { type Content, html, type Html } from "../../../html.ts";
import { listing } from "../listing.ts";
import { columns, idLink, instant, pill } from "../table.ts";

export const accounts = listing<AccountRow>({
  slug: "accounts",
  title: "Connected accounts",
  columns: columns(
    "Account",
    "Created (UTC)",
    "API",
    "Country",
    "Transfers",
    "Payouts",
    "Requirements",
    "#Available",
    "#Pending",
  ),
  rows: ({ state }) => state.accounts.rows,
  cells: (world, row) => [
    idLink(row.id),
    instant(row.created),
    `v${row.apiGeneration}`,
    row.country,
    transfersPill(row),
    row.payoutsEnabled ? pill("enabled", "good") : pill("not enabled", "waits"),
    requirementsOf(row),
    ...balances(world, row.id),
  ],
  empty: "No account is connected yet.",
});

function transfersPill({ capabilities, closed, deleted }: AccountRow): Html {
  if (deleted) return pill("deleted", "bad");
  if (closed) return pill("closed", "bad");
  const status = capabilities["transfers"];
  if (status === undefined) return pill("not requested", "plain");
  return pill(status, status === "active" ? "good" : "waits");
}

function requirementsOf({ requirements }: AccountRow): Content {
  const { currentlyDue, pastDue, pendingVerification, disabledReason } = requirements;
  const counts = [
    pastDue.length > 0 ? `${pastDue.length} past due` : null,
    currentlyDue.length > 0 ? `${currentlyDue.length} due` : null,
    pendingVerification.length > 0 ? `${pendingVerification.length} in review` : null,
    disabledReason,
  ].filter((text) => text !== null);
  return counts.length === 0 ? "none" : counts.join(", ");
}

function balances({ state }: World, account: string): Content[] {
  const rows = state.balancesOf(account);
  if (rows.length === 0) return ["–", "–"];
  const lines = (amountOf: (row: (typeof rows)[number]) => number): Content =>
    rows.map((row) => html`<span class="line">${formatAmount(amountOf(row), row.currency)}</span>`);
  return [lines(({ available }) => available), lines(({ pending }) => pending)];
}
