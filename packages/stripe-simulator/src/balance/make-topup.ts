import { recordEvent } from "../events/record-event.ts";
import { newId, siblingId } from "../protocol/new-id.ts";
import { type Metadata, platform, type TopupRow } from "../state/rows.ts";
import type { World } from "../world.ts";
import { announceAvailable } from "./announce-available.ts";
import { postMovement } from "./post-movement.ts";

export type TopupFacts = {
  readonly amount: number;
  readonly currency: string;
  readonly description?: string | null;
  readonly metadata?: Metadata;
  readonly statementDescriptor?: string | null;
  readonly transferGroup?: string | null;
  /** 0, the default, makes the funds available at once. */
  readonly availableInSeconds?: number;
  readonly cause?: { readonly requestId: string; readonly idempotencyKey: string | null };
};

/** Adds funds to the platform's balance; the bank behind a top-up never refuses. */
export function makeTopup(world: World, facts: TopupFacts): TopupRow {
  const created = world.clock.nowSeconds();
  const row: TopupRow = {
    id: newId("tu"),
    amount: facts.amount,
    currency: facts.currency,
    created,
    availableOn: created + (facts.availableInSeconds ?? 0),
    statementDescriptor: facts.statementDescriptor ?? null,
    transferGroup: facts.transferGroup ?? null,
    description: facts.description ?? null,
    metadata: facts.metadata ?? {},
  };
  world.state.topups.put(row);
  postMovement(world.state, {
    id: siblingId("mv", row.id),
    owner: platform,
    type: "topup",
    amount: row.amount,
    fee: 0,
    currency: row.currency,
    created,
    availableOn: row.availableOn,
    source: row.id,
    description: row.description,
  });
  const cause = facts.cause === undefined ? {} : { cause: facts.cause };
  for (const type of ["topup.created", "topup.succeeded"]) {
    recordEvent(world, { type, object: renderTopup(row), ...cause });
  }
  if (row.availableOn === created) announceAvailable(world, platform);
  return row;
}

/** Stripe's `topup` object. */
export function renderTopup(row: TopupRow) {
  return {
    id: row.id,
    object: "topup" as const,
    amount: row.amount,
    balance_transaction: siblingId("txn", row.id),
    created: row.created,
    currency: row.currency,
    description: row.description,
    expected_availability_date: row.availableOn,
    failure_code: null,
    failure_message: null,
    initiated_by: "user",
    livemode: false,
    metadata: row.metadata,
    source: null,
    statement_descriptor: row.statementDescriptor,
    status: "succeeded",
    transfer_group: row.transferGroup,
  };
}
