import { cronPattern, type PayoutSchedule } from "@payrun/payouts-core";
import type { Schedule } from "@payrun/queue";

const MINUTE_MS = 60_000;

/** What comes back by itself. All patterns are UTC. The sweeper restores them when the queue lost them. */
export function schedules(schedule: PayoutSchedule): readonly Schedule[] {
  return [
    { id: "payouts", name: "start-due-batch", pattern: cronPattern(schedule) },
    { id: "retries", name: "retry-failed-payouts", pattern: "0 3 * * *" },
    { id: "release", name: "release-earnings", pattern: "0 * * * *" },
    { id: "accounts", name: "refresh-accounts", pattern: dailyThreeHoursBefore(schedule) },
    { id: "reconcile", name: "reconcile-stripe", pattern: "0 5 * * *" },
    { id: "invariants", name: "check-invariants", payload: { scope: "changed" }, everyMs: MINUTE_MS },
    { id: "invariants-all", name: "check-invariants", payload: { scope: "all" }, pattern: "0 4 * * *" },
    { id: "calls", name: "expire-calls", everyMs: MINUTE_MS },
    { id: "watch", name: "watch-schedule", everyMs: 5 * MINUTE_MS },
    { id: "unknown", name: "resolve-unknown-transfers", everyMs: 10_000 },
  ];
}

/** Daily, and so also three hours before every schedule date. */
function dailyThreeHoursBefore({ hourUtc }: PayoutSchedule): string {
  return `0 ${(hourUtc + 21) % 24} * * *`;
}
