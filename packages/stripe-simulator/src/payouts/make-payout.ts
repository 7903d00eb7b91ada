import { postMovement } from "../balance/post-movement.ts";
import { recordEvent } from "../events/record-event.ts";
import { newId, siblingId } from "../protocol/new-id.ts";
import { type Metadata, platform } from "../state/rows.ts";
import type { World } from "../world.ts";
import { addBusinessDays, isBusinessDay, nextMidnight } from "./business-days.ts";
import type { ExternalAccountRow, PayoutRow } from "./payout-rows.ts";
import { renderPayout } from "./render-payout.ts";

export type Cause = { readonly requestId: string; readonly idempotencyKey: string | null };

export type PayoutFacts = {
  /** A connected account, or `platform`. */
  readonly owner: string;
  /** In Stripe's unit of the currency; below zero takes money from the bank. */
  readonly amount: number;
  readonly currency: string;
  readonly destination: ExternalAccountRow;
  readonly automatic?: boolean;
  readonly method?: "standard" | "instant";
  readonly description?: string | null;
  readonly statementDescriptor?: string | null;
  readonly originalPayout?: string;
  readonly metadata?: Metadata;
  readonly cause?: Cause;
};

/** The agenda's kind for the next step of a payout. */
export const payoutStep = "payout";

const instantSeconds = 30 * 60;
const refusalSeconds = 12 * 60 * 60;
/** A bank takes longer to give money than to take it. */
const bankDays = { payout: 1, debit: 3 };

/**
 * Takes the money out of a balance and sends it on its way, with `payout.created`; a payout below zero brings money from
 * the bank, which is pending until it arrives.
 *
 * What was asked for goes to the bank at the next midnight (UTC) that begins a business day, and arrives a business day
 * later; automatic payouts are made at such a midnight. Instant payouts take half an hour.
 */
export function makePayout(world: World, facts: PayoutFacts): PayoutRow {
  const { state } = world;
  const created = world.clock.nowSeconds();
  const { owner, amount, currency, destination, automatic = false, method = "standard" } = facts;
  const leavesAtOnce = automatic || method === "instant";
  const row: PayoutRow = {
    id: newId("po"),
    owner,
    amount,
    currency,
    created,
    arrivalDate: method === "instant" ? created + instantSeconds : arrivalOf(created, amount, leavesAtOnce),
    automatic,
    destination: destination.id,
    method,
    sourceType: "card",
    type: destination.card === null ? "bank_account" : "card",
    description: facts.description ?? (automatic ? "STRIPE PAYOUT" : null),
    statementDescriptor: facts.statementDescriptor ?? null,
    originalPayout: facts.originalPayout ?? null,
    outcome: destination.outcome,
    status: leavesAtOnce ? "in_transit" : "pending",
    failureMovement: null,
    failureCode: null,
    reconciled: false,
    reversedBy: null,
    metadata: facts.metadata ?? {},
  };
  state.payouts.put(row);
  postMovement(state, {
    id: siblingId("mv", row.id),
    owner,
    type: "payout",
    amount: -amount,
    fee: 0,
    currency,
    created,
    availableOn: amount < 0 ? row.arrivalDate : created,
    source: row.id,
    description: row.description ?? "STRIPE PAYOUT",
  });
  planStep(world, row, leavesAtOnce ? lastStepOf(row) : submissionOf(created));
  announcePayout(world, "created", row, facts.cause);
  return row;
}

/** When a payout in transit arrives or comes back: a debit is refused before its money would be available. */
export function lastStepOf({ amount, arrivalDate, outcome }: PayoutRow): number {
  return amount < 0 && outcome !== null ? arrivalDate - refusalSeconds : arrivalDate;
}

export function planStep({ state }: World, { id }: PayoutRow, dueSeconds: number): void {
  state.agenda.put({ id: `${payoutStep}|${id}`, kind: payoutStep, subject: id, dueSeconds });
}

/** `payout.created`, `payout.paid`, … as the payout is now. */
export function announcePayout(
  world: World,
  what: "created" | "updated" | "paid" | "failed" | "canceled" | "reconciliation_completed",
  row: PayoutRow,
  cause?: Cause,
  previousAttributes?: Readonly<Record<string, unknown>>,
): void {
  recordEvent(world, {
    type: `payout.${what}`,
    account: row.owner === platform ? null : row.owner,
    object: renderPayout(row),
    ...(cause === undefined ? {} : { cause }),
    ...(previousAttributes === undefined ? {} : { previousAttributes }),
  });
}

function submissionOf(created: number): number {
  const midnight = nextMidnight(created);
  return isBusinessDay(midnight) ? midnight : addBusinessDays(midnight, 1);
}

function arrivalOf(created: number, amount: number, leavesAtOnce: boolean): number {
  const leaves = leavesAtOnce ? created : submissionOf(created);
  return addBusinessDays(leaves, amount < 0 ? bankDays.debit : bankDays.payout);
}
