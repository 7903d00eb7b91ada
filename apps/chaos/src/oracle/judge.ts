import { findInvariantBreaches, type Database } from "@payrun/db";
import type { World } from "../world/world.ts";
import { findDouble } from "./find-double.ts";
import { findLost, type BatchSays } from "./find-lost.ts";
import { transfersAt, type StripeTransfer } from "./stripe-transfers.ts";
import { maturedNet, type Told, type ToldCreator } from "./told.ts";

/** What is wrong after a run; all empty, or Payrun has broken its promise. Each line says what, with numbers. */
export type Judgement = {
  readonly double: readonly string[];
  readonly lost: readonly string[];
  /** Payrun's books or tables say something else than the oracle, or break a law of their own. */
  readonly differs: readonly string[];
};

/** What a world went through that neither the host's words nor the present tables tell. */
export type Past = {
  /** Cutoffs of batches that a restored database no longer has, by id. Given: what Stripe is ahead by may be adopted. */
  readonly lostBatches?: ReadonlyMap<string, Date>;
  /** Transfers that somebody made at Stripe by hand. */
  readonly handMade?: ReadonlySet<string>;
};

/** Judges a run from what the host sent in and what Stripe lists, then compares Payrun's tables with that. */
export async function judge(world: World, told: Told, past: Past = {}): Promise<Judgement> {
  const listed = await transfersAt(world.stripe.url);
  const transfers = listed.filter(({ id }) => !past.handMade?.has(id));
  const batches = await batchesOf(world.db);
  const cutoffs = new Map(past.lostBatches);
  for (const { batchId, cutoffAt } of batches) cutoffs.set(batchId, cutoffAt);
  const double = findDouble(told, transfers, (transfer) => {
    const key = `payrun_simulator_${transfer.payoutItemId}_${transfer.attemptNo}`;
    const cutoffAt = cutoffs.get(transfer.payoutBatchId ?? "");
    const sent = world.firstSends.get(key);
    return sent && cutoffAt ? { cutoffAt, claimedTick: sent.claimedTick } : null;
  });
  const lost = findLost(told, transfers, batches);
  return { double, lost, differs: await differences(world.db, told, transfers, past) };
}

type Row = {
  readonly batchId: string;
  readonly accountId: string;
  readonly currency: string;
  readonly itemStatus: string | null;
  readonly reasons: unknown;
};

async function batchesOf(db: Database): Promise<readonly BatchSays[]> {
  const batches = await db.query<{ batchId: string; cutoffAt: Date }>(
    `SELECT id AS "batchId", cutoff_at AS "cutoffAt" FROM payout_batches
      WHERE status NOT IN ('planning', 'missed') ORDER BY cutoff_at`,
  );
  const rows = await db.query<Row>(
    `SELECT coalesce(d.batch_id, i.batch_id) AS "batchId", c.stripe_account_id AS "accountId",
            coalesce(d.currency, i.currency) AS currency, i.status AS "itemStatus",
            jsonb_build_array(d.reasons, i.reason) AS reasons
       FROM payout_decisions d
       FULL JOIN payout_items i ON i.batch_id = d.batch_id AND i.creator_id = d.creator_id AND i.currency = d.currency
       JOIN creators c ON c.id = coalesce(d.creator_id, i.creator_id)`,
  );
  const byKey = new Map(rows.map((row) => [`${row.batchId} ${row.accountId} ${row.currency}`, row]));
  return batches.map(({ batchId, cutoffAt }) => ({
    batchId,
    cutoffAt,
    of: (creator) => {
      const row = byKey.get(`${batchId} ${creator.accountId} ${creator.currency}`);
      return { itemStatus: row?.itemStatus ?? null, reasonCodes: codesIn(row?.reasons) };
    },
  }));
}

function codesIn(reasons: unknown): readonly string[] {
  if (Array.isArray(reasons)) return reasons.flatMap(codesIn);
  if (typeof reasons !== "object" || reasons === null || !("code" in reasons)) return [];
  return [String(reasons.code)];
}

/**
 * The laws of the books; every paid item and every standing transfer, one by one; and for each creator that what she
 * earned, less what was reversed, is what she was paid and what she still has.
 */
async function differences(
  db: Database,
  told: Told,
  transfers: readonly StripeTransfer[],
  past: Past,
): Promise<readonly string[]> {
  const breaches = await findInvariantBreaches(db);
  const paid = await db.query<{ line: string }>(
    `SELECT i.id || ' ' || t.attempt_no || ' ' || t.stripe_transfer_id || ' ' || i.amount_minor || ' ' || i.currency || ' '
            || i.destination_account_id || ' ' || i.reversed_minor AS line
       FROM payout_items i JOIN transfers t ON t.payout_item_id = i.id AND t.attempt_no = i.attempt_no
      WHERE i.status IN ('paid', 'reversed')`,
  );
  const unknown = await db.query<{ id: string }>("SELECT id FROM payout_items WHERE status = 'unknown'");
  const open = new Set(unknown.map(({ id }) => id));
  const atStripe = transfers.filter(({ payoutItemId }) => !open.has(payoutItemId ?? ""));
  const adopted = past.lostBatches ? await adoptedIn(db) : new Set<string>();
  const isAdopted = ({ id, amountMinor, currency, destination }: StripeTransfer): boolean =>
    adopted.has(`${id} ${amountMinor} ${currency} ${destination}`);
  const itemsThere = atStripe.filter((each) => !isAdopted(each));
  const there = itemsThere.map(
    (each) =>
      `${each.payoutItemId} ${each.attemptNo} ${each.id} ${each.amountMinor} ${each.currency} ${each.destination} ${each.reversedMinor}`,
  );
  const here = paid.map(({ line }) => line);
  return [
    ...breaches.map(({ law, subject, detail }) => `${law}: ${subject}, ${detail}`),
    ...here.filter((line) => !there.includes(line)).map((line) => `only here: ${line}`),
    ...there.filter((line) => !here.includes(line)).map((line) => `only at Stripe: ${line}`),
    ...(await owedDifferences(db, told, atStripe)),
  ];
}

/** What the books took in as adopted, to the cent and by whom. */
async function adoptedIn(db: Database): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ line: string }>(
    `SELECT split_part(e.idempotency_key, '/', 2) || ' ' || p.amount_minor || ' ' || p.currency || ' ' || c.stripe_account_id AS line
       FROM journal_entries e JOIN postings p ON p.journal_entry_id = e.id AND p.direction = 'debit'
       JOIN ledger_accounts a ON a.id = p.account_id JOIN creators c ON c.id = a.creator_id
      WHERE e.kind = 'transfer_adopted'`,
  );
  return new Set(rows.map(({ line }) => line));
}

async function owedDifferences(
  db: Database,
  told: Told,
  transfers: readonly StripeTransfer[],
): Promise<readonly string[]> {
  const rows = await db.query<{ accountId: string; currency: string; hasMinor: bigint }>(
    `SELECT c.stripe_account_id AS "accountId", a.currency, sum(a.balance_minor)::bigint AS "hasMinor"
       FROM ledger_accounts a JOIN creators c ON c.id = a.creator_id GROUP BY 1, 2`,
  );
  const has = new Map(
    rows.map(({ accountId, currency, hasMinor }) => [`${accountId} ${currency}`, hasMinor]),
  );
  return told.creators.flatMap((creator) => {
    const owed = owedTo(told, creator) - standingAt(transfers, creator);
    const inBooks = has.get(`${creator.accountId} ${creator.currency}`) ?? 0n;
    return owed === inBooks
      ? []
      : [`${creator.sourceId} is owed ${owed} ${creator.currency}, and has ${inBooks} in the books`];
  });
}

function owedTo(told: Told, creator: ToldCreator): bigint {
  return maturedNet(told, creator, new Date(8.64e15), () => true);
}

function standingAt(transfers: readonly StripeTransfer[], creator: ToldCreator): bigint {
  return transfers
    .filter(({ destination, currency }) => destination === creator.accountId && currency === creator.currency)
    .reduce((sum, { amountMinor, reversedMinor }) => sum + amountMinor - reversedMinor, 0n);
}
