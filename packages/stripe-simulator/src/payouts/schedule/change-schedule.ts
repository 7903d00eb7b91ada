import { badRequest } from "../../protocol/api-error.ts";
import {
  integer,
  listOf,
  object,
  oneOf,
  optional,
  type RawValue,
  shapeOf,
} from "../../protocol/parameters/parameter.ts";
import { currency } from "../../protocol/parameters/parameter.ts";
import type { BalanceSettingsRow } from "../payout-rows.ts";
import { leastDelayDaysIn } from "./balance-settings.ts";

const intervals = ["daily", "manual", "monthly", "weekly"] as const;

/** `schedule` of the balance settings. */
export const scheduleShape = shapeOf({
  interval: optional(oneOf(...intervals)),
  monthly_payout_days: optional(listOf(integer({ min: 1, max: 31 }))),
  weekly_payout_days: optional(listOf(oneOf("monday", "tuesday", "wednesday", "thursday", "friday"))),
});

type Schedule = {
  readonly interval: BalanceSettingsRow["interval"] | undefined;
  readonly monthly_payout_days: readonly number[] | undefined;
  readonly weekly_payout_days: readonly string[] | undefined;
};

/** The settings with another schedule; throws 400 when days and interval do not go together. */
export function withSchedule(
  settings: BalanceSettingsRow,
  given: Partial<Schedule>,
  names: { readonly param: string; readonly weekly: string; readonly monthly: string },
): BalanceSettingsRow {
  const interval = given.interval ?? settings.interval;
  const days = [
    { of: "weekly", name: names.weekly, given: given.weekly_payout_days, known: settings.weeklyPayoutDays },
    {
      of: "monthly",
      name: names.monthly,
      given: given.monthly_payout_days,
      known: settings.monthlyPayoutDays,
    },
  ] as const;
  for (const { of, name, given: wanted, known } of days) {
    const param = `${names.param}[${name}]`;
    if (interval !== of && wanted !== undefined) {
      throw badRequest(undefined, `${name} can only be set when the interval is ${of}.`, param);
    }
    if (interval === of && (wanted ?? known).length === 0) {
      throw badRequest("parameter_missing", `You must provide ${name} when the interval is ${of}.`, param);
    }
  }
  return {
    ...settings,
    interval,
    weeklyPayoutDays: interval === "weekly" ? (given.weekly_payout_days ?? settings.weeklyPayoutDays) : [],
    monthlyPayoutDays:
      interval === "monthly" ? (given.monthly_payout_days ?? settings.monthlyPayoutDays) : [],
  };
}

/** Throws 400 for fewer days than the country allows; null is the country's own. */
export function checkDelay(country: string, days: number | null, param: string): number | null {
  const least = leastDelayDaysIn(country);
  if (days !== null && days < least) {
    throw badRequest(undefined, `The delay must be at least ${least} days for this account.`, param);
  }
  return days;
}

/** `minimum_balance_by_currency`: an empty value forgets a currency, an empty hash all. */
export function readMinimums(
  raw: RawValue,
  name: string,
): (known: Readonly<Record<string, number>>) => Readonly<Record<string, number>> {
  if (raw === "" || raw === null) return () => ({});
  const given = Object.entries(object(raw, name)).map(([code, value]) => {
    const param = `${name}[${code}]`;
    const amount = value === "" || value === null ? null : integer({ min: 0 })(value, param);
    return [currency(code, param), amount] as const;
  });
  return (known) =>
    Object.fromEntries(
      Object.entries({ ...known, ...Object.fromEntries(given) }).flatMap(([code, amount]) =>
        amount === null ? [] : [[code, amount]],
      ),
    );
}
