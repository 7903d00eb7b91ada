import {
  beginNextAttempt,
  newId,
  postEntries,
  recordOutcomes,
  saveClaim,
  type Database,
  type RecordedOutcome,
} from "@payrun/db";
import { money, payoutReserved, payoutReturned, payoutSettled } from "@payrun/payouts-core";

/** One attempt at one payout. */
export type Attempt = {
  readonly payoutItemId: string;
  readonly creatorId: string;
  readonly attemptNo: number;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly destinationAccountId: string;
};

/** What the worker does with attempts, by its own stores: claims one, and records what Stripe answered. */
export function attemptDesk(db: Database, effectiveAt: () => Date) {
  const factsOf = ({ amountMinor, currency, ...attempt }: Attempt) => ({
    ...attempt,
    amount: money(amountMinor, currency),
    effectiveAt: effectiveAt(),
  });

  async function record(
    attempt: Attempt,
    outcome: Pick<RecordedOutcome, "status" | "itemStatus" | "reason"> & Partial<RecordedOutcome>,
  ) {
    await db.transaction(async (tx) => {
      const transferId = newId();
      const token = newId();
      const idempotencyKey = `key_${transferId}`;
      await saveClaim(tx, [{ ...attempt, transferId, idempotencyKey, request: "{}" }], { token, ms: 20_000 });
      const isPaid = outcome.status === "paid";
      const stripeTransferId = isPaid ? `tr_${transferId}` : null;
      await tx.query(
        "UPDATE transfers SET status = 'begun', send_count = 1, first_sent_at = clock_timestamp() WHERE id = $1",
        [transferId],
      );
      await recordOutcomes(tx, [{ ...anAnswer, ...outcome, transferId, stripeTransferId }], token);
      await postEntries(tx, [isPaid ? payoutSettled(factsOf(attempt)) : payoutReturned(factsOf(attempt))]);
    });
  }

  return {
    pay: (attempt: Attempt) => record(attempt, { status: "paid", itemStatus: "paid", reason: null }),
    /** Stripe refuses: the money is back in the creator's balance. */
    refuse: (attempt: Attempt) =>
      record(attempt, {
        status: "refused",
        itemStatus: "failed",
        refusalClass: "transient",
        reason: { code: "lock_timeout", refusalClass: "transient", message: "Stripe's own words" },
      }),
    /** The next attempt of a refused one, for the smaller of its amount and what is available. */
    async again(attempt: Attempt, availableMinor: bigint): Promise<Attempt> {
      const amountMinor = availableMinor < attempt.amountMinor ? availableMinor : attempt.amountMinor;
      const next = { ...attempt, attemptNo: attempt.attemptNo + 1, amountMinor };
      await db.transaction(async (tx) => {
        await postEntries(tx, [payoutReserved(factsOf(next))]);
        await beginNextAttempt(tx, [{ ...next, status: "planned", reason: null }]);
      });
      return next;
    },
  };
}

const anAnswer = {
  errorCode: null,
  errorMessage: null,
  refusalClass: null,
  httpStatus: 200,
  stripeRequestId: "req_test",
  wireTries: 1,
  onlyNotExecuted: false,
  needsAdmin: false,
  resolveInMs: null,
  notBeforeMs: null,
};
