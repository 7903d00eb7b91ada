import { postBalance } from "../balance/post-balance.ts";
import { scheduleSettlement } from "../balance/settle.ts";
import { recordEvent } from "../events/record-event.ts";
import { newId, siblingId } from "../protocol/new-id.ts";
import { type Metadata, platform, type TransferRow } from "../state/rows.ts";
import type { World } from "../world.ts";

export type TransferFacts = {
  readonly amount: number;
  readonly currency: string;
  readonly destination: string;
  readonly description?: string | null;
  readonly metadata?: Metadata;
  readonly sourceTransaction?: string | null;
  /** When its charge settles; undefined for what is available. */
  readonly availableOn?: number | undefined;
  readonly transferGroup?: string | null;
};

type Cause = { readonly requestId: string; readonly idempotencyKey: string | null } | undefined;

/**
 * Moves money from the platform to a connected account: from available to available or, when the charge behind it has
 * not settled, from pending to pending until it does. Checks nothing.
 */
export function makeTransfer(world: World, facts: TransferFacts, cause: Cause): TransferRow {
  const { availableOn } = facts;
  const row: TransferRow = {
    id: newId("tr"),
    amount: facts.amount,
    currency: facts.currency,
    destination: facts.destination,
    created: world.clock.nowSeconds(),
    transferGroup: facts.transferGroup ?? null,
    sourceType: "card",
    sourceTransaction: facts.sourceTransaction ?? null,
    ...(availableOn === undefined ? {} : { availableOn }),
    requestId: cause?.requestId ?? "",
    idempotencyKey: cause?.idempotencyKey ?? null,
    amountReversed: 0,
    description: facts.description ?? null,
    metadata: facts.metadata ?? {},
    asCreated: null,
  };
  world.state.transfers.put(row);
  moveBetween(world, row.id, siblingId("py", row.id), {
    amount: row.amount,
    currency: row.currency,
    destination: row.destination,
    availableOn,
  });
  recordEvent(world, {
    type: "transfer.created",
    transfer: row.id,
    ...(cause === undefined ? {} : { cause }),
  });
  return row;
}

type Move = {
  /** Negative when it goes back to the platform. */
  readonly amount: number;
  readonly currency: string;
  readonly destination: string;
  readonly availableOn: number | undefined;
};

/** Takes from the platform and gives to the account; ids name the two settlements of what is pending. */
export function moveBetween(world: World, platformId: string, accountId: string, move: Move): void {
  const { state } = world;
  const { amount, currency, destination, availableOn } = move;
  const nowSeconds = world.clock.nowSeconds();
  const part = availableOn === undefined ? "available" : "pending";
  postBalance(state, { owner: platform, currency, [part]: -amount, nowSeconds });
  postBalance(state, { owner: destination, currency, [part]: amount, nowSeconds });
  if (availableOn === undefined) return;
  scheduleSettlement(state, { id: platformId, owner: platform, currency, amount: -amount, availableOn });
  scheduleSettlement(state, { id: accountId, owner: destination, currency, amount, availableOn });
}
