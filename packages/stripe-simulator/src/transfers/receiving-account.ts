import { badRequest, noSuch } from "../protocol/api-error.ts";
import type { AccountRow } from "../state/rows.ts";
import type { World } from "../world.ts";

const receivingCapabilities = ["transfers", "crypto_transfers", "legacy_payments"];

/**
 * The account, if it may receive a transfer. Throws 400: `resource_missing` for an unknown or deleted one,
 * `account_closed`, `insufficient_capabilities_for_transfer`; and without a code for the platform itself.
 */
export function receivingAccount(world: World, id: string, param = "destination"): AccountRow {
  if (id === world.platformAccountId) {
    throw badRequest(undefined, "You cannot create a transfer to your own account.", param);
  }
  const account = world.state.accounts.get(id);
  if (account === undefined || account.deleted) throw noSuch("destination", id, param);
  if (account.closed) {
    throw badRequest(
      "account_closed",
      `The account '${id}' has been closed and cannot receive transfers.`,
      param,
    );
  }
  if (!receivingCapabilities.some((capability) => account.capabilities[capability] === "active")) {
    throw badRequest("insufficient_capabilities_for_transfer", missingCapability(account));
  }
  return account;
}

function missingCapability(account: AccountRow): string {
  return account.apiGeneration === 2
    ? "Your destination account needs to have at least one of the following capabilities enabled: " +
        "recipient.capabilities.stripe_balance.stripe_transfers"
    : "Your destination account needs to have at least one of the following capabilities enabled: " +
        receivingCapabilities.join(", ");
}
