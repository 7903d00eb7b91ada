import { recordEvent } from "../../events/record-event.ts";
import { badRequest } from "../../protocol/api-error.ts";
import { newId, siblingId } from "../../protocol/new-id.ts";
import type { AgendaRow } from "../../state/agenda-table.ts";
import { type Metadata, platform, type TopupRow } from "../../state/rows.ts";
import { formerValues } from "../../transfers/former-values.ts";
import type { World } from "../../world.ts";
import { announceAvailable } from "../announce-available.ts";
import { postMovement } from "../post-movement.ts";

type Cause = { readonly requestId: string; readonly idempotencyKey: string | null } | undefined;

export type TopupFacts = {
  readonly amount: number;
  readonly currency: string;
  readonly description?: string | null;
  readonly metadata?: Metadata;
  readonly statementDescriptor?: string | null;
  readonly transferGroup?: string | null;
  /** How long the bank takes to answer; 0, the default, lets it succeed at once. */
  readonly pendingSeconds?: number;
  /** What the bank answers then; null, the default, when it gives the money. */
  readonly failureCode?: string | null;
  /** From its success to its availability; 0, the default, makes the funds available with it. */
  readonly availableInSeconds?: number;
  readonly cause?: Cause;
};

/** Asks the bank for funds for the platform's balance. */
export function makeTopup(world: World, facts: TopupFacts): TopupRow {
  const { pendingSeconds = 0, availableInSeconds = 0 } = facts;
  const created = world.clock.nowSeconds();
  const row: TopupRow = {
    id: newId("tu"),
    amount: facts.amount,
    currency: facts.currency,
    created,
    availableOn: created + pendingSeconds + availableInSeconds,
    status: "pending",
    failureCode: facts.failureCode ?? null,
    statementDescriptor: facts.statementDescriptor ?? null,
    transferGroup: facts.transferGroup ?? null,
    description: facts.description ?? null,
    metadata: facts.metadata ?? {},
  };
  if (pendingSeconds === 0) {
    receive(world, row);
    for (const type of ["topup.created", "topup.succeeded"]) announceTopup(world, row, type, facts.cause);
    if (row.availableOn === created) announceAvailable(world, platform);
    return row;
  }
  world.state.topups.put(row);
  const dueSeconds = created + pendingSeconds;
  world.state.agenda.put({ id: `topup|${row.id}`, kind: "topup", subject: row.id, dueSeconds });
  announceTopup(world, row, "topup.created", facts.cause);
  return row;
}

/** The bank's answer to a pending top-up. */
export function finishTopup(world: World, { subject }: AgendaRow): void {
  const row = world.state.topups.get(subject);
  if (row?.status !== "pending") return;
  const before = renderTopup(row);
  if (row.failureCode !== null) {
    row.status = "failed";
    world.state.topups.put(row);
    announceTopup(world, row, "topup.failed", undefined, before);
    return;
  }
  receive(world, row);
  announceTopup(world, row, "topup.succeeded", undefined, before);
  announceAvailable(world, platform);
}

/** Throws 400 for a top-up that is no longer pending. */
export function cancelTopupRow(world: World, row: TopupRow, cause: Cause): void {
  if (row.status !== "pending") {
    const message = `Top-up ${row.id} cannot be canceled because it has a status of ${row.status}. Only pending top-ups can be canceled.`;
    throw badRequest(undefined, message);
  }
  const before = renderTopup(row);
  row.status = "canceled";
  world.state.topups.put(row);
  world.state.agenda.remove(`topup|${row.id}`);
  announceTopup(world, row, "topup.canceled", cause, before);
}

function receive(world: World, row: TopupRow): void {
  row.status = "succeeded";
  world.state.topups.put(row);
  postMovement(world.state, {
    id: siblingId("mv", row.id),
    owner: platform,
    type: "topup",
    amount: row.amount,
    fee: 0,
    currency: row.currency,
    created: world.clock.nowSeconds(),
    availableOn: row.availableOn,
    source: row.id,
    description: row.description,
  });
}

function announceTopup(
  world: World,
  row: TopupRow,
  type: string,
  cause: Cause,
  before?: ReturnType<typeof renderTopup>,
): void {
  const object = renderTopup(row);
  recordEvent(world, {
    type,
    object,
    ...(before === undefined ? {} : { previousAttributes: formerValues(before, object) }),
    ...(cause === undefined ? {} : { cause }),
  });
}

const failureMessages: Readonly<Record<string, string>> = {
  account_closed: "The bank account has been closed.",
  debit_not_authorized: "Debit transactions are not approved on the bank account.",
  insufficient_funds: "The bank account has insufficient funds to complete the top-up.",
  invalid_currency: "The bank account does not support the currency of the top-up.",
  no_account: "The bank account could not be located.",
};

/** Stripe's `topup` object. */
export function renderTopup(row: TopupRow) {
  const failureCode = row.status === "failed" ? row.failureCode : null;
  return {
    id: row.id,
    object: "topup" as const,
    amount: row.amount,
    balance_transaction: row.status === "succeeded" ? siblingId("txn", row.id) : null,
    created: row.created,
    currency: row.currency,
    description: row.description,
    expected_availability_date: row.availableOn,
    failure_code: failureCode,
    failure_message: failureCode === null ? null : (failureMessages[failureCode] ?? null),
    initiated_by: "user" as const,
    livemode: false,
    metadata: row.metadata,
    source: null,
    statement_descriptor: row.statementDescriptor,
    status: row.status,
    transfer_group: row.transferGroup,
  };
}
