import { balanceOf } from "../balance/post-balance.ts";
import { type ApiError, badRequest, noSuch } from "../protocol/api-error.ts";
import { type Call, endpoint } from "../protocol/endpoint.ts";
import { mergeMetadata, metadata } from "../protocol/parameters/metadata.ts";
import {
  amount,
  anything,
  currency,
  oneOf,
  optional,
  required,
  text,
} from "../protocol/parameters/parameter.ts";
import { platform } from "../state/rows.ts";
import { expandablePayout } from "./expandable-payout.ts";
import { defaultExternalAccountOf, externalAccountsOf } from "./external-accounts/external-accounts.ts";
import { makePayout } from "./make-payout.ts";
import { checkPayoutAmount } from "./payout-amounts.ts";
import type { ExternalAccountRow } from "./payout-rows.ts";
import { renderPayout } from "./render-payout.ts";

/** `POST /v1/payouts` (docs.stripe.com/api/payouts/create), for the platform or with `Stripe-Account`. */
export const createPayout = endpoint({
  method: "POST",
  path: "/v1/payouts",
  connected: true,
  expandable: expandablePayout,
  parameters: {
    amount: required(amount),
    currency: required(currency),
    description: optional(text()),
    destination: optional(text()),
    expand: optional(anything),
    metadata: optional(metadata),
    method: optional(oneOf("instant", "standard")),
    payout_method: optional(text()),
    source_type: optional(oneOf("bank_account", "card", "fpx")),
    statement_descriptor: optional(text(22)),
  },
  handle: (call, values) => {
    const { currency: code, method = "standard", source_type: source = "card" } = values;
    const owner = call.account?.id ?? platform;
    if (values.payout_method !== undefined)
      throw noSuch("payout method", values.payout_method, "payout_method");
    const destination = destinationOf(call, code, values.destination);
    if (method === "instant" && !destination.takesInstantPayouts) throw notInstant(destination);
    checkPayoutAmount(values.amount, destination.country, code);
    const available = source === "card" ? balanceOf(call.world.state, owner, code).available : 0;
    if (available < values.amount) throw insufficientFunds(source);
    const row = makePayout(call.world, {
      owner,
      amount: values.amount,
      currency: code,
      destination,
      method,
      description: values.description ?? null,
      statementDescriptor: values.statement_descriptor ?? null,
      metadata: mergeMetadata({}, values.metadata),
      cause: call,
    });
    return renderPayout(row);
  },
});

/** Where the payout goes: what was asked for, or the default of the currency. Throws Stripe's refusals. */
function destinationOf(call: Call, code: string, asked: string | undefined): ExternalAccountRow {
  const { account, world } = call;
  const owner = account?.id ?? platform;
  const bank =
    asked === undefined
      ? defaultExternalAccountOf(world.state, owner, code)
      : externalAccountsOf(world.state, owner).find(({ id }) => id === asked);
  if (bank === undefined && asked !== undefined) throw noSuch("external account", asked, "destination");
  if (bank?.status === "errored") {
    throw badRequest(
      "bank_account_unusable",
      "The bank account provided cannot be used for payouts. A different bank account must be used.",
      "destination",
    );
  }
  if (account !== null && !account.payoutsEnabled) {
    throw badRequest(
      "payouts_not_allowed",
      "Payouts have been disabled on the connected account. Check the connected account's status to see if any additional " +
        "information needs to be provided, or if payouts have been disabled for another reason.",
    );
  }
  if (bank === undefined || bank.currency !== code) {
    throw badRequest(undefined, `Sorry, you don't have any external accounts in that currency (${code}).`);
  }
  return bank;
}

function notInstant({ card }: ExternalAccountRow): ApiError {
  return badRequest(
    "instant_payouts_unsupported",
    card === null
      ? "The bank account provided as an external account doesn't support instant payouts. Provide a debit card instead."
      : "The debit card provided as an external account doesn't support instant payouts. Provide another debit card or use a " +
          "bank account instead.",
    "method",
  );
}

function insufficientFunds(source: string): ApiError {
  return badRequest(
    "balance_insufficient",
    `You have insufficient funds in your Stripe account for this transfer. Your ${source} balance is too low.  You can use ` +
      "the /v1/balance endpoint to view your Stripe balance (for more details, see stripe.com/docs/api#balance).",
  );
}
