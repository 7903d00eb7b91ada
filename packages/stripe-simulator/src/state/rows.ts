/**
 * What the simulator remembers, one type per table. Rows are compact because a state holds a million of
 * them; what Stripe shows is rendered from them.
 *
 * Amounts are integers in Stripe's own units, exactly as they cross the wire. They are numbers and not
 * bigint because Stripe's JSON has numbers: a single amount has at most 12 digits, mostly far fewer, so
 * sums stay far below 2^53. Instants are Unix seconds, like `created` in every Stripe object; names that
 * end in `Ms` are Unix milliseconds.
 */

import type { AccountDetails } from "../accounts/account-details.ts";

/** Balances belong to the platform or to one connected account (`acct_…`). */
export const platform = "platform";

export type Metadata = Record<string, string>;

/** Why an account cannot do all it asked for (`requirements.disabled_reason` in the client's types). */
export const disabledReasons = [
  "action_required.requested_capabilities",
  "listed",
  "other",
  "platform_paused",
  "rejected.fraud",
  "rejected.incomplete_verification",
  "rejected.listed",
  "rejected.other",
  "rejected.platform_fraud",
  "rejected.platform_other",
  "rejected.platform_terms_of_service",
  "rejected.terms_of_service",
  "requirements.past_due",
  "requirements.pending_verification",
  "under_review",
] as const;

export type DisabledReason = (typeof disabledReasons)[number];

export type RequirementsRow = {
  currentlyDue: string[];
  pastDue: string[];
  eventuallyDue: string[];
  pendingVerification: string[];
  errors: { code: string; reason: string; requirement: string }[];
  /** Unix seconds. */
  currentDeadline: number | null;
  disabledReason: DisabledReason | null;
};

export type AccountRow = {
  readonly id: string;
  readonly created: number;
  /** Which API made it; a v2 account is shown in v1 shape by v1 endpoints. */
  readonly apiGeneration: 1 | 2;
  type: string;
  country: string;
  /** ISO 4217, lower case. */
  defaultCurrency: string;
  email: string | null;
  displayName: string | null;
  businessType: string | null;
  /** Capability name to `active`, `inactive` or `pending`. */
  capabilities: Record<string, string>;
  payoutsEnabled: boolean;
  chargesEnabled: boolean;
  detailsSubmitted: boolean;
  requirements: RequirementsRow;
  metadata: Metadata;
  /** A closed account is still visible, but takes no transfers. */
  closed: boolean;
  /** A deleted account is gone for every caller. */
  deleted: boolean;
  /** Lets reversals take the account below zero; the platform is liable for it. */
  mayGoNegative: boolean;
  details: AccountDetails;
};

export type TransferRow = {
  readonly id: string;
  readonly amount: number;
  currency: string;
  destination: string;
  readonly created: number;
  transferGroup: string | null;
  readonly sourceType: string;
  readonly sourceTransaction: string | null;
  /** Only when its charge had not settled: Unix seconds from which it is available. */
  readonly availableOn?: number;
  readonly requestId: string;
  readonly idempotencyKey: string | null;
  amountReversed: number;
  description: string | null;
  metadata: Metadata;
  /** What an update replaced: replays and `transfer.created` show the transfer as it was born. */
  asCreated: { description: string | null; metadata: Metadata } | null;
};

export type ReversalRow = {
  readonly id: string;
  readonly transfer: string;
  readonly amount: number;
  readonly currency: string;
  readonly destination: string;
  readonly created: number;
  /** Only when the transfer was still pending: Unix seconds from which it is available. */
  readonly availableOn?: number;
  /** The refund that asked for it. */
  readonly sourceRefund?: string;
  metadata: Metadata;
};

/** Every change of a balance that is neither a transfer nor a reversal: top-ups, charges, adjustments. */
export type MovementRow = {
  readonly id: string;
  readonly owner: string;
  /** Balance transaction type, e.g. `topup`. */
  readonly type: string;
  /** Signed, gross. */
  readonly amount: number;
  readonly fee: number;
  readonly currency: string;
  readonly created: number;
  /** Unix seconds from which the amount is available. */
  readonly availableOn: number;
  readonly source: string | null;
  readonly description: string | null;
};

export type BalanceRow = {
  readonly id: string;
  readonly owner: string;
  readonly currency: string;
  available: number;
  pending: number;
  /** Platform only: what covers negative connected accounts (`connect_reserved`). */
  reserved: number;
};

/** Funds that become available later. */
export type SettlementRow = {
  readonly id: string;
  readonly owner: string;
  readonly currency: string;
  readonly amount: number;
  readonly availableOn: number;
};

export type TopupRow = {
  readonly id: string;
  readonly amount: number;
  readonly currency: string;
  readonly created: number;
  /** Unix seconds from which the funds are, or will be, available. */
  readonly availableOn: number;
  status: "pending" | "succeeded" | "failed" | "canceled";
  /** Why it fails, or is going to. */
  readonly failureCode: string | null;
  readonly statementDescriptor: string | null;
  readonly transferGroup: string | null;
  description: string | null;
  metadata: Metadata;
};

export type EventRow = {
  readonly id: string;
  readonly type: string;
  readonly created: number;
  /** The connected account of a Connect event; null for the platform's own. */
  readonly account: string | null;
  readonly requestId: string | null;
  readonly idempotencyKey: string | null;
  /** `transfer.created` keeps only the transfer's id; other events keep what they showed. */
  readonly transfer: string | null;
  readonly object: Record<string, unknown> | null;
  readonly previousAttributes: Record<string, unknown> | null;
};

/** What signs for a while after another secret took its place. */
export type FormerSecret = {
  readonly secret: string;
  /** Unix seconds. */
  readonly expiresAt: number;
};

/** How long after each failure a webhook is tried again (`events/retry-schedule.ts`). */
export type RetrySchedule = "quick" | "sandbox" | "live";

export type WebhookEndpointRow = {
  readonly id: string;
  readonly created: number;
  readonly connect: boolean;
  secret: string;
  formerSecrets: readonly FormerSecret[];
  /** When deliveries began to fail with none that went well since. */
  failingSinceMs: number | null;
  url: string;
  enabledEvents: string[];
  apiVersion: string | null;
  description: string | null;
  metadata: Metadata;
  status: "enabled" | "disabled";
  deleted: boolean;
};

/** One event on its way to one webhook endpoint or event destination; gone once it was answered with 2xx. */
export type DeliveryRow = {
  readonly id: string;
  readonly event: string;
  readonly endpoint: string;
  readonly firstDueMs: number;
  /** Sent because somebody asked for it: tried once, beside what Stripe tries by itself. */
  readonly manual: boolean;
  attempts: number;
  /** When it is tried next. */
  dueMs: number;
  /** `held`: waits for others to be shuffled with. `failed`: given up. */
  status: "pending" | "held" | "failed";
  /** What the last attempt met: an HTTP status, or why there was none. */
  lastFailure: string | null;
};

export type SavedAnswerRow = {
  /** Idempotency key within its account. */
  readonly id: string;
  endpoint: string;
  /** Digest of the parameters that the key was first used with. */
  readonly fingerprint: string;
  readonly createdMs: number;
  readonly lifetimeMs: number;
  readonly status: number;
  readonly requestId: string;
  /** The very bytes; null when `transfer` renders to the same. */
  readonly body: string | null;
  readonly transfer: string | null;
};

/** What a platform has not done before it makes accounts. */
export const platformRefusals = [
  "connect_not_signed_up",
  "platform_profile",
  "transfers_without_card_payments",
] as const;

export type PlatformRefusal = (typeof platformRefusals)[number];

export type SettingsRow = {
  readonly id: "settings";
  /** Added to the clock that the simulator was started with. */
  clockOffsetMs: number;
  /** A standing clock shows this instant; null when it runs. */
  clockStandsAtMs: number | null;
  /** Simulated seconds per second, since that instant of the clock that the simulator was started with. */
  clockSpeed: number;
  clockSpeedSinceMs: number;
  /** New Connect platforms are refused `POST /v1/accounts` since August 2026. */
  refuseV1Accounts: boolean;
  /** Why the platform may not make any account; null when it may. */
  platformRefusal: PlatformRefusal | null;
  /** For how long v2 endpoints do not know a new v1 account. */
  v1AccountsVisibleInV2AfterSeconds: number;
  /** `quick` unless it was set. */
  webhookRetries?: RetrySchedule;
  /** Real milliseconds; 20 seconds unless it was set. */
  webhookTimeoutMs?: number;
};
