import type { AccountRow } from "../../state/rows.ts";
import type { State } from "../../state/state.ts";
import type { World } from "../../world.ts";
import type { BalanceSettingsRow } from "../payout-rows.ts";
import { balanceSettingsOf, changeBalanceSettings } from "./balance-settings.ts";
import { checkDelay, withSchedule } from "./change-schedule.ts";

/** `settings[payouts]` of a v1 account, as its endpoints read it. */
export type PayoutSettings = {
  readonly debit_negative_balances?: boolean | undefined;
  readonly schedule?:
    | {
        readonly delay_days?: "minimum" | number | undefined;
        readonly interval?: BalanceSettingsRow["interval"] | undefined;
        readonly monthly_anchor?: number | undefined;
        readonly monthly_payout_days?: readonly number[] | undefined;
        readonly weekly_anchor?: string | undefined;
        readonly weekly_payout_days?: readonly string[] | undefined;
      }
    | undefined;
  readonly statement_descriptor?: string | null | undefined;
};

type Cause = { readonly requestId: string; readonly idempotencyKey: string | null };

/**
 * Checks `settings[payouts]` of an account, which may be a new one, and gives what stores it with the balance settings.
 * Throws 400 before anything is changed.
 */
export function setPayoutSettings(
  state: State,
  account: AccountRow,
  given: PayoutSettings | undefined,
): (world: World, cause: Cause) => void {
  if (given === undefined) return () => {};
  const { schedule } = given;
  const param = "settings[payouts][schedule]";
  const weekly = schedule?.weekly_anchor;
  const monthly = schedule?.monthly_anchor;
  const changed = withSchedule(
    balanceSettingsOf(state, account.id),
    {
      interval: schedule?.interval,
      weekly_payout_days: schedule?.weekly_payout_days ?? (weekly === undefined ? undefined : [weekly]),
      monthly_payout_days: schedule?.monthly_payout_days ?? (monthly === undefined ? undefined : [monthly]),
    },
    { param, weekly: "weekly_anchor", monthly: "monthly_anchor" },
  );
  const delay = schedule?.delay_days;
  if (delay !== undefined) {
    const days = delay === "minimum" ? null : delay;
    changed.delayDaysOverride = checkDelay(account.country, days, `${param}[delay_days]`);
  }
  if (given.debit_negative_balances !== undefined)
    changed.debitNegativeBalances = given.debit_negative_balances;
  if (given.statement_descriptor !== undefined) changed.statementDescriptor = given.statement_descriptor;
  return (world, cause) => changeBalanceSettings(world, changed, cause);
}
