import {
  finishPlanning,
  loadCandidatePage,
  loadClaimable,
  lockBatchInPlanning,
  newId,
  postEntries,
  saveClaim,
  savePlannedPage,
  startBatch,
  startProcessing,
  type BatchInPlanning,
  type ClaimCandidate,
  type ClaimedAttempt,
  type Database,
  type Sql,
  type Transaction,
} from "../src/index.ts";
import {
  money,
  payoutReserved,
  planPage,
  transferIdempotencyKey,
  type ItemStatus,
  type PayoutPolicy,
  type TransferStatus,
} from "@payrun/payouts-core";
import { at } from "./books.ts";

const policy: PayoutPolicy = {
  minimumMinor: { USD: 2500n, EUR: 2500n },
  schedule: { days: [1, 15], hourUtc: 2 },
  runs: [],
  destinationCoolDownHours: 0,
  supportedCountries: null,
  unusualAmountFloorMinor: {},
  stops: [],
};

/** A batch row in any state, with nothing in it. */
export async function addBatch(
  sql: Sql,
  {
    periodKey = newId(),
    status = "processing",
  }: { readonly periodKey?: string; readonly status?: string } = {},
): Promise<string> {
  const batchId = newId();
  await sql.query(
    `INSERT INTO payout_batches (id, period_key, status, scheduled_for, cutoff_at, started_by) VALUES ($1, $2, $3, $4, $4, 'admin')`,
    [batchId, periodKey, status, at],
  );
  return batchId;
}

export type AddedItem = {
  readonly payoutItemId: string;
  readonly batchId: string;
  readonly creatorId: string;
  readonly amountMinor: bigint;
};

/** A payout item of $40.00 in dollars, its money reserved unless it is held. */
export async function addItem(
  sql: Sql,
  {
    batchId,
    creatorId,
    status = "planned",
    amountMinor = 4000n,
    chunkNo = 0,
  }: {
    readonly batchId: string;
    readonly creatorId: string;
    readonly status?: ItemStatus;
    readonly amountMinor?: bigint;
    readonly chunkNo?: number;
  },
): Promise<AddedItem> {
  const payoutItemId = newId();
  await sql.query(
    `INSERT INTO payout_items (id, batch_id, creator_id, currency, amount_minor, status, chunk_no, destination_account_id)
     VALUES ($1, $2, $3::uuid, 'USD', $4, $5, $6, 'acct_' || $3::text)`,
    [payoutItemId, batchId, creatorId, amountMinor, status, chunkNo],
  );
  const facts = { payoutItemId, attemptNo: 1, creatorId, amount: money(amountMinor, "USD"), effectiveAt: at };
  if (status !== "held") await postEntries(sql, [payoutReserved(facts)]);
  return { payoutItemId, batchId, creatorId, amountMinor };
}

/** An attempt row in any state, as if it had come there; every time and id that its state may need is set. */
export async function addTransfer(
  sql: Sql,
  { payoutItemId, creatorId, amountMinor }: AddedItem,
  {
    status = "begun",
    attemptNo = 1,
    lease = null,
  }: {
    readonly status?: TransferStatus;
    readonly attemptNo?: number;
    readonly lease?: { readonly token: string; readonly ms: number } | null;
  } = {},
): Promise<string> {
  const transferId = newId();
  await sql.query(
    `INSERT INTO transfers (id, payout_item_id, attempt_no, amount_minor, currency, destination_account_id, idempotency_key, request,
                            status, first_sent_at, last_sent_at, send_count, stripe_transfer_id, lease_token, lease_until)
     VALUES ($1::uuid, $2, $3, $4, 'USD', 'acct_' || $5::text, $6, '{}', $7::transfer_status,
             CASE WHEN $7::transfer_status NOT IN ('claimed', 'not_sent') THEN operational_now() END,
             CASE WHEN $7::transfer_status NOT IN ('claimed', 'not_sent') THEN operational_now() END,
             CASE WHEN $7::transfer_status NOT IN ('claimed', 'not_sent') THEN 1 ELSE 0 END,
             CASE WHEN $7::transfer_status = 'paid' THEN 'tr_' || $1::text END,
             $8, operational_now() + $9::float8 * interval '1 millisecond')`,
    [
      transferId,
      payoutItemId,
      attemptNo,
      amountMinor,
      creatorId,
      transferIdempotencyKey({ mode: "simulator", payoutItemId, attemptNo }),
      status,
      lease?.token ?? null,
      lease?.ms ?? null,
    ],
  );
  return transferId;
}

/** Starts a batch, plans every creator in pages, and opens it for sending: the stores in the worker's order. */
export async function openPlannedBatch(
  db: Database,
  { periodKey = "2026-12-01", pageSize = 5_000, chunkSize = 25 } = {},
): Promise<string> {
  const { batchId } = await startBatch(db, { periodKey, scheduledFor: at }, "admin");
  while (await db.transaction((tx) => planNextPage(tx, batchId, { pageSize, chunkSize })));
  await db.transaction((tx) => startProcessing(tx, batchId));
  return batchId;
}

/** Plans one page; false when there was none left and the batch is planned. */
export async function planNextPage(
  tx: Transaction,
  batchId: string,
  { pageSize, chunkSize }: { readonly pageSize: number; readonly chunkSize: number },
): Promise<boolean> {
  const batch = await lockBatchInPlanning(tx, batchId);
  if (!batch) return false;
  const candidates = await loadCandidatePage(tx, { after: batch.planningCursor, creatorsMax: pageSize, at });
  const lastCreatorId = candidates.at(-1)?.creatorId;
  if (lastCreatorId === undefined) {
    await finishPlanning(tx, batchId);
    return false;
  }
  const plan = planPage(candidates, policy, positionIn(batch, chunkSize));
  await savePlannedPage(tx, batch, plan, { superseded: [], returned: [], lastCreatorId });
  return true;
}

function positionIn({ batchId, cutoffAt, nextOrdinal }: BatchInPlanning, chunkSize: number) {
  return { batchId, cutoffAt, firstOrdinal: nextOrdinal, chunkSize, newItemId: () => newId() };
}

export type Claim = { readonly leaseToken: string; readonly attempts: readonly ClaimedAttempt[] };

/** Claims what is planned in a chunk, in one transaction, under a lease of its own. */
export async function claimChunk(
  db: Database,
  {
    batchId,
    chunkNo = 0,
    leaseMs = 20_000,
  }: { readonly batchId: string; readonly chunkNo?: number; readonly leaseMs?: number },
): Promise<Claim> {
  const leaseToken = newId();
  const attempts = await db.transaction(async (tx) => {
    const candidates = await loadClaimable(tx, { batchId, chunkNo, at });
    if (candidates.length === 0) return [];
    return saveClaim(tx, candidates.map(newAttempt), { token: leaseToken, ms: leaseMs });
  });
  return { leaseToken, attempts };
}

function newAttempt(candidate: ClaimCandidate) {
  const { payoutItemId, attemptNo, amountMinor } = candidate;
  return {
    ...candidate,
    transferId: newId(),
    idempotencyKey: transferIdempotencyKey({ mode: "simulator", payoutItemId, attemptNo }),
    request: `amount=${amountMinor}`,
  };
}
