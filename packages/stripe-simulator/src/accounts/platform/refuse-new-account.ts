import { settingsOf } from "../../clock.ts";
import { badRequest } from "../../protocol/api-error.ts";
import type { PlatformRefusal } from "../../state/rows.ts";
import type { State } from "../../state/state.ts";

const messages: Readonly<Record<PlatformRefusal, string>> = {
  connect_not_signed_up:
    "You can only create new accounts if you've signed up for Connect, which you can do at https://dashboard.stripe.com/connect.",
  platform_profile:
    "Please review the responsibilities of managing losses and of collecting requirements for connected accounts at " +
    "https://dashboard.stripe.com/settings/connect/platform-profile.",
  transfers_without_card_payments:
    "Your platform needs approval for accounts to have requested the `transfers` capability without the `card_payments` " +
    "capability. If you would like to request `transfers` without `card_payments`, please contact us via " +
    "https://support.stripe.com/contact.",
};

/** What v2 calls the same, and what it is about (docs.stripe.com/api/v2/core/accounts/create#error-codes). */
const inV2: Readonly<Record<PlatformRefusal, { readonly code: string; readonly param?: string }>> = {
  connect_not_signed_up: { code: "platform_registration_required" },
  platform_profile: { code: "account_creation_requirement_collection_and_liability_unacknowledged" },
  transfers_without_card_payments: {
    code: "capability_not_available_without_other_capability",
    param: "configuration.recipient.capabilities.stripe_balance.stripe_transfers",
  },
};

/**
 * Refuses to make an account where the platform was told so over HTTP (`POST /__simulator/settings`): what Stripe answers
 * to a platform that has not finished its own part (Layr-Labs/d-inference#521 and #782).
 *
 * @param capabilities those that are asked for, by their v1 names.
 */
export function refuseNewAccount(
  state: State,
  { capabilities, generation }: { readonly capabilities: readonly string[]; readonly generation: 1 | 2 },
): void {
  const { platformRefusal } = settingsOf(state);
  if (platformRefusal === null) return;
  if (
    platformRefusal === "transfers_without_card_payments" &&
    (!capabilities.includes("transfers") || capabilities.includes("card_payments"))
  ) {
    return;
  }
  const { code, param } = generation === 2 ? inV2[platformRefusal] : {};
  throw badRequest(code, messages[platformRefusal], param);
}

/** What new platforms are answered since August 2026, unless they ask for v1 in the Dashboard. */
export function refuseV1Account(state: State): void {
  if (!settingsOf(state).refuseV1Accounts) return;
  throw badRequest(
    undefined,
    "Stripe no longer recommends Accounts v1 for new Connect integrations. Create connected accounts with POST " +
      "/v2/core/accounts instead. If your integration requires v1 account creation for a supported compatibility scenario, " +
      "enable Accounts v1 support in the Dashboard: " +
      "https://dashboard.stripe.com/settings/developers/api-policies/feat_accounts_v1_support",
  );
}
