import { type Call, endpoint } from "../../protocol/endpoint.ts";
import { anything, boolean, integer, optional, shapeOf, text } from "../../protocol/parameters/parameter.ts";
import { badRequest } from "../../protocol/api-error.ts";
import { platform } from "../../state/rows.ts";
import {
  balanceSettingsOf,
  changeBalanceSettings,
  countryOf,
  renderBalanceSettings,
} from "./balance-settings.ts";
import { checkDelay, readMinimums, scheduleShape, withSchedule } from "./change-schedule.ts";
import { planTonight } from "./plan-tonight.ts";

const delayDaysMax = 31;

export const retrieveBalanceSettings = endpoint({
  method: "GET",
  path: "/v1/balance_settings",
  connected: true,
  parameters: { expand: optional(anything) },
  handle: (call) => renderBalanceSettings(call.world.state, ownerOf(call)),
});

const startOfDay = shapeOf({
  hour: optional(integer({ min: 0, max: 23 })),
  minutes: optional((raw, name) => {
    const value = integer()(raw, name);
    if (value === 0 || value === 30) return value;
    throw badRequest(undefined, "This value must be either 0 or 30.", name);
  }),
  timezone: optional(text()),
});

/** `POST /v1/balance_settings` (docs.stripe.com/api/balance-settings/update), for the platform or with `Stripe-Account`. */
export const updateBalanceSettings = endpoint({
  method: "POST",
  path: "/v1/balance_settings",
  connected: true,
  parameters: {
    expand: optional(anything),
    payments: optional(
      shapeOf({
        debit_negative_balances: optional(boolean),
        payouts: optional(
          shapeOf({
            minimum_balance_by_currency: optional(readMinimums),
            schedule: optional(scheduleShape),
            statement_descriptor: optional(text(22)),
          }),
        ),
        settlement_timing: optional(
          shapeOf({
            delay_days_override: optional((raw, name) =>
              raw === "" || raw === null ? null : integer({ min: 0, max: delayDaysMax })(raw, name),
            ),
            start_of_day: optional((raw, name) => (raw === "" ? null : startOfDay(raw, name))),
          }),
        ),
      }),
    ),
  },
  handle: (call, { payments = {} }) => {
    const { state } = call.world;
    const owner = ownerOf(call);
    const settings = { ...balanceSettingsOf(state, owner) };
    const { payouts, settlement_timing: timing } = payments;
    const changed = withSchedule(settings, payouts?.schedule ?? {}, {
      param: "payments[payouts][schedule]",
      weekly: "weekly_payout_days",
      monthly: "monthly_payout_days",
    });
    if (payouts?.minimum_balance_by_currency !== undefined) {
      changed.minimumBalances = payouts.minimum_balance_by_currency(settings.minimumBalances);
    }
    if (payouts?.statement_descriptor !== undefined)
      changed.statementDescriptor = payouts.statement_descriptor;
    if (payments.debit_negative_balances !== undefined) {
      changed.debitNegativeBalances = payments.debit_negative_balances;
    }
    if (timing?.delay_days_override !== undefined) {
      const param = "payments[settlement_timing][delay_days_override]";
      changed.delayDaysOverride = checkDelay(countryOf(state, owner), timing.delay_days_override, param);
    }
    if (timing?.start_of_day !== undefined) {
      const { hour = 0, minutes = 0, timezone = "Etc/UTC" } = timing.start_of_day ?? {};
      changed.startOfDay = timing.start_of_day === null ? null : { hour, minutes, timezone };
    }
    changeBalanceSettings(call.world, changed, call);
    planTonight(state, call.nowSeconds);
    return renderBalanceSettings(state, owner);
  },
});

function ownerOf({ account }: Call): string {
  return account?.id ?? platform;
}
