export { type AccountLink, type OnboardingLink } from "./accounts/account-links.ts";
export { accountReading, type AccountReading } from "./accounts/account-reading.ts";
export {
  type BankDestination,
  type ConnectedAccount,
  type PayoutSchedule,
  type RequirementError,
} from "./accounts/connected-account.ts";
export { requirementKind, type RequirementKind } from "./accounts/requirement-kind.ts";
export { type OpenConnectedAccount, type OpenedAccount } from "./accounts/open-connected-account.ts";
export { type OperatorRefusal, type OperatorRefusalCode } from "./accounts/operator-refusal.ts";
export { type ConnectedBalance, type UnreachableAccount } from "./accounts/read-account.ts";
export { createProvider, type Provider, type ProviderOptions } from "./create-provider.ts";
export { ProviderUnavailable, type UnavailableFacts } from "./client/provider-unavailable.ts";
export {
  createReadBudget,
  type ReadBudget,
  type ReadBudgetOptions,
  type ReadCounts,
} from "./client/read-budget.ts";
export { type ReadFacts } from "./client/stripe-reader.ts";
export { type EventsFrom, type EventsPage, type EventsSince } from "./events/events-since.ts";
export { stripeEvent, type StripeEvent } from "./events/stripe-event.ts";
export { type ThinEventObject, type ThinEventsFrom } from "./events/thin-events.ts";
export {
  verifyWebhook,
  type WebhookAddressee,
  type WebhookRefusal,
  type WebhookVerdict,
} from "./events/verify-webhook.ts";
export { type BankFailure } from "./payouts/bank-failure.ts";
export { mayStillFail, type BankPayout } from "./payouts/bank-payout.ts";
export { type BankPayoutContents, type BankPayoutPart } from "./payouts/transfers-in-bank-payout.ts";
export { fromStripeAmount, toStripeAmount } from "./stripe-amount.ts";
export { type BalanceTransaction, type Platform, type PlatformBalance } from "./stripe-balance.ts";
export { type FoundReversal, type ReversalLookup } from "./transfers/found-reversal.ts";
export {
  type FoundTransfer,
  type TransferLookup,
  type TransferReversal,
  type TransferSpan,
} from "./transfers/found-transfer.ts";
export { freezeReversal, type ReversalOrder } from "./transfers/frozen-reversal.ts";
export { freezeTransfer, type TransferOrder } from "./transfers/frozen-transfer.ts";
export {
  type ReversalAnswer,
  type SubmitReversal,
  type SubmittedReversal,
} from "./transfers/submit-reversal.ts";
export { type SubmitTransfer, type SubmittedTransfer } from "./transfers/submit-transfer.ts";
