import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findInvariantBreaches } from "@payrun/db";
import { expect } from "vitest";
import { admins, scheduleDate, type Deployment } from "./deployment.ts";
import { until } from "./until.ts";

const PROGRESS_MS = 90_000;

/** Until Stripe has this share of the batch's transfers. */
export async function untilPaid({ stripe, eligible }: Deployment, share: number): Promise<void> {
  const count = share * eligible.length;
  await until(`${count} are paid`, PROGRESS_MS, async () => (await stripe.transferCount()) >= count);
}

/**
 * Waits until the batch is completed, no money is in transit and the admins have their mail.
 *
 * @returns how many seconds that took.
 */
export async function untilSettled({ db, folder }: Deployment, limitMs: number): Promise<number> {
  const startedAt = performance.now();
  await until("the batch is completed and nothing in transit", limitMs, async () => {
    const [row] = await db.query<{ completed: boolean; inTransit: bigint | null }>(
      `SELECT EXISTS (SELECT FROM payout_batches WHERE period_key = $1 AND status = 'completed') AS completed,
              (SELECT count(*) FROM ledger_accounts WHERE code LIKE 'creator:%:in_transit' AND balance_minor <> 0) AS "inTransit"`,
      [scheduleDate.periodKey],
    );
    return row?.completed === true && row.inTransit === 0n && mailsIn(folder).length >= admins.length;
  });
  return (performance.now() - startedAt) / 1000;
}

/** Each eligible creator has exactly one transfer at Stripe, of her amount; the books say the same; each admin was told once. */
export async function expectPaidOnce({ db, stripe, eligible, folder }: Deployment): Promise<void> {
  const wanted = eligible.map(({ accountId, amountMinor }) => `${accountId} ${amountMinor} usd`);
  const transfers = await stripe.transfers();
  const atStripe = transfers.map(
    ({ destination, amount, currency }) => `${destination} ${amount} ${currency}`,
  );
  expect(atStripe.toSorted()).toEqual(wanted.toSorted());

  const batches = await db.query(
    "SELECT period_key, status, item_count, paid_count, open_count FROM payout_batches ORDER BY period_key",
  );
  const count = eligible.length;
  expect(batches).toEqual([
    {
      period_key: scheduleDate.periodKey,
      status: "completed",
      item_count: count,
      paid_count: count,
      open_count: 0,
    },
  ]);
  const unended = await db.query("SELECT id, status FROM transfers WHERE status <> 'paid'");
  expect(unended).toEqual([]);
  expect(await findInvariantBreaches(db)).toEqual([]);
  expect(mailsIn(folder).toSorted()).toEqual(admins);
}

/** To whom the mails about a completed batch are addressed. */
function mailsIn(folder: string): readonly string[] {
  const mail = join(folder, "mail");
  const files = existsSync(mail) ? readdirSync(mail).filter((name) => name.endsWith(".eml")) : [];
  const texts = files.map((name) => readFileSync(join(mail, name), "utf8"));
  const aboutBatches = texts.filter((text) => /^Subject: Payouts of /m.test(text));
  return aboutBatches.map((text) => /^To: .*<(.+)>/m.exec(text)?.[1] ?? text);
}
