import { createHash } from "node:crypto";
import { siblingId } from "../protocol/new-id.ts";
import { payoutFailures, type PayoutRow } from "./payout-rows.ts";

/** Stripe's `payout` object. */
export function renderPayout(row: PayoutRow) {
  return {
    id: row.id,
    object: "payout" as const,
    amount: row.amount,
    application_fee: null,
    application_fee_amount: null,
    arrival_date: row.arrivalDate,
    automatic: row.automatic,
    balance_transaction: siblingId("txn", row.id),
    created: row.created,
    currency: row.currency,
    description: row.description,
    destination: row.destination,
    failure_balance_transaction: row.failureMovement === null ? null : siblingId("txn", row.failureMovement),
    failure_code: row.failureCode,
    failure_message: row.failureCode === null ? null : payoutFailures[row.failureCode],
    livemode: false,
    metadata: row.metadata,
    method: row.method,
    original_payout: row.originalPayout,
    payout_method: null,
    reconciliation_status: reconciliationStatus(row),
    reversed_by: row.reversedBy,
    source_type: row.sourceType,
    statement_descriptor: row.statementDescriptor,
    status: row.status,
    trace_id: traceOf(row),
    type: row.type,
  };
}

function reconciliationStatus({ automatic, reconciled }: PayoutRow): string {
  if (!automatic) return "not_applicable";
  return reconciled ? "completed" : "in_progress";
}

/** Banks give a reference for what reached them; nothing is known of it before. */
function traceOf({ id, status }: PayoutRow) {
  if (status === "pending" || status === "in_transit") return { status: "pending", value: null };
  if (status === "canceled") return { status: "unsupported", value: null };
  const digest = createHash("sha256").update(id).digest();
  return { status: "supported", value: String(digest.readUIntBE(0, 6)).padStart(15, "0") };
}
