import type { PayrunMode } from "@payrun/payouts-core";
import {
  listAccounts,
  readAccount,
  readConnectedBalance,
  type ConnectedAccount,
  type ConnectedBalance,
  type UnreachableAccount,
} from "./connected-account.ts";
import {
  findTransfers,
  listTransfers,
  type FoundTransfer,
  type TransferLookup,
} from "./transfers/found-transfer.ts";
import {
  listBalanceTransactions,
  readBalance,
  readPlatform,
  type BalanceTransaction,
  type Platform,
  type PlatformBalance,
} from "./stripe-balance.ts";
import { createStripeClient } from "./client/stripe-client.ts";
import { listEvents, type StripeEvent } from "./events/stripe-event.ts";
import { createStripeReader } from "./client/stripe-reader.ts";
import { submitTransfer, type SubmitTransfer, type SubmittedTransfer } from "./transfers/submit-transfer.ts";

export type ProviderOptions = {
  /** `sk_…`, or a restricted `rk_…`. */
  readonly secretKey: string;
  /** Another server than Stripe's, e.g. `http://127.0.0.1:12111`; null for Stripe itself. */
  readonly apiBase: URL | null;
  readonly mode: PayrunMode;
  /** Of one request, from connecting to the last byte of the answer; 15 s unless said. */
  readonly timeoutMs?: number;
  /** Awaited before every read, so that the worker can pace them. Transfers are paced by their send slots. */
  readonly beforeRead?: () => Promise<void>;
};

/**
 * Stripe, in Payrun's words and ISO 4217 minor units. Sending money never throws for what Stripe or the network does;
 * every read throws `ProviderUnavailable` for weather. Lists come newest first, in pages of 100.
 */
export type Provider = {
  readonly mode: PayrunMode;
  submitTransfer(order: SubmitTransfer): Promise<SubmittedTransfer>;
  /** Never throws for weather: an incomplete look-up says so. */
  findTransfers(of: { readonly payoutItemId: string }): Promise<TransferLookup>;
  /** Both instants included, in Stripe's whole seconds. */
  listTransfers(span: {
    readonly createdFrom: Date;
    readonly createdTo?: Date;
  }): AsyncGenerator<readonly FoundTransfer[]>;
  listBalanceTransactions(filter: {
    /** Stripe's type, e.g. `transfer`. */
    readonly type?: string;
    readonly createdFrom: Date;
  }): AsyncGenerator<readonly BalanceTransaction[]>;
  readBalance(): Promise<PlatformBalance>;
  readPlatform(): Promise<Platform>;
  readAccount(accountId: string): Promise<ConnectedAccount | UnreachableAccount>;
  readConnectedBalance(accountId: string): Promise<ConnectedBalance | UnreachableAccount>;
  /** One page of 100; `nextStartingAfter` is null at the end. */
  listAccounts(from: {
    readonly startingAfter: string | null;
  }): Promise<{ readonly accounts: readonly ConnectedAccount[]; readonly nextStartingAfter: string | null }>;
  /** The platform's own events of the last 30 days at most; not those on connected accounts. */
  listEvents(from: { readonly createdFrom: Date }): AsyncGenerator<readonly StripeEvent[]>;
  /** Closes idle connections. */
  close(): void;
};

const NO_PACE = () => Promise.resolve();

/** @throws Error when key, mode and address contradict each other. */
export function createProvider({
  secretKey,
  apiBase,
  mode,
  timeoutMs = 15_000,
  beforeRead = NO_PACE,
}: ProviderOptions): Provider {
  const { stripe, wire } = createStripeClient({ secretKey, apiBase, mode, timeoutMs });
  const reader = createStripeReader(stripe, beforeRead);
  return {
    mode,
    submitTransfer: (order) => submitTransfer(stripe, order),
    findTransfers: (of) => findTransfers(reader, of),
    listTransfers: (span) => listTransfers(reader, span),
    listBalanceTransactions: (filter) => listBalanceTransactions(reader, filter),
    readBalance: () => readBalance(reader),
    readPlatform: () => readPlatform(reader),
    readAccount: (accountId) => readAccount(reader, accountId),
    readConnectedBalance: (accountId) => readConnectedBalance(reader, accountId),
    listAccounts: (from) => listAccounts(reader, from),
    listEvents: (from) => listEvents(reader, from),
    close: () => wire.close(),
  };
}
