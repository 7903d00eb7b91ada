import { platform, type BalanceRow } from "../../../state/rows.ts";
import type { World } from "../../../world.ts";
import { formatAmount, formatNumber } from "../format-amount.ts";
import { html, type Html } from "../../../html.ts";
import { columns, idLink, table } from "../table.ts";

/** How many of the newest balances are looked at, and how many are shown. */
const lookedAtMax = 5000;
const shownMax = 20;

export function platformBalance({ state }: World): Html {
  return table({
    name: "Balance of the platform",
    columns: columns("Currency", "#Available", "#Pending", "#Reserved"),
    rows: state
      .balancesOf(platform)
      .map((row) => [
        row.currency.toUpperCase(),
        formatNumber(row.available, row.currency),
        formatNumber(row.pending, row.currency),
        formatNumber(row.reserved, row.currency),
      ]),
    empty: "The platform has no money yet: top it up, or charge a test card.",
  });
}

/** Those that hold money or owe it: negative ones first, as the platform is liable for them. */
export function connectedBalances({ state }: World): Html {
  const { rows } = state.balances;
  const held: BalanceRow[] = [];
  const owed: BalanceRow[] = [];
  for (let at = rows.length - 1; at >= Math.max(0, rows.length - lookedAtMax); at -= 1) {
    const row = rows[at];
    if (row === undefined || row.owner === platform) continue;
    if (row.available < 0 || row.pending < 0) owed.push(row);
    else if ((row.available > 0 || row.pending > 0) && held.length < shownMax) held.push(row);
  }
  const shown = [...owed, ...held].slice(0, shownMax);
  return html`${table({
    name: "Balances of connected accounts",
    columns: columns("Account", "#Available", "#Pending"),
    rows: shown.map((row) => [
      idLink(row.owner),
      formatAmount(row.available, row.currency),
      formatAmount(row.pending, row.currency),
    ]),
    empty: "No connected account holds money or owes any.",
  })}${note(shown.length, rows.length)}`;
}

function note(shown: number, all: number): Html | null {
  if (all > lookedAtMax) {
    return html`<p class="note">
      From the ${lookedAtMax.toLocaleString("en-US")} newest of ${all.toLocaleString("en-US")} balances.
    </p>`;
  }
  return shown === shownMax
    ? html`<p class="note">The ${shownMax} newest that are not zero; debts first.</p>`
    : null;
}
