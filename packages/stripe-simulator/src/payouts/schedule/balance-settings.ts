import { recordEvent } from "../../events/record-event.ts";
import { platform } from "../../state/rows.ts";
import type { State } from "../../state/state.ts";
import type { World } from "../../world.ts";
import { previousBusinessDay } from "../business-days.ts";
import type { BalanceSettingsRow } from "../payout-rows.ts";

type Cause = { readonly requestId: string; readonly idempotencyKey: string | null };

const daySeconds = 24 * 60 * 60;

/** The fewest days that charges are held, by country (docs.stripe.com/payouts#payout-speed); 3 where nothing else is known. */
const leastDelayDays: Readonly<Record<string, number>> = { AU: 2, BR: 30, JP: 4, US: 2 };

export const weekdays = [
  "sunday",
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
] as const;

/**
 * When and how a balance is paid out, as it was set or as it is at first: connected accounts daily, the platform only when
 * it asks. Negative balances are collected from the bank unless the platform collects requirements
 * (docs.stripe.com/api/balance-settings/object).
 */
export function balanceSettingsOf(state: State, owner: string): BalanceSettingsRow {
  const known = state.balanceSettings.get(owner);
  if (known !== undefined) return known;
  const controller = state.accounts.get(owner)?.details.controller;
  return {
    id: owner,
    interval: owner === platform ? "manual" : "daily",
    weeklyPayoutDays: [],
    monthlyPayoutDays: [],
    minimumBalances: {},
    delayDaysOverride: null,
    debitNegativeBalances: controller?.requirementCollection !== "application",
    statementDescriptor: null,
    startOfDay: null,
  };
}

/** The lowest number of days that charges can be held in a country. */
export function leastDelayDaysIn(country: string): number {
  return leastDelayDays[country] ?? 3;
}

/** Where an account is; the platform is in the United States. */
export function countryOf(state: State, owner: string): string {
  return state.accounts.get(owner)?.country ?? "US";
}

/** How many days the charges of an account are held before they are available. */
export function delayDaysOf(state: State, owner: string): number {
  return balanceSettingsOf(state, owner).delayDaysOverride ?? leastDelayDaysIn(countryOf(state, owner));
}

/** Replaces settings, with `balance_settings.updated` when they differ. */
export function changeBalanceSettings(world: World, changed: BalanceSettingsRow, cause?: Cause): void {
  const { state } = world;
  const before = renderBalanceSettings(state, changed.id);
  state.balanceSettings.put(changed);
  const after = renderBalanceSettings(state, changed.id);
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  recordEvent(world, {
    type: "balance_settings.updated",
    account: changed.id === platform ? null : changed.id,
    object: after,
    previousAttributes: { payments: before.payments },
    ...(cause === undefined ? {} : { cause }),
  });
}

/** Stripe's `balance_settings` object. */
export function renderBalanceSettings(state: State, owner: string) {
  const row = balanceSettingsOf(state, owner);
  const account = owner === platform ? undefined : state.accounts.get(owner);
  return {
    object: "balance_settings" as const,
    payments: {
      debit_negative_balances: row.debitNegativeBalances,
      payouts: {
        automatic_transfer_rules_by_currency: null,
        minimum_balance_by_currency:
          Object.keys(row.minimumBalances).length === 0 ? null : row.minimumBalances,
        schedule: {
          interval: row.interval,
          ...(row.interval === "monthly" ? { monthly_payout_days: row.monthlyPayoutDays } : {}),
          ...(row.interval === "weekly" ? { weekly_payout_days: row.weeklyPayoutDays } : {}),
        },
        statement_descriptor: row.statementDescriptor,
        status: account?.payoutsEnabled === false ? "disabled" : "enabled",
      },
      settlement_timing: {
        delay_days: delayDaysOf(state, owner),
        ...(row.delayDaysOverride === null ? {} : { delay_days_override: row.delayDaysOverride }),
        start_of_day: row.startOfDay,
      },
    },
  };
}

/**
 * Whether automatic payouts of an account are made at the midnight that begins a business day: what falls on a weekend is
 * made on the next one, and days that a month does not have on its last.
 */
export function isPayoutDay(settings: BalanceSettingsRow, midnight: number): boolean {
  const { interval, weeklyPayoutDays, monthlyPayoutDays } = settings;
  if (interval === "manual") return false;
  if (interval === "daily") return true;
  for (let day = previousBusinessDay(midnight) + daySeconds; day <= midnight; day += daySeconds) {
    const date = new Date(day * 1000);
    const isDue =
      interval === "weekly"
        ? weeklyPayoutDays.includes(weekdays[date.getUTCDay()] ?? "")
        : monthlyPayoutDays.some((wanted) => Math.min(wanted, daysInMonth(date)) === date.getUTCDate());
    if (isDue) return true;
  }
  return false;
}

function daysInMonth(date: Date): number {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
}
