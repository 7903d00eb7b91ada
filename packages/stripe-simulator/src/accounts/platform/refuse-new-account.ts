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

/**
 * Refuses to make an account where the platform was told so over HTTP (`POST /__simulator/settings`): what Stripe answers
 * to a platform that has not finished its own part (Layr-Labs/d-inference#521 and #782).
 *
 * @param capabilities those that are asked for.
 */
export function refuseNewAccount(state: State, capabilities: readonly string[]): void {
  const { platformRefusal } = settingsOf(state);
  if (platformRefusal === null) return;
  if (
    platformRefusal === "transfers_without_card_payments" &&
    (!capabilities.includes("transfers") || capabilities.includes("card_payments"))
  ) {
    return;
  }
  throw badRequest(undefined, messages[platformRefusal]);
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
