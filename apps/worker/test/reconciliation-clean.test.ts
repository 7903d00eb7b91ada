import { describe, expect, test } from "vitest";
import { reconcileBatch, reconcileRecent } from "../src/jobs/reconcile-stripe.ts";
import { resolveUnknownTransfers } from "../src/unknown/resolve-unknown-transfers.ts";
import type { House } from "./house.ts";
import { makeDue } from "./operational-clock.ts";
import { atStripe, cashOnBothSides, openFindingsOf } from "./stripe-money.ts";
import { clearFaults, switchFault } from "./stripe-side.ts";
import { openAlarmKinds, storyHouse } from "./story.ts";

const ROUNDS = 10;
const DAY_SECONDS = 24 * 60 * 60;
const FUNDS = { usd: 1_000_000, eur: 1_000_000, jpy: 1_000_000, bhd: 1_000_000 };
const CURRENCIES = ["USD", "EUR", "JPY", "BHD"] as const;

/** A year of a platform's ordinary life in rounds: each is another batch, among whatever else moves the balance. */
describe.for([
  { when: "that began with money in Stripe's balance", before: { usd: 123_456, jpy: 7 } },
  { when: "that began with nothing", before: {} },
])("a platform $when", ({ before }) => {
  test("has no finding in ten clean runs, and its cash is Stripe's balance in every currency", async () => {
    const house = await storyHouse();
    if (Object.keys(before).length > 0) await house.control("POST", "/balance", { add: before });
    await reconcileRecent(house.deps);
    await house.control("POST", "/balance", { add: FUNDS, pending: { usd: 500 } });
    for (let round = 0; round < ROUNDS; round += 1) {
      await house.control("POST", "/clock", { advanceSeconds: DAY_SECONDS });
      const { batchId, isInFlight } = await payRound(house, round);
      await moveTheBalance(house, round);
      if (round % 2 === 0) await reconcileRecent(house.deps);
      else await reconcileBatch(house.deps, batchId);
      expect(await openFindingsOf(house), `round ${round}`).toEqual([]);
      if (isInFlight) {
        await explainsWhatIsInFlight(house, batchId);
        await reconcileRecent(house.deps);
      }
      const { ledger, stripe } = await cashOnBothSides(house);
      expect(ledger, `round ${round}`).toEqual(stripe);
    }
    const [ever] = await house.db.query("SELECT count(*)::int AS count FROM reconciliation_findings");
    expect(ever).toEqual({ count: 0 });
    expect((await openAlarmKinds(house)).filter((kind) => kind === "differs_from_stripe")).toEqual([]);
    await house.booksBalance();
  }, 180_000);
});

/** A batch of a creator in each currency. In every third one an answer is lost, in every fourth a transfer comes back. */
async function payRound(
  house: House,
  round: number,
): Promise<{ readonly batchId: string; readonly isInFlight: boolean }> {
  for (const currency of CURRENCIES) await house.addCreators([5000], { currency });
  const isInFlight = round % 3 === 2;
  if (isInFlight) await switchFault(house, { kind: "reset_after" });
  const scheduledFor = new Date(Date.UTC(2026, 11 + round, 1, 2));
  const periodKey = scheduledFor.toISOString().slice(0, 10);
  const { batchId } = await house.start({ periodKey, scheduledFor });
  await house.runJobs();
  const counts = await house.db.query(
    "SELECT paid_count AS paid, unknown_count AS unknown FROM payout_batches WHERE id = $1",
    [batchId],
  );
  expect(counts).toEqual([isInFlight ? { paid: 3, unknown: 1 } : { paid: 4, unknown: 0 }]);
  if (round % 4 === 3) {
    const [paid] = await house.db.query<{ id: string }>(
      "SELECT stripe_transfer_id AS id FROM transfers WHERE status = 'paid' ORDER BY finished_at DESC LIMIT 1",
    );
    await atStripe(house, `transfers/${paid?.id}/reversals`, { amount: 1000 });
  }
  return { batchId, isInFlight };
}

/** Charges, refunds, disputes, top-ups, the platform's own payouts, and a connected account below zero. */
async function moveTheBalance(house: House, round: number): Promise<void> {
  const currency = (CURRENCIES[(round + 1) % CURRENCIES.length] ?? "USD").toLowerCase();
  const source = round % 2 === 0 ? "tok_bypassPending" : "tok_visa";
  const charge = await atStripe(house, "charges", { amount: 20_000, currency, source });
  await atStripe(house, "refunds", { charge: charge.id, amount: 500 });
  const disputed = await atStripe(house, "charges", {
    amount: 3000,
    currency: "usd",
    source: "tok_bypassPending",
  });
  const dispute = (await house.control("POST", `/charges/${disputed.id}/dispute`, {})) as {
    readonly id: string;
  };
  await house.control("POST", `/disputes/${dispute.id}/close`, { status: round % 2 === 0 ? "won" : "lost" });
  await house.control("POST", "/balance", { add: { usd: 1000 + round } });
  if (round % 5 === 1) {
    const payout = await atStripe(house, "payouts", { amount: 5000, currency: "usd" });
    if (round === 6) await house.control("POST", `/payouts/${payout.id}/fail`, { code: "no_account" });
  }
  if (round === 4) {
    const [account] = await house.db.query<{ id: string }>(
      "SELECT stripe_account_id AS id FROM creators ORDER BY id LIMIT 1",
    );
    await house.control("PATCH", `/accounts/${account?.id}`, { balance: { usd: -700 } });
    // Nobody covers it for 180 days: Stripe takes it from the platform for good.
    await house.control("POST", "/clock", { advanceSeconds: 181 * DAY_SECONDS });
  }
}

/** An unknown attempt's money has left Stripe and not the books: that is its amount, and nothing else; then it is settled. */
async function explainsWhatIsInFlight(house: House, batchId: string): Promise<void> {
  const [item] = await house.db.query<{ currency: string; amountMinor: bigint }>(
    `SELECT currency, amount_minor AS "amountMinor" FROM payout_items WHERE batch_id = $1 AND status = 'unknown'`,
    [batchId],
  );
  if (!item) throw new Error("an answer was lost");
  const { ledger, stripe } = await cashOnBothSides(house);
  expect((ledger[item.currency] ?? 0n) - (stripe[item.currency] ?? 0n)).toBe(item.amountMinor);
  await clearFaults(house);
  await makeDue(house);
  await resolveUnknownTransfers(house.deps);
  await house.runJobs();
}
