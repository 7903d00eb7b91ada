import type { Metadata } from "../state/rows.ts";

/** A card as it was given: what it does follows from its number (`cards/test-cards.ts`). */
export type CardRow = { readonly number: string; readonly expMonth: number; readonly expYear: number };

export type PaymentMethodRow = CardRow & {
  readonly id: string;
  readonly owner: string;
  readonly created: number;
  metadata: Metadata;
};

/** Why a card was declined (docs.stripe.com/declines/codes). */
export type Decline = {
  readonly code: string;
  readonly declineCode: string | null;
  readonly message: string;
};

export type ShippingRow = {
  readonly address: Readonly<
    Record<"city" | "country" | "line1" | "line2" | "postal_code" | "state", string | null>
  >;
  readonly carrier: string | null;
  readonly name: string;
  readonly phone: string | null;
  readonly tracking_number: string | null;
};

/** Where a destination charge sends its money by itself; the whole amount without `amount`. */
export type TransferDataRow = { readonly destination: string; readonly amount: number | null };

/** What a payment intent hands on to the charge that it makes. */
export type ChargeTerms = {
  description: string | null;
  metadata: Metadata;
  onBehalfOf: string | null;
  receiptEmail: string | null;
  shipping: ShippingRow | null;
  statementDescriptor: string | null;
  statementDescriptorSuffix: string | null;
  transferData: TransferDataRow | null;
  transferGroup: string | null;
};

/** Money taken from a fan's card, on the platform or on a connected account (`owner`). */
export type ChargeRow = ChargeTerms & {
  readonly id: string;
  readonly owner: string;
  readonly amount: number;
  readonly currency: string;
  readonly created: number;
  readonly card: CardRow;
  /** `pm_…`, or `card_…` where a token or a number was the source. */
  readonly paymentMethod: string;
  readonly paymentIntent: string | null;
  /** Null when it was authorized. */
  readonly decline: Decline | null;
  captured: boolean;
  amountCaptured: number;
  /** What was given back, and what was authorized and never captured. */
  amountRefunded: number;
  /** The transfer of a destination charge. */
  transfer: string | null;
  userReport: string | null;
};

export type PaymentIntentStatus =
  | "requires_payment_method"
  | "requires_confirmation"
  | "requires_capture"
  | "succeeded"
  | "canceled";

export type PaymentIntentRow = ChargeTerms & {
  readonly id: string;
  readonly owner: string;
  readonly created: number;
  readonly clientSecret: string;
  readonly confirmationMethod: string;
  /** As it was given; null when Stripe may choose. */
  readonly allowedPaymentMethodTypes: readonly "card"[] | null;
  readonly automaticPaymentMethods: {
    readonly allow_redirects?: "always" | "never";
    readonly enabled: boolean;
  } | null;
  amount: number;
  currency: string;
  status: PaymentIntentStatus;
  captureMethod: string;
  setupFutureUsage: string | null;
  paymentMethod: string | null;
  latestCharge: string | null;
  lastDecline: Decline | null;
  canceledAt: number | null;
  cancellationReason: string | null;
};

export type RefundStatus = "pending" | "succeeded" | "failed" | "canceled";

export type RefundRow = {
  readonly id: string;
  readonly owner: string;
  readonly charge: string;
  readonly amount: number;
  readonly currency: string;
  readonly created: number;
  readonly reason: string | null;
  status: RefundStatus;
  pendingReason: "processing" | "insufficient_funds" | "charge_pending" | null;
  failureReason: string | null;
  /** Movements out of the balance and, when it failed, back in. */
  movement: string | null;
  failureMovement: string | null;
  /** `trr_…`: what it took back from a destination charge's transfer. */
  transferReversal: string | null;
  metadata: Metadata;
};

/** What a connected account wrote on a payment (`py_…`) that a transfer brought it. */
export type PaymentNotesRow = { readonly id: string; description: string | null; metadata: Metadata };

/** A refund that waits until its owner's balance covers it. */
export type WaitingRefundRow = { readonly id: string; readonly owner: string };

export type DisputeStatus =
  | "lost"
  | "needs_response"
  | "under_review"
  | "warning_closed"
  | "warning_needs_response"
  | "warning_under_review"
  | "won";

export type DisputeRow = {
  readonly id: string;
  readonly owner: string;
  readonly charge: string;
  readonly amount: number;
  readonly currency: string;
  readonly created: number;
  readonly reason: string;
  /** Unix seconds. */
  readonly dueBy: number;
  /** An inquiry moves no money unless it is escalated. */
  isInquiry: boolean;
  status: DisputeStatus;
  /** Movements in their order: the withdrawal, then the reinstatement. */
  movements: string[];
  evidence: Record<string, string>;
  submissionCount: number;
  submissionMethod: "not_submitted" | "manual";
  intendedSubmissionMethod: "manual" | "prefer_manual" | "prefer_smart_disputes" | "smart_disputes" | null;
  metadata: Metadata;
};

/** What the simulator asks for taking charges; Stripe's prices for cards in the US unless set. */
export type PricesRow = {
  readonly id: "prices";
  /** Hundredths of a percent of the amount. */
  chargeBasisPoints: number;
  /** In the smallest unit of whatever currency is charged. */
  chargeFixed: number;
  disputeFixed: number;
  /** From a charge to the day its funds are available. */
  chargePendingSeconds: number;
  /** How long a top-up without a test token stays pending; 0 lets it succeed at once. */
  topupPendingSeconds: number;
};
