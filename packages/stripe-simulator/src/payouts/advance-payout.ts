import { changeAccount } from "../accounts/change-account.ts";
import { postMovement } from "../balance/post-movement.ts";
import { newId } from "../protocol/new-id.ts";
import type { AgendaRow } from "../state/agenda-table.ts";
import type { World } from "../world.ts";
import { announceExternalAccount, keepDerived } from "./external-accounts/external-accounts.ts";
import { announcePayout, type Cause, lastStepOf, payoutStep, planStep } from "./make-payout.ts";
import type { PayoutFailureCode, PayoutRow } from "./payout-rows.ts";

/** Runs when a payout goes to the bank, and when the bank has it. */
export function advancePayout(world: World, { subject }: AgendaRow): void {
  const row = world.state.payouts.get(subject);
  if (row === undefined) return;
  if (row.status === "pending") {
    row.status = "in_transit";
    world.state.payouts.put(row);
    planStep(world, row, lastStepOf(row));
    announcePayout(world, "updated", row, undefined, { status: "pending" });
  } else if (row.status === "in_transit") finishPayout(world, row);
}

/** The bank has the payout, and takes it or sends it back. */
export function finishPayout(world: World, row: PayoutRow): void {
  if (row.outcome !== null) return failPayout(world, row, row.outcome);
  forgetStep(world, row);
  row.status = "paid";
  row.reconciled = row.automatic;
  world.state.payouts.put(row);
  announcePayout(world, "paid", row);
  if (row.automatic) announcePayout(world, "reconciliation_completed", row);
}

/**
 * The bank sends a payout back, also one that it seemed to have taken: the money returns to the balance, and the bank
 * account is `errored` until its details are updated (support.stripe.com/questions/managing-connect-payout-failures).
 */
export function failPayout(world: World, row: PayoutRow, code: PayoutFailureCode): void {
  forgetStep(world, row);
  const completes = row.automatic && !row.reconciled;
  returnMoney(world, row, "payout_failure");
  row.status = "failed";
  row.failureCode = code;
  row.reconciled = row.automatic;
  world.state.payouts.put(row);
  markErrored(world, row);
  announcePayout(world, "failed", row);
  if (completes) announcePayout(world, "reconciliation_completed", row);
}

/** Calls back a payout that has not left yet. */
export function cancelPayout(world: World, row: PayoutRow, cause: Cause): void {
  forgetStep(world, row);
  returnMoney(world, row, "payout_cancel");
  row.status = "canceled";
  world.state.payouts.put(row);
  announcePayout(world, "canceled", row, cause);
}

function returnMoney(
  { state, clock }: World,
  row: PayoutRow,
  type: "payout_failure" | "payout_cancel",
): void {
  const created = clock.nowSeconds();
  const movement = newId("mv");
  row.failureMovement = movement;
  postMovement(state, {
    id: movement,
    owner: row.owner,
    type,
    amount: row.amount,
    fee: 0,
    currency: row.currency,
    created,
    // What was to come from a bank never gets available: it leaves the pending balance with what it undoes.
    availableOn: row.amount < 0 ? Math.max(created, row.arrivalDate) : created,
    source: row.id,
    description: type === "payout_failure" ? "STRIPE PAYOUT FAILURE" : "STRIPE PAYOUT CANCEL",
  });
}

function markErrored(world: World, { owner, destination }: PayoutRow): void {
  const { state } = world;
  keepDerived(state, owner);
  const bank = state.externalAccounts.get(destination);
  if (bank === undefined || bank.deleted || bank.status === "errored") return;
  const mark = (): void => {
    const { status } = bank;
    bank.status = "errored";
    state.externalAccounts.put(bank);
    announceExternalAccount(world, "updated", bank, { previousAttributes: { status } });
  };
  const account = state.accounts.get(owner);
  if (account === undefined) mark();
  else changeAccount(world, account, mark);
}

function forgetStep({ state }: World, { id }: PayoutRow): void {
  const step = `${payoutStep}|${id}`;
  if (state.agenda.get(step) !== undefined) state.agenda.remove(step);
}
