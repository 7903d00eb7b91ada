import { balanceOf, postBalance } from "../balance/post-balance.ts";
import { recordEvent } from "../events/record-event.ts";
import { type ApiError, badRequest, noSuch } from "../protocol/api-error.ts";
import { type Call, endpoint } from "../protocol/endpoint.ts";
import { mergeMetadata, metadata } from "../protocol/metadata.ts";
import { newId } from "../protocol/new-id.ts";
import { amount, anything, currency, oneOf, optional, required, text } from "../protocol/parameter.ts";
import { type AccountRow, platform, type TransferRow } from "../state/rows.ts";
import { expandableTransfer } from "./expandable-transfer.ts";
import { renderTransfer } from "./render-transfer.ts";

const receivingCapabilities = ["transfers", "crypto_transfers", "legacy_payments"];

/** `POST /v1/transfers` (docs.stripe.com/api/transfers/create). */
export const createTransfer = endpoint({
  method: "POST",
  path: "/v1/transfers",
  expandable: expandableTransfer,
  savedAsTransfer: true,
  parameters: {
    amount: optional(amount),
    currency: required(currency),
    destination: required(text()),
    description: optional(text()),
    expand: optional(anything),
    metadata: optional(metadata),
    source_transaction: optional(text()),
    source_type: optional(oneOf("card", "bank_account", "fpx")),
    transfer_group: optional(text()),
  },
  handle: (call, values) => {
    const { state } = call.world;
    const { amount: sent, currency: code } = values;
    if (sent === undefined)
      throw badRequest("parameter_missing", "Missing required param: amount.", "amount");
    if (values.source_transaction !== undefined)
      throw noSuch("charge", values.source_transaction, "source_transaction");
    const destination = receivingAccount(call, values.destination);
    if (balanceOf(state, platform, code).available < sent) throw insufficientFunds();
    const row: TransferRow = {
      id: newId("tr"),
      amount: sent,
      currency: code,
      destination: destination.id,
      created: call.nowSeconds,
      transferGroup: values.transfer_group ?? null,
      sourceType: values.source_type ?? "card",
      sourceTransaction: null,
      requestId: call.requestId,
      idempotencyKey: call.idempotencyKey,
      amountReversed: 0,
      description: values.description ?? null,
      metadata: mergeMetadata({}, values.metadata),
      asCreated: null,
    };
    postTransfer(call, row);
    return renderTransfer(state, row);
  },
});

function postTransfer(call: Call, row: TransferRow): void {
  const { state } = call.world;
  const { currency: code, amount: moved, destination } = row;
  state.transfers.put(row);
  postBalance(state, { owner: platform, currency: code, available: -moved, nowSeconds: call.nowSeconds });
  postBalance(state, { owner: destination, currency: code, available: moved, nowSeconds: call.nowSeconds });
  recordEvent(call.world, { type: "transfer.created", transfer: row.id, cause: call });
}

/** The account, if it may receive a transfer; throws Stripe's refusal otherwise. */
function receivingAccount(call: Call, id: string): AccountRow {
  const account = call.world.state.accounts.get(id);
  if (account === undefined || account.deleted) throw noSuch("destination", id, "destination");
  if (account.closed) {
    throw badRequest(
      "account_closed",
      `The account '${id}' has been closed and cannot receive transfers.`,
      "destination",
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

function insufficientFunds(): ApiError {
  return badRequest(
    "balance_insufficient",
    "You have insufficient available funds in your Stripe account. Try adding funds directly to your available balance " +
      "by creating Charges using the 4000000000000077 test card. See: https://stripe.com/docs/testing#available-balance",
  );
}
