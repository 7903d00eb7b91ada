import type { LoggedRequest } from "../../../protocol/request-log.ts";
import { html, type Content } from "../../../html.ts";
import { listing } from "../listing.ts";
import { clipped, columns, pill, type Tone } from "../table.ts";

export const requests = listing<LoggedRequest>({
  slug: "requests",
  title: "Requests",
  columns: columns("At (UTC)", "Answer", "Call", "Code", "Idempotency key", "Account", "Request"),
  filterBy: { name: "key", label: "Idempotency key" },
  rows: (world, key) =>
    world.requests
      .latest(1000)
      .filter(({ idempotencyKey }) => key === null || idempotencyKey?.includes(key) === true)
      .toReversed(),
  cells: (_world, row) => [
    html`<time datetime="${row.at}">${row.at.slice(0, 19).replace("T", " ")}</time>`,
    answerOf(row),
    html`<span class="call">${row.method} ${row.path}</span>`,
    row.code,
    keyLink(row.idempotencyKey),
    row.account,
    html`<span class="id">${row.id}</span>`,
  ],
  empty: "Nobody called Stripe’s API since the start.",
});

function answerOf({ status, replayed, fault }: LoggedRequest): Content {
  return [
    status === null ? pill("none", "bad") : pill(String(status), toneOf(status)),
    replayed ? pill("replayed", "waits") : null,
    fault === null ? null : pill(`fault ${fault}`, "bad"),
  ];
}

function toneOf(status: number): Tone {
  if (status < 400) return "good";
  return status < 500 ? "waits" : "bad";
}

function keyLink(key: string | null): Content {
  return key === null
    ? null
    : html`<a href="/browse/requests?key=${encodeURIComponent(key)}">${clipped(key)}</a>`;
}
