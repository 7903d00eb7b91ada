export {
  type ConnectedAccount,
  type ConnectedBalance,
  type UnreachableAccount,
} from "./connected-account.ts";
export { createProvider, type Provider, type ProviderOptions } from "./create-provider.ts";
export { type FoundTransfer, type TransferLookup } from "./transfers/found-transfer.ts";
export { freezeTransfer, type TransferOrder } from "./transfers/frozen-transfer.ts";
export { ProviderUnavailable, type UnavailableFacts } from "./client/provider-unavailable.ts";
export { fromStripeAmount, toStripeAmount } from "./stripe-amount.ts";
export { type BalanceTransaction, type Platform, type PlatformBalance } from "./stripe-balance.ts";
export { stripeEvent, type StripeEvent } from "./events/stripe-event.ts";
export { type SubmitTransfer, type SubmittedTransfer } from "./transfers/submit-transfer.ts";
export { verifyWebhook, type WebhookRefusal, type WebhookVerdict } from "./events/verify-webhook.ts";
