import {
  creatorOfAccount,
  findAttempt,
  insertLostAttempt,
  postedKeys,
  newId,
  notifyCreators,
  openCreatorAccounts,
  openFindings,
  placeHolds,
  postEntries,
  type FoundAttempt,
  type Transaction,
} from "@payrun/db";
import { isOpenItemStatus, money, transferAdopted, transferIdempotencyKey } from "@payrun/payouts-core";
import { freezeTransfer, type FoundTransfer } from "@payrun/provider";
import type { Deps } from "../deps.ts";
import { recordOutcomesOf } from "../pay/record-outcomes-of.ts";
import { settledByLookUp } from "../unknown/settled-by-look-up.ts";

/**
 * Brings a transfer that Stripe has into the books.
 *
 * Its attempt has no end here yet: it is paid. Its attempt was returned, or its item is not here: the entry *transfer
 * adopted* takes it from the creator's balance, below zero if need be; she gets nothing more until a person has looked.
 *
 * @returns false when nobody here has the account that it went to: only a finding is left, for a person.
 */
export async function adoptTransfer(deps: Deps, transfer: FoundTransfer): Promise<boolean> {
  const { payoutItemId } = transfer;
  const attemptNo = transfer.attemptNo ?? 1;
  const found = payoutItemId === null ? null : await findAttempt(deps.db, { payoutItemId, attemptNo });
  if (found?.status === "paid" && found.stripeTransferId === transfer.transferId) return true;
  if (found && isSameTransfer(found, transfer, attemptNo) && isOpenItemStatus(found.itemStatus)) {
    const transferId = found.transferId ?? (await writeLostAttempt(deps, found, attemptNo));
    await recordOutcomesOf(
      deps,
      [settledByLookUp({ transferId }, { kind: "paid", stripeTransferId: transfer.transferId })],
      null,
    );
    return true;
  }
  return deps.db.transaction((tx) => adoptAsDebt(deps, tx, transfer, found));
}

/** The present attempt of an open item, with exactly the amount, currency and destination that it has here. */
function isSameTransfer(found: FoundAttempt, transfer: FoundTransfer, attemptNo: number): boolean {
  return (
    found.itemAttemptNo === attemptNo &&
    found.status !== "refused" &&
    found.status !== "absent" &&
    transfer.amountMinor === (found.amountMinor ?? found.itemAmountMinor) &&
    transfer.currency === found.currency &&
    transfer.destinationAccountId === (found.destinationAccountId ?? found.itemDestinationAccountId)
  );
}

async function writeLostAttempt(deps: Deps, found: FoundAttempt, attemptNo: number): Promise<string> {
  const transferId = newId();
  const { payoutItemId, batchId, currency } = found;
  const order = {
    payoutItemId,
    attemptNo,
    currency,
    amountMinor: found.itemAmountMinor,
    destinationAccountId: found.itemDestinationAccountId,
  };
  await deps.db.transaction((tx) =>
    insertLostAttempt(tx, {
      ...order,
      transferId,
      idempotencyKey: transferIdempotencyKey({ mode: deps.settings.mode, payoutItemId, attemptNo }),
      request: freezeTransfer({ ...order, payoutBatchId: batchId }),
    }),
  );
  return transferId;
}

async function adoptAsDebt(
  deps: Deps,
  tx: Transaction,
  transfer: FoundTransfer,
  found: FoundAttempt | null,
): Promise<boolean> {
  const { transferId: stripeTransferId, currency, destinationAccountId } = transfer;
  const creatorId = found?.creatorId ?? (await creatorOfAccount(tx, destinationAccountId ?? ""));
  await openFindings(tx, [
    {
      kind: found ? "duplicate" : "theirs_without_ours",
      subject: stripeTransferId,
      scope: "transfers",
      batchId: found?.batchId ?? null,
      payoutItemId: found?.payoutItemId ?? null,
      transferId: found?.transferId ?? null,
      stripeTransferId,
      ours: found && { status: found.status, itemStatus: found.itemStatus },
      theirs: {
        amountMinor: String(transfer.amountMinor),
        currency,
        destinationAccountId,
        attemptNo: transfer.attemptNo,
      },
      occurredAt: transfer.createdAt,
    },
  ]);
  if (creatorId === null) return false;
  const entry = transferAdopted({
    stripeTransferId,
    creatorId,
    amount: money(transfer.amountMinor, currency),
    effectiveAt: deps.clock.now(),
  });
  if ((await postedKeys(tx, [entry.idempotencyKey])).size > 0) return true;
  await openCreatorAccounts(tx, [{ creatorId, currency }]);
  await postEntries(tx, [entry]);
  await notifyCreators(tx, [
    {
      creatorId,
      dedupeKey: `transfer/${stripeTransferId}/adopted`,
      kind: "balance_corrected",
      data: {
        cause: "transfer_adopted",
        direction: "less",
        amountMinor: String(transfer.amountMinor),
        currency,
        earningId: null,
        payoutItemId: found?.payoutItemId ?? null,
      },
    },
  ]);
  await placeHolds(tx, [
    {
      creatorId,
      reason: `Stripe has transfer ${stripeTransferId}, which these books did not have as paid`,
      placedBy: "rule",
      placedById: "reconciliation",
      until: null,
    },
  ]);
  return true;
}
