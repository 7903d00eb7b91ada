import { balanceSettingsOf, delayDaysOf } from "../../payouts/schedule/balance-settings.ts";
import type { AccountRow } from "../../state/rows.ts";
import type { State } from "../../state/state.ts";
import { type Facts, mergeFacts } from "../facts.ts";

/** `settings` of an account before anybody set any of them. */
const atFirst: Facts = {
  bacs_debit_payments: { display_name: null, service_user_number: null },
  branding: { icon: null, logo: null, primary_color: null, secondary_color: null },
  card_issuing: { tos_acceptance: { date: null, ip: null } },
  card_payments: {
    decline_on: { avs_failure: false, cvc_failure: false },
    statement_descriptor_prefix: null,
    statement_descriptor_prefix_kana: null,
    statement_descriptor_prefix_kanji: null,
  },
  invoices: { default_account_tax_ids: null, hosted_payment_method_save: "always" },
  payments: {
    statement_descriptor: null,
    statement_descriptor_kana: null,
    statement_descriptor_kanji: null,
    statement_descriptor_prefix_kana: null,
    statement_descriptor_prefix_kanji: null,
  },
  sepa_debit_payments: {},
};

type Words<Name extends string> = Record<Name, string | null>;

/** Like the client's `Account.Settings`: defaults and parameters have no other kinds. */
type Settings = {
  readonly branding: Words<"icon" | "logo" | "primary_color" | "secondary_color">;
  readonly card_payments: Words<
    "statement_descriptor_prefix" | "statement_descriptor_prefix_kana" | "statement_descriptor_prefix_kanji"
  >;
  readonly payments: Words<
    | "statement_descriptor"
    | "statement_descriptor_kana"
    | "statement_descriptor_kanji"
    | "statement_descriptor_prefix_kana"
    | "statement_descriptor_prefix_kanji"
  >;
};

/** `settings` of an account; those of payouts live with its balance settings. */
export function renderSettings(state: State, { id, displayName, details }: AccountRow) {
  return {
    ...(mergeFacts(atFirst, details.settings) as unknown as Settings),
    dashboard: { display_name: displayName, timezone: "Etc/UTC" },
    payouts: payoutSettings(state, id),
  };
}

function payoutSettings(state: State, account: string) {
  const settings = balanceSettingsOf(state, account);
  const { interval, weeklyPayoutDays, monthlyPayoutDays } = settings;
  return {
    debit_negative_balances: settings.debitNegativeBalances,
    schedule: {
      delay_days: delayDaysOf(state, account),
      interval,
      ...(interval === "weekly"
        ? { weekly_anchor: weeklyPayoutDays[0] ?? "monday", weekly_payout_days: [...weeklyPayoutDays] }
        : {}),
      ...(interval === "monthly"
        ? { monthly_anchor: monthlyPayoutDays[0] ?? 1, monthly_payout_days: [...monthlyPayoutDays] }
        : {}),
    },
    statement_descriptor: settings.statementDescriptor,
  };
}
