import {
  differingMovements,
  ledgerCash,
  markCheckedEntries,
  openFindings,
  saveCashComparisons,
  transfersFound,
  unbookedReversals,
  unmatchedEntries,
  type Comparison,
  type DifferingMovement,
  type NewFinding,
  type UnmatchedEntry,
} from "@payrun/db";
import { cashDifference, movementDifferences, unexplainedCash, type Difference } from "@payrun/payouts-core";
import type { Deps } from "../deps.ts";
import type { StripeCash } from "./follow-balance.ts";

const PAGE = 1_000;

/** Opens what differs between the movements of Stripe's balance and the entries here, both ways. */
export async function compareMovements(
  { db }: Deps,
  { comparisonId, startedAt }: Comparison,
  {
    listedFrom,
    reversedTransferOf,
  }: {
    /** Since when Stripe's transfers were listed; null: they were not. */
    readonly listedFrom: Date | null;
    /** The transfers behind the movements that took something back. */
    readonly reversedTransferOf: ReadonlyMap<string, string>;
  },
): Promise<void> {
  for (let after: string | undefined = ""; after !== undefined;) {
    const page: readonly DifferingMovement[] = await differingMovements(db, {
      comparisonId,
      createdFrom: listedFrom,
      readBefore: startedAt,
      after,
      limit: PAGE,
    });
    await openFindings(
      db,
      page.flatMap((movement) =>
        movementDifferences(compared(movement)).map((difference) => ofMovement(movement, difference)),
      ),
    );
    after = page.at(-1)?.balanceTransactionId;
  }
  for (let after: string | undefined = ""; after !== undefined;) {
    const page: readonly DifferingMovement[] = await unbookedReversals(db, { after, limit: PAGE });
    const found = await transfersFound(db, [...reversedTransferOf.values()]);
    await openFindings(
      db,
      page
        .filter(({ balanceTransactionId }) => !found.has(reversedTransferOf.get(balanceTransactionId) ?? ""))
        .map((movement) => unrecordedReversal(movement, reversedTransferOf)),
    );
    after = page.at(-1)?.balanceTransactionId;
  }
  for (let after: bigint | undefined = 0n; after !== undefined;) {
    const page: readonly UnmatchedEntry[] = await unmatchedEntries(db, {
      after,
      recordedBefore: startedAt,
      limit: PAGE,
    });
    await openFindings(db, page.map(withoutMovement));
    after = page.at(-1)?.entryId;
  }
  await markCheckedEntries(db);
}

/** Compares `platform:cash` with Stripe's balance, by currency, and keeps both for the metrics. */
export async function compareCash({ db }: Deps, stripe: readonly StripeCash[]): Promise<void> {
  const ledger = new Map((await ledgerCash(db)).map((side) => [side.currency, side]));
  const sides = stripe.map(({ currency, stripeMinor, listedMinor }) => {
    const { ledgerMinor = 0n, openingMinor = 0n } = ledger.get(currency) ?? {};
    return { currency, ledgerMinor, openingMinor, stripeMinor, listedMinor };
  });
  await saveCashComparisons(
    db,
    sides.map((side) => ({ ...side, unexplainedMinor: unexplainedCash(side) })),
  );
  await openFindings(
    db,
    sides.flatMap((side) => {
      const difference = cashDifference(side);
      return difference ? [{ ...difference, ...OF_NOTHING, occurredAt: null }] : [];
    }),
  );
}

const OF_NOTHING = {
  scope: "balance",
  batchId: null,
  payoutItemId: null,
  transferId: null,
  stripeTransferId: null,
} as const;

function compared({ bookedMinor, bookedFeeMinor, ...movement }: DifferingMovement) {
  const booked =
    bookedMinor === null || bookedFeeMinor === null
      ? null
      : { amountMinor: bookedMinor, feeMinor: bookedFeeMinor };
  return { ...movement, booked };
}

function ofMovement({ type, sourceId, createdAt }: DifferingMovement, difference: Difference): NewFinding {
  const stripeTransferId = type === "transfer" ? sourceId : null;
  return { ...difference, ...OF_NOTHING, stripeTransferId, occurredAt: createdAt };
}

function unrecordedReversal(
  { balanceTransactionId, sourceId, amountMinor, currency, createdAt }: DifferingMovement,
  transferOf: ReadonlyMap<string, string>,
): NewFinding {
  const stripeTransferId = transferOf.get(balanceTransactionId) ?? null;
  return {
    ...OF_NOTHING,
    kind: "reversed",
    subject: stripeTransferId ?? sourceId ?? balanceTransactionId,
    ours: null,
    theirs: { balanceTransactionId, sourceId, amountMinor: String(amountMinor), currency },
    stripeTransferId,
    occurredAt: createdAt,
  };
}

function withoutMovement(entry: UnmatchedEntry): NewFinding {
  const { idempotencyKey, kind, amountMinor, currency } = entry;
  const { batchId, payoutItemId, transferId, stripeTransferId, effectiveAt } = entry;
  return {
    kind: "ours_without_theirs",
    subject: idempotencyKey,
    scope: "balance",
    batchId,
    payoutItemId,
    transferId,
    stripeTransferId,
    ours: { entry: idempotencyKey, kind, amountMinor: String(amountMinor), currency },
    theirs: null,
    occurredAt: effectiveAt,
  };
}
