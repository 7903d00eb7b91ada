import type { ServiceFigures } from "@payrun/db";
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "@prometheus-io/client";

export type ApiMetrics = ReturnType<typeof createApiMetrics>;

/** What this process counts, and the gauges that a scrape fills from the database. One registry per API. */
export function createApiMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    requests: new Histogram({
      name: "payrun_http_request_duration_seconds",
      help: "Duration of HTTP requests, by route and status.",
      labelNames: ["method", "route", "status"],
      buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers,
    }),
    webhooks: new Counter({
      name: "payrun_webhooks_total",
      help: "Webhook deliveries, by endpoint and what became of them.",
      labelNames: ["endpoint", "result"],
      registers,
    }),
    rows: new Counter({
      name: "payrun_intake_rows_total",
      help: "Rows of /v1, by kind and result.",
      labelNames: ["kind", "result"],
      registers,
    }),
    figures: figureGauges(registers),
  };
}

function figureGauges(registers: Registry[]) {
  return {
    databaseUp: new Gauge({
      name: "payrun_database_up",
      help: "1 when the scrape reached the database.",
      registers,
    }),
    batches: new Gauge({
      name: "payrun_batches",
      help: "Payout batches, by status.",
      labelNames: ["status"],
      registers,
    }),
    items: new Gauge({
      name: "payrun_items",
      help: "Payout items, by status.",
      labelNames: ["status"],
      registers,
    }),
    alarms: new Gauge({
      name: "payrun_open_alarms",
      help: "Open alarms, by kind.",
      labelNames: ["kind"],
      registers,
    }),
    findings: new Gauge({
      name: "payrun_open_findings",
      help: "Open differences between the books and Stripe, by kind.",
      labelNames: ["kind"],
      registers,
    }),
    cashDifference: new Gauge({
      name: "payrun_cash_difference_minor",
      help: "platform:cash less Stripe's balance at the last comparison, in minor units.",
      labelNames: ["currency"],
      registers,
    }),
    outboxUnsent: new Gauge({
      name: "payrun_outbox_unsent",
      help: "Staged jobs and mails not relayed yet.",
      registers,
    }),
    outboxLag: new Gauge({
      name: "payrun_outbox_lag_seconds",
      help: "How long the oldest staged row that is due has waited.",
      registers,
    }),
    invariantAge: new Gauge({
      name: "payrun_invariants_age_seconds",
      help: "How long ago the laws of the books were proved: of what changed, and of everything.",
      labelNames: ["scope"],
      registers,
    }),
    invariantBreaches: new Gauge({
      name: "payrun_invariant_breaches",
      help: "Rows that broke a law of the books at the last proof.",
      labelNames: ["scope"],
      registers,
    }),
  };
}

/** Shows fresh figures; null, when the database is away, shows none rather than old ones. */
export function showFigures({ figures: gauges }: ApiMetrics, figures: ServiceFigures | null): void {
  for (const gauge of Object.values(gauges)) gauge.reset();
  gauges.databaseUp.set(figures === null ? 0 : 1);
  if (figures === null) return;
  for (const { status, count } of figures.batchesByStatus) gauges.batches.set({ status }, count);
  for (const { kind, count } of figures.openFindingsByKind) gauges.findings.set({ kind }, count);
  for (const { currency, differenceMinor } of figures.cashDifferences)
    gauges.cashDifference.set({ currency }, Number(differenceMinor));
  for (const { status, count } of figures.itemsByStatus) gauges.items.set({ status }, count);
  for (const { kind, count } of figures.openAlarmsByKind) gauges.alarms.set({ kind }, count);
  gauges.outboxUnsent.set(figures.outboxUnsent);
  gauges.outboxLag.set(figures.outboxLagSeconds);
  for (const { scope, ageSeconds, breaches } of figures.invariantChecks) {
    gauges.invariantAge.set({ scope }, ageSeconds);
    gauges.invariantBreaches.set({ scope }, breaches);
  }
}
