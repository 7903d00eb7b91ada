import { expireCalls as markExpired, notifyCreators, type Database, type Transaction } from "@payrun/db";
import { callDeadlines } from "@payrun/payouts-core";

/**
 * Ends the requests that nobody answered or completed in time, so that no fan's tokens stay set aside for ever. Moves no
 * money. Again does nothing.
 *
 * @param now the business clock.
 * @returns how many expired; `limit`: there may be more.
 */
export async function expireCalls(
  { db, now }: { readonly db: Database; readonly now: Date },
  { limit }: { readonly limit: number },
): Promise<number> {
  return db.transaction((tx) => expireDue(tx, now, { callId: null, limit }));
}

/** The same for one request: before anybody else moves it, it must be over if its time is. */
export async function expireIfDue(tx: Transaction, now: Date, callId: string): Promise<void> {
  await expireDue(tx, now, { callId, limit: 1 });
}

async function expireDue(
  tx: Transaction,
  now: Date,
  which: { readonly callId: string | null; readonly limit: number },
): Promise<number> {
  const expired = await markExpired(tx, { ...which, deadlines: callDeadlines(now), at: now });
  await notifyCreators(
    tx,
    expired.flatMap(({ id, fanCreatorId, creatorName, grossMinor, currency }) =>
      fanCreatorId === null
        ? []
        : [
            {
              creatorId: fanCreatorId,
              dedupeKey: `call/${id}/expired`,
              kind: "call_expired",
              data: { callRequestId: id, creatorName, amountMinor: grossMinor.toString(), currency },
            },
          ],
    ),
  );
  return expired.length;
}
