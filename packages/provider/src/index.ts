export {
  type ConnectedAccount,
  type ConnectedBalance,
  type UnreachableAccount,
} from "./connected-account.ts";
export { createProvider, type Provider, type ProviderOptions } from "./create-provider.ts";
export { type FoundTransfer, type TransferLookup } from "./found-transfer.ts";
export { freezeTransfer, type TransferOrder } from "./frozen-transfer.ts";
export { ProviderUnavailable, type UnavailableFacts } from "./provider-unavailable.ts";
export { fromStripeAmount, toStripeAmount } from "./stripe-amount.ts";
export { type BalanceTransaction, type Platform, type PlatformBalance } from "./stripe-balance.ts";
export { type ProviderMode } from "./stripe-client.ts";
export { stripeEvent, type StripeEvent } from "./stripe-event.ts";
export { type SubmitTransfer, type SubmittedTransfer } from "./submit-transfer.ts";
export { verifyWebhook, type WebhookRefusal, type WebhookVerdict } from "./verify-webhook.ts";
