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
import { expandableTransfer } from "./expandable-transfer.ts";
import { type ChargeFunds, fundsOfCharge } from "./fund-by-charge.ts";
import { makeTransfer } from "./make-transfer.ts";
import { receivingAccount } from "./receiving-account.ts";
import { renderTransfer } from "./render-transfer.ts";

/** `POST /v1/transfers` (docs.stripe.com/api/transfers/create). */
export const createTransfer = endpoint({
  method: "POST",
  path: "/v1/transfers",
  connected: true,
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
    const { world } = call;
    const { destination, currency: code, source_transaction: source, source_type: type } = values;
    if (values.amount === undefined && source === undefined)
      throw badRequest("parameter_missing", "Missing required param: amount.", "amount");
    // A connected account reaches no other account.
    if (call.account !== null) throw noSuch("destination", destination, "destination");
    receivingAccount(world, destination);
    const funds =
      source === undefined
        ? null
        : fundsOfCharge(world.state, source, { currency: code, amount: values.amount });
    if (funds !== null && (type ?? "card") !== "card") throw wrongSourceType(type ?? "");
    const sent = funds?.amount ?? values.amount ?? 0;
    if (funds?.availableOn === undefined && hasLessThan(call, code, sent, type)) throw insufficientFunds();
    const row = makeTransfer(
      world,
      {
        amount: sent,
        currency: code,
        destination,
        description: values.description ?? null,
        metadata: mergeMetadata({}, values.metadata),
        sourceTransaction: source ?? null,
        availableOn: funds?.availableOn,
        transferGroup:
          funds === null ? (values.transfer_group ?? null) : groupOf(call, funds, values.transfer_group),
      },
      call,
    );
    return renderTransfer(world.state, row);
  },
});

/** All money of the simulator came from cards: nothing is in the other source types. */
function hasLessThan({ world }: Call, code: string, sent: number, type = "card"): boolean {
  return type !== "card" || balanceOf(world.state, platform, code).available < sent;
}

/** The charge's group wins; a charge without one is given one that both then share, unless the call names its own. */
function groupOf({ world }: Call, { charge }: ChargeFunds, asked: string | undefined): string {
  const group = charge.transferGroup ?? asked ?? `group_${charge.paymentIntent ?? charge.id}`;
  if (charge.transferGroup === null && asked === undefined) {
    charge.transferGroup = group;
    world.state.charges.put(charge);
  }
  return group;
}

function insufficientFunds(): ApiError {
  return badRequest(
    "balance_insufficient",
    "You have insufficient available funds in your Stripe account. Try adding funds directly to your available balance " +
      "by creating Charges using the 4000000000000077 test card. See: https://stripe.com/docs/testing#available-balance",
  );
}

function wrongSourceType(type: string): ApiError {
  return badRequest(
    "transfer_source_balance_parameters_mismatch",
    `The source_transaction's funds are in the card balance, and not in ${type}.`,
    "source_type",
  );
}
