import { newId, notifyCreators, openDatabase, type CreatorNews } from "@payrun/db";
import { inject } from "vitest";

/** Tells a creator of so many payouts, each of a dollar more than the one before. */
export async function tell(creatorId: string, count: number): Promise<void> {
  const db = openDatabase(inject("system").databaseURL, { poolSize: 1 });
  try {
    for (let dollars = 1; dollars <= count; dollars += 1) {
      const news: CreatorNews = {
        creatorId,
        dedupeKey: newId(),
        kind: "payout_sent",
        data: {
          payoutItemId: newId(),
          periodKey: "2026-11-15",
          amountMinor: String(dollars * 100),
          currency: "USD",
        },
      };
      await db.transaction((tx) => notifyCreators(tx, [news]));
    }
  } finally {
    await db.close();
  }
}
