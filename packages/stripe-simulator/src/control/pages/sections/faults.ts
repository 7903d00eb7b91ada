import type { World } from "../../../world.ts";
import { html, type Html } from "../../../html.ts";
import { columns, table } from "../table.ts";

/** The faults that are switched on, of calls and of deliveries. */
export function faultTable(world: World): Html {
  const ofCalls = world.faults.list().map(({ rule, seen, fired }) => ({ rule, seen, fired, of: "calls" }));
  const ofDeliveries = world.deliveryFaults
    .list()
    .map(({ rule, seen, fired, held }) => ({ rule, seen, fired, of: `deliveries, ${held.length} held` }));
  return table({
    name: "Faults that are switched on",
    columns: columns("Kind", "Hits", "Where", "When", "#Struck", "#Seen"),
    rows: [...ofCalls, ...ofDeliveries].map(({ rule, seen, fired, of }) => [
      rule.kind,
      of,
      html`<span class="long">${whereOf(rule.match)}</span>`,
      html`<span class="long">${whenOf(rule)}</span>`,
      fired,
      seen,
    ]),
    empty: "No fault is switched on: Stripe is healthy.",
  });
}

function whenOf(rule: {
  readonly probability: number;
  readonly seed: number;
  readonly nth: number | null;
  readonly everyNth?: number | null;
  readonly after?: number;
  readonly count: number | null;
}): string {
  const { everyNth = null, after = 0 } = rule;
  const parts = [
    rule.nth === null ? null : `number ${rule.nth}`,
    everyNth === null ? null : `one in ${everyNth}`,
    after === 0 ? null : `after the first ${after}`,
    rule.probability < 1 ? `${Math.round(rule.probability * 100)} %, seed ${rule.seed}` : null,
    rule.count === null ? null : `${rule.count} at most`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? "always" : parts.join(", ");
}

function whereOf(match: object): string {
  const parts = Object.entries(match).map(
    ([name, value]) => `${name} ${typeof value === "string" ? value : JSON.stringify(value)}`,
  );
  return parts.length === 0 ? "everywhere" : parts.join(", ");
}
