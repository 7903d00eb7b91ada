import { renderBalanceTransaction } from "../../balance/balance-transaction.ts";
import type { State } from "../../state/state.ts";
import { testCard } from "../cards/test-cards.ts";
import type { DisputeRow } from "../charge-rows.ts";

/** Names of evidence that are text, or ids of files (docs.stripe.com/api/disputes/evidence_object). */
export const evidenceNames = [
  "access_activity_log",
  "billing_address",
  "cancellation_policy",
  "cancellation_policy_disclosure",
  "cancellation_rebuttal",
  "customer_communication",
  "customer_email_address",
  "customer_name",
  "customer_purchase_ip",
  "customer_signature",
  "duplicate_charge_documentation",
  "duplicate_charge_explanation",
  "duplicate_charge_id",
  "product_description",
  "receipt",
  "refund_policy",
  "refund_policy_disclosure",
  "refund_refusal_explanation",
  "service_date",
  "service_documentation",
  "shipping_address",
  "shipping_carrier",
  "shipping_date",
  "shipping_documentation",
  "shipping_tracking_number",
  "uncategorized_file",
  "uncategorized_text",
] as const;

/** What Visa's network calls the reasons that test cards give. */
const networkReasonCodes: Readonly<Record<string, string>> = {
  credit_not_processed: "13.6",
  duplicate: "12.6.1",
  fraudulent: "10.4",
  product_not_received: "13.1",
  product_unacceptable: "13.3",
  subscription_canceled: "13.2",
};

/** Stripe's `dispute` object. */
export function renderDispute(state: State, row: DisputeRow, nowSeconds: number) {
  const charge = state.charges.get(row.charge);
  const brand = testCard(charge?.card.number ?? "")?.brand ?? "visa";
  const reasonCode = networkReasonCodes[row.reason] ?? null;
  const movements = row.movements.map((id) => state.movements.get(id)).filter((found) => found !== undefined);
  const isOpen = row.status.endsWith("needs_response");
  return {
    id: row.id,
    object: "dispute" as const,
    amount: row.amount,
    balance_transactions: movements.map((movement) => renderBalanceTransaction(state, movement, row.owner)),
    charge: row.charge,
    created: row.created,
    currency: row.currency,
    enhanced_eligibility_types: [],
    evidence: {
      ...Object.fromEntries(evidenceNames.map((name) => [name, row.evidence[name] ?? null])),
      enhanced_evidence: {},
    },
    evidence_details: {
      due_by: row.dueBy,
      enhanced_eligibility: {},
      has_evidence: Object.keys(row.evidence).length > 0,
      past_due: isOpen && nowSeconds > row.dueBy,
      submission_count: row.submissionCount,
      submission_method: row.submissionMethod,
    },
    intended_submission_method: row.intendedSubmissionMethod,
    is_charge_refundable: row.isInquiry && row.status.startsWith("warning_"),
    livemode: false,
    metadata: row.metadata,
    network_reason_code: reasonCode,
    payment_intent: charge?.paymentIntent ?? null,
    payment_method_details: {
      card: {
        brand,
        case_type: row.isInquiry ? ("inquiry" as const) : ("chargeback" as const),
        network: brand,
        network_reason_code: reasonCode,
      },
      type: "card" as const,
    },
    reason: row.reason,
    status: row.status,
  };
}
