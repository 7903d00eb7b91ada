import { type ApiError, badRequest } from "../protocol/api-error.ts";
import { type Call, endpoint } from "../protocol/endpoint.ts";
import { mergeMetadata, metadata } from "../protocol/parameters/metadata.ts";
import { anything, optional } from "../protocol/parameters/parameter.ts";
import { expandablePayout } from "./expandable-payout.ts";
import { externalAccountById } from "./external-accounts/external-accounts.ts";
import { announcePayout, makePayout } from "./make-payout.ts";
import { payoutOfPath } from "./payout-endpoints.ts";
import type { ExternalAccountRow, PayoutRow } from "./payout-rows.ts";
import { renderPayout } from "./render-payout.ts";

const reversibleCountries = new Set(["US", "CA"]);

/**
 * `POST /v1/payouts/:id/reverse`: debits the bank account that a connected account was paid out to. The answer is the
 * payout that reverses, with an amount below zero (docs.stripe.com/api/payouts/reverse).
 */
export const reversePayout = endpoint({
  method: "POST",
  path: "/v1/payouts/:id/reverse",
  connected: true,
  expandable: expandablePayout,
  parameters: { expand: optional(anything), metadata: optional(metadata) },
  handle: (call, values) => {
    const row = payoutOfPath(call);
    const destination = debitable(call, row);
    const reversal = makePayout(call.world, {
      owner: row.owner,
      amount: -row.amount,
      currency: row.currency,
      destination,
      originalPayout: row.id,
      metadata: mergeMetadata({}, values.metadata),
      cause: call,
    });
    row.reversedBy = reversal.id;
    call.world.state.payouts.put(row);
    announcePayout(call.world, "updated", row, call, { reversed_by: null });
    return renderPayout(reversal);
  },
});

/** The bank account to be debited; throws 400 for a payout that cannot be reversed. */
function debitable({ account, world }: Call, row: PayoutRow): ExternalAccountRow {
  if (account === null) throw refusal("You can only reverse payouts of connected accounts.");
  if (row.originalPayout !== null || row.amount < 0)
    throw refusal("A payout that debits a bank account cannot be reversed.");
  if (row.reversedBy !== null) throw refusal(`Payout ${row.id} is already reversed by ${row.reversedBy}.`);
  if (row.status === "pending") {
    throw refusal("This payout is pending. To call it back, use /v1/payouts/:id/cancel instead.");
  }
  if (row.status === "failed" || row.status === "canceled") {
    throw refusal(`This payout cannot be reversed because its status is ${row.status}.`);
  }
  const bank = externalAccountById(world.state, row.destination);
  if (bank === undefined || bank.card !== null || !reversibleCountries.has(bank.country)) {
    throw refusal("You can only reverse payouts to US and Canadian bank accounts.");
  }
  return bank;
}

function refusal(message: string): ApiError {
  return badRequest(undefined, message);
}
