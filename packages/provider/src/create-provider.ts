import type { PayrunMode } from "@payrun/payouts-core";
import {
  dashboardLink,
  onboardingLink,
  type AccountLink,
  type OnboardingLink,
} from "./accounts/account-links.ts";
import { readPayoutAccount, type AccountReading } from "./accounts/account-reading.ts";
import type { ConnectedAccount } from "./accounts/connected-account.ts";
import {
  openConnectedAccount,
  type OpenConnectedAccount,
  type OpenedAccount,
} from "./accounts/open-connected-account.ts";
import {
  listAccounts,
  readAccount,
  readConnectedBalance,
  type ConnectedBalance,
  type UnreachableAccount,
} from "./accounts/read-account.ts";
import { createStripeClient } from "./client/stripe-client.ts";
import { createStripeReader, type ReadPace } from "./client/stripe-reader.ts";
import { eventsSince, type EventsFrom, type EventsSince } from "./events/events-since.ts";
import { listEvents, type StripeEvent } from "./events/stripe-event.ts";
import {
  listThinEvents,
  readThinEventObject,
  type ThinEventObject,
  type ThinEventsFrom,
} from "./events/thin-events.ts";
import type { BankPayout } from "./payouts/bank-payout.ts";
import { listBankPayouts, readBankPayout } from "./payouts/read-bank-payouts.ts";
import { transfersInBankPayout, type BankPayoutContents } from "./payouts/transfers-in-bank-payout.ts";
import {
  listBalanceTransactions,
  readBalance,
  readPlatform,
  type BalanceTransaction,
  type Platform,
  type PlatformBalance,
} from "./stripe-balance.ts";
import { findReversals, type ReversalLookup } from "./transfers/found-reversal.ts";
import {
  findTransfers,
  listTransfers,
  readReversedTransfer,
  type FoundTransfer,
  type TransferLookup,
  type TransferSpan,
} from "./transfers/found-transfer.ts";
import { submitReversal, type SubmitReversal, type SubmittedReversal } from "./transfers/submit-reversal.ts";
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
  readonly beforeRead?: ReadPace["beforeRead"];
  /** Told after every read what it met: counts, and back-off (`createReadBudget` gives both). Must not throw. */
  readonly afterRead?: ReadPace["afterRead"];
};

/**
 * Stripe, in Payrun's words and ISO 4217 minor units. What changes something at Stripe never throws for what Stripe or
 * the network does (links do: a lost one costs nothing); every read throws `ProviderUnavailable` for weather. Lists come
 * newest first, in pages of 100, unless said. What each call proves stands in the README.
 */
export type Provider = {
  readonly mode: PayrunMode;

  openConnectedAccount(order: OpenConnectedAccount): Promise<OpenedAccount>;
  onboardingLink(link: OnboardingLink): Promise<AccountLink>;
  dashboardLink(accountId: string): Promise<AccountLink>;
  readAccount(accountId: string): Promise<ConnectedAccount | UnreachableAccount>;
  readConnectedBalance(accountId: string): Promise<ConnectedBalance | UnreachableAccount>;
  /** Account and balance in one, as the mirror keeps them; one that Stripe does not show is a reading with an error. */
  readPayoutAccount(accountId: string): Promise<AccountReading>;
  /** One page of 100; `nextStartingAfter` is null at the end. */
  listAccounts(from: {
    readonly startingAfter: string | null;
  }): Promise<{ readonly accounts: readonly ConnectedAccount[]; readonly nextStartingAfter: string | null }>;

  submitTransfer(order: SubmitTransfer): Promise<SubmittedTransfer>;
  /** Never throws for weather: an incomplete look-up says so. */
  findTransfers(of: { readonly payoutItemId: string }): Promise<TransferLookup>;
  listTransfers(span: TransferSpan): AsyncGenerator<readonly FoundTransfer[]>;
  /** The transfer that a movement of type `transfer_refund` took back; null when it is no reversal's. */
  readReversedTransfer(balanceTransactionId: string): Promise<FoundTransfer | null>;
  submitReversal(order: SubmitReversal): Promise<SubmittedReversal>;
  /** Never throws for weather: an incomplete look-up says so. */
  findReversals(of: { readonly transferId: string }): Promise<ReversalLookup>;

  listBankPayouts(of: {
    readonly accountId: string;
    readonly createdFrom: Date;
  }): Promise<
    { readonly kind: "bank_payouts"; readonly payouts: readonly BankPayout[] } | UnreachableAccount
  >;
  readBankPayout(of: {
    readonly accountId: string;
    readonly payoutId: string;
  }): Promise<{ readonly kind: "bank_payout"; readonly payout: BankPayout } | UnreachableAccount>;
  transfersInBankPayout(of: {
    readonly accountId: string;
    readonly payoutId: string;
  }): Promise<BankPayoutContents>;

  readBalance(): Promise<PlatformBalance>;
  readPlatform(): Promise<Platform>;
  listBalanceTransactions(filter: {
    /** Stripe's type, e.g. `transfer`. */
    readonly type?: string;
    readonly createdFrom: Date;
  }): AsyncGenerator<readonly BalanceTransaction[]>;

  /** Oldest first, from a cursor on; of the platform or of one connected account. */
  eventsSince(from: EventsFrom): Promise<EventsSince>;
  /** The platform's own events of the last 30 days at most; not those on connected accounts. */
  listEvents(from: { readonly createdFrom: Date }): AsyncGenerator<readonly StripeEvent[]>;
  listThinEvents(from: ThinEventsFrom): AsyncGenerator<readonly StripeEvent[]>;
  readThinEventObject(event: StripeEvent): Promise<ThinEventObject>;

  /** Closes idle connections. */
  close(): void;
};

const NO_PACE = () => Promise.resolve();
const NO_COUNT = () => undefined;

/** @throws Error when key, mode and address contradict each other. */
export function createProvider({
  secretKey,
  apiBase,
  mode,
  timeoutMs = 15_000,
  beforeRead = NO_PACE,
  afterRead = NO_COUNT,
}: ProviderOptions): Provider {
  const { stripe, wire } = createStripeClient({ secretKey, apiBase, mode, timeoutMs });
  const reader = createStripeReader(stripe, { beforeRead, afterRead });
  return {
    mode,
    openConnectedAccount: (order) => openConnectedAccount(stripe, order),
    onboardingLink: (link) => onboardingLink(stripe, link),
    dashboardLink: (accountId) => dashboardLink(stripe, accountId),
    readAccount: (accountId) => readAccount(reader, accountId),
    readConnectedBalance: (accountId) => readConnectedBalance(reader, accountId),
    readPayoutAccount: (accountId) => readPayoutAccount(reader, accountId),
    listAccounts: (from) => listAccounts(reader, from),
    submitTransfer: (order) => submitTransfer(stripe, order),
    findTransfers: (of) => findTransfers(reader, of),
    listTransfers: (span) => listTransfers(reader, span),
    readReversedTransfer: (balanceTransactionId) => readReversedTransfer(reader, balanceTransactionId),
    submitReversal: (order) => submitReversal(stripe, order),
    findReversals: (of) => findReversals(reader, of),
    listBankPayouts: (of) => listBankPayouts(reader, of),
    readBankPayout: (of) => readBankPayout(reader, of),
    transfersInBankPayout: (of) => transfersInBankPayout(reader, of),
    readBalance: () => readBalance(reader),
    readPlatform: () => readPlatform(reader),
    listBalanceTransactions: (filter) => listBalanceTransactions(reader, filter),
    eventsSince: (from) => eventsSince(reader, from),
    listEvents: (from) => listEvents(reader, from),
    listThinEvents: (from) => listThinEvents(reader, from),
    readThinEventObject: (event) => readThinEventObject(reader, event),
    close: () => wire.close(),
  };
}
