import { renderBalance } from "../balance/render-balance.ts";
import { platform } from "../state/rows.ts";
import type { World } from "../world.ts";

const shown = 25;

/** The page at `/`: what is inside, at a glance. */
export function renderPage(world: World): string {
  const { state } = world;
  const balance = renderBalance(state, platform, "usd");
  return page([
    section(
      "Platform balance",
      ["currency", "available", "pending"],
      balance.available.map(({ currency, amount }) => [
        currency.toUpperCase(),
        amount,
        balance.pending.find((pending) => pending.currency === currency)?.amount ?? 0,
      ]),
    ),
    section(
      "Transfers",
      ["currency", "count", "amount", "reversed"],
      [...state.transferTotals].map(([currency, total]) => [
        currency.toUpperCase(),
        total.count,
        total.amount,
        total.amountReversed,
      ]),
    ),
    section(
      "Counts",
      ["accounts", "events", "to deliver", "saved answers", "requests", "rate limited", "replays"],
      [
        [
          state.accounts.rows.length,
          state.events.rows.length,
          state.deliveries.size,
          state.savedAnswers.size,
          world.requests.counts.requests,
          world.requests.counts.rateLimited,
          world.requests.counts.replays,
        ],
      ],
    ),
    section(
      "Last transfers",
      ["id", "created", "amount", "currency", "destination", "transfer group"],
      state.transfers.rows
        .slice(-shown)
        .toReversed()
        .map((row) => [
          row.id,
          instant(row.created),
          row.amount,
          row.currency.toUpperCase(),
          row.destination,
          row.transferGroup ?? "",
        ]),
    ),
    section(
      "Last requests",
      ["at", "method", "path", "status", "code", "idempotency key", "fault"],
      world.requests
        .latest(shown)
        .map((request) => [
          request.at,
          request.method,
          request.path,
          `${request.status ?? "none"}${request.replayed ? " (replayed)" : ""}`,
          request.code ?? "",
          request.idempotencyKey ?? "",
          request.fault ?? "",
        ]),
    ),
  ]);
}

function instant(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}

function section(
  title: string,
  columns: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string {
  const cells = (values: readonly (string | number)[], tag: string) =>
    `<tr>${values.map((value) => `<${tag}>${escape(String(value))}</${tag}>`).join("")}</tr>`;
  const body =
    rows.length === 0
      ? `<tr><td colspan="${columns.length}">none</td></tr>`
      : rows.map((row) => cells(row, "td")).join("");
  return `<h2>${title}</h2><table><thead>${cells(columns, "th")}</thead><tbody>${body}</tbody></table>`;
}

function page(sections: readonly string[]): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Stripe simulator</title><style>
body{font:14px/1.5 system-ui,sans-serif;margin:2rem;color:#1a1f36}h1{font-size:1.4rem}h2{font-size:1rem;margin:1.5rem 0 .3rem}
table{border-collapse:collapse}th,td{text-align:left;padding:.2rem .8rem .2rem 0;border-bottom:1px solid #e3e8ee;font-variant-numeric:tabular-nums}
th{font-weight:600;color:#697386}</style></head><body><h1>Stripe simulator</h1>
<p>No money moves here. Amounts are in Stripe’s smallest unit of each currency. API: <code>/__simulator</code></p>${sections.join("")}</body></html>`;
}

function escape(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
