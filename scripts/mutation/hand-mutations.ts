/** A mutation that a person would make, and the tests of which one must fail under it. */
export type HandMutation = {
  readonly name: string;
  readonly file: string;
  /** Must be in the file exactly once, or the mutation is refused: the source has changed, and so must the list. */
  readonly from: string;
  readonly to: string;
  /** The package whose test files they are. */
  readonly root: string;
  readonly tests: readonly string[];
};

const core = "packages/payouts-core";
const db = "packages/db";
const worker = "apps/worker";

export const handMutations: readonly HandMutation[] = [
  {
    name: "swap debit and credit of a settled payout",
    file: `${core}/src/ledger/payout-entries.ts`,
    from: "[debit(creatorInTransit(creatorId), amount), credit(platformCash, amount)]",
    to: "[credit(creatorInTransit(creatorId), amount), debit(platformCash, amount)]",
    root: core,
    tests: ["test/ledger.test.ts", "test/payout-stories.test.ts"],
  },
  {
    name: "skip the look-up before an attempt is called absent",
    file: `${core}/src/transfer/decide-unknown.ts`,
    from: "if (proofs.length === 0) return lookUpPaced(facts);",
    to: 'if (proofs.length === 0) return { kind: "absent" };',
    root: core,
    tests: ["test/unknown-transfer.test.ts"],
  },
  {
    name: "be satisfied with one look-up",
    file: `${core}/src/transfer/decide-unknown.ts`,
    from: "if (last - first >= LOOK_UPS_APART_MS)",
    to: "if (last - first >= 0)",
    root: core,
    tests: ["test/unknown-transfer.test.ts"],
  },
  {
    name: "end a hold a millisecond late",
    file: `${core}/src/schedule/available-at.ts`,
    from: "return new Date(earnedAt.getTime() + holdMs(holdDays));",
    to: "return new Date(earnedAt.getTime() + holdMs(holdDays) + 1);",
    root: core,
    tests: ["test/schedule.test.ts"],
  },
  {
    name: "round up to what Stripe can send",
    file: `${core}/src/money/round-down-to-sendable.ts`,
    from: "amountMinor - (amountMinor % smallest)",
    to: "amountMinor + (amountMinor % smallest)",
    root: core,
    tests: ["test/money.test.ts"],
  },
  {
    name: "round the platform's fee up",
    file: `${core}/src/money/split-gross.ts`,
    from: "(grossMinor * BigInt(feeBasisPoints)) / 10_000n",
    to: "(grossMinor * BigInt(feeBasisPoints) + 9_999n) / 10_000n",
    root: core,
    tests: ["test/splitting.test.ts"],
  },
  {
    name: "raise the attempt number when the outcome is unknown",
    file: `${db}/src/transfers/record-outcomes.ts`,
    from: "SET status = coalesce(r.item_status, i.status), reason = r.reason,",
    to: "SET status = coalesce(r.item_status, i.status), reason = r.reason, attempt_no = i.attempt_no + (r.status = 'unknown')::int,",
    root: worker,
    tests: ["test/unknown.test.ts"],
  },
  {
    name: "drop the status of the attempt when an outcome is recorded",
    file: `${db}/src/transfers/record-outcomes.ts`,
    from: "o.status = 'paid' AND t.status IN ('claimed', 'begun', 'unknown', 'not_sent')",
    to: "o.status = 'paid'",
    root: db,
    tests: ["test/leases.test.ts"],
  },
  {
    name: "drop the lease check when an outcome is recorded",
    file: `${db}/src/transfers/record-outcomes.ts`,
    from: "(t.lease_token = $1::uuid AND t.lease_until > operational_now() AND t.status IN ('claimed', 'begun', 'unknown'))",
    to: "(t.status IN ('claimed', 'begun', 'unknown'))",
    root: db,
    tests: ["test/leases.test.ts"],
  },
  {
    name: "record a refusal under a lease that has ended",
    file: `${db}/src/transfers/record-outcomes.ts`,
    from: "t.lease_token = $1::uuid AND t.lease_until > operational_now() AND t.status",
    to: "t.lease_token = $1::uuid AND t.status",
    root: db,
    tests: ["test/leases.test.ts"],
  },
  {
    name: "drop the lease check before a call begins",
    file: `${db}/src/transfers/begin-transfers.ts`,
    from: "WHERE t.lease_token = $2::uuid AND t.status = $3::transfer_status\n     -- Asked",
    to: "WHERE t.status = $3::transfer_status\n     -- Asked",
    root: db,
    tests: ["test/slots.test.ts"],
  },
  {
    name: "drop the kill switch before a call begins",
    file: `${db}/src/transfers/begin-transfers.ts`,
    from: "     AND CASE WHEN a.now IS NOT NULL THEN NOT payouts_stopped(i.batch_id, i.creator_id, i.currency) END\n",
    to: "",
    root: db,
    tests: ["test/slots.test.ts"],
  },
  {
    name: "drop the kill switch before the claim",
    file: `${db}/src/items/claim-chunk.ts`,
    from: '     AND NOT ${isStopped("i")}\n',
    to: "",
    root: worker,
    tests: ["test/kill-switch.test.ts"],
  },
  {
    name: "drop the status of the item at the claim",
    file: `${db}/src/items/claim-chunk.ts`,
    from: "WHERE i.batch_id = $1 AND i.chunk_no = $2 AND i.status = 'planned'\n     AND (i.creator_id",
    to: "WHERE i.batch_id = $1 AND i.chunk_no = $2\n     AND (i.creator_id",
    root: db,
    tests: ["test/chunks.test.ts"],
  },
  {
    name: "drop the status of the attempt at a second claim",
    file: `${db}/src/items/claim-chunk.ts`,
    from: "        WHERE t.status = 'not_sent'\n",
    to: "",
    root: db,
    tests: ["test/chunks.test.ts"],
  },
  {
    name: "wait for leased items instead of skipping them",
    file: `${db}/src/items/claim-chunk.ts`,
    from: "ORDER BY i.id FOR NO KEY UPDATE SKIP LOCKED",
    to: "ORDER BY i.id",
    root: db,
    tests: ["test/chunks.test.ts"],
  },
  {
    name: "drop the status of an item that is released for funds",
    file: `${db}/src/batches/open-batch.ts`,
    from: "WHERE id = ANY ($1::uuid[]) AND status = 'awaiting_funds' RETURNING id",
    to: "WHERE id = ANY ($1::uuid[]) RETURNING id",
    root: db,
    tests: ["test/batches.test.ts"],
  },
  {
    name: "drop the status of a batch that is completed",
    file: `${db}/src/batches/open-batch.ts`,
    from: "status IN ('processing', 'paused', 'awaiting_funds') AND planned_at IS NOT NULL",
    to: "planned_at IS NOT NULL",
    root: db,
    tests: ["test/batches.test.ts"],
  },
  {
    name: "drop the status of a batch whose page is planned",
    file: `${db}/src/batches/plan-batch.ts`,
    from: "AND status = 'planning' AND planned_at IS NULL FOR NO KEY UPDATE",
    to: "FOR NO KEY UPDATE",
    root: db,
    tests: ["test/batches.test.ts"],
  },
  {
    name: "drop the conflict of two batches of one date",
    file: `${db}/src/batches/start-batch.ts`,
    from: "VALUES ($1, $2, 'planning', $3, $3, $4)\n       ON CONFLICT (period_key) DO NOTHING RETURNING id",
    to: "VALUES ($1, $2, 'planning', $3, $3, $4) RETURNING id",
    root: db,
    tests: ["test/batches.test.ts"],
  },
  {
    name: "take over a lease that has not ended",
    file: `${db}/src/transfers/lease-transfers.ts`,
    from: "t.status IN ('claimed', 'begun') AND t.lease_until <= (SELECT operational_now())",
    to: "t.status IN ('claimed', 'begun')",
    root: db,
    tests: ["test/leases.test.ts"],
  },
  {
    name: "pay again after a restore without looking at what Stripe has",
    file: `${worker}/src/restore/guard-restored-database.ts`,
    from: "lost.push(...ours.filter((transfer) => notHere.has(transfer.transferId)));",
    to: "lost.push(...ours.filter((transfer) => notHere.has(transfer.transferId) && false));",
    root: worker,
    tests: ["test/restored.test.ts"],
  },
  {
    name: "lift the stop of a restore although a transfer is not adopted",
    file: `${worker}/src/restore/guard-restored-database.ts`,
    from: "if (unadopted === 0) await liftStop",
    to: "await liftStop",
    root: worker,
    tests: ["test/restored.test.ts"],
  },
];
