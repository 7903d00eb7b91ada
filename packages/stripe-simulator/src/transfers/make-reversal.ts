import { balanceOf } from "../balance/post-balance.ts";
import { recordEvent } from "../events/record-event.ts";
import { badRequest } from "../protocol/api-error.ts";
import { connectedSiblingId, newId } from "../protocol/new-id.ts";
import type { Metadata, ReversalRow, TransferRow } from "../state/rows.ts";
import type { World } from "../world.ts";
import { formerValues } from "./former-values.ts";
import { moveBetween } from "./make-transfer.ts";
import { renderTransfer } from "./render-transfer.ts";

type Cause = { readonly requestId: string; readonly idempotencyKey: string | null } | undefined;

/**
 * The amount that may be taken back: what was asked, or all that is left. Throws 400 when it is more than is left, or
 * more than the connected account has and must not owe.
 */
export function reversibleAmount(world: World, transfer: TransferRow, asked: number | undefined): number {
  const { state } = world;
  const left = transfer.amount - transfer.amountReversed;
  if (left === 0) throw badRequest(undefined, `The transfer ${transfer.id} is already fully reversed.`);
  const taken = asked ?? left;
  if (taken > left) {
    throw badRequest(
      undefined,
      `Reversal amount (${taken}) is greater than the unreversed amount of the transfer (${left}).`,
      "amount",
    );
  }
  // What has not settled yet is surely still there: nobody can spend it.
  if (isUnsettled(world, transfer)) return taken;
  const account = state.accounts.get(transfer.destination);
  const { available } = balanceOf(state, transfer.destination, transfer.currency);
  if (available < taken && account?.mayGoNegative !== true) {
    throw badRequest(
      "balance_insufficient",
      "The connected account has insufficient available funds to reverse this transfer.",
    );
  }
  return taken;
}

type Marks = { readonly metadata: Metadata; readonly sourceRefund?: string };

/** Takes `amount` of a transfer back to the platform, from pending while the transfer itself is. Checks nothing. */
export function makeReversal(
  world: World,
  transfer: TransferRow,
  amount: number,
  marks: Marks,
  cause: Cause,
): ReversalRow {
  const { state } = world;
  const availableOn = isUnsettled(world, transfer) ? transfer.availableOn : undefined;
  const before = renderTransfer(state, transfer);
  const row: ReversalRow = {
    id: newId("trr"),
    transfer: transfer.id,
    amount,
    currency: transfer.currency,
    destination: transfer.destination,
    created: world.clock.nowSeconds(),
    ...(availableOn === undefined ? {} : { availableOn }),
    ...marks,
  };
  state.reversals.put(row);
  transfer.amountReversed += amount;
  state.transfers.put(transfer);
  const { currency, destination } = transfer;
  const move = { amount: -amount, currency, destination, availableOn };
  moveBetween(world, row.id, connectedSiblingId("pyr", row.id), move);
  const object = renderTransfer(state, transfer);
  const { amount_reversed, reversed } = formerValues(before, object);
  recordEvent(world, {
    type: "transfer.reversed",
    object,
    previousAttributes: { amount_reversed, ...(reversed === undefined ? {} : { reversed }) },
    ...(cause === undefined ? {} : { cause }),
  });
  return row;
}

function isUnsettled({ state }: World, transfer: TransferRow): boolean {
  return state.settlements.get(transfer.id) !== undefined;
}
