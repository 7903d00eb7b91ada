import * as accounts from "./accounts/account-endpoints.ts";
import * as accountsV2 from "./accounts/account-v2-endpoints.ts";
import * as balance from "./balance/balance-endpoints.ts";
import * as topups from "./balance/topup-endpoints.ts";
import * as events from "./events/event-endpoints.ts";
import * as webhooks from "./events/webhook-endpoints.ts";
import type { Endpoint } from "./protocol/endpoint.ts";
import { createTransfer } from "./transfers/create-transfer.ts";
import { listTransfers, retrieveTransfer } from "./transfers/read-transfers.ts";
import * as reversals from "./transfers/reversal-endpoints.ts";
import { updateTransfer } from "./transfers/update-transfer.ts";

/** Every URL of Stripe's API that is simulated; the busiest first. */
export const endpoints: readonly Endpoint[] = [
  createTransfer,
  listTransfers,
  retrieveTransfer,
  updateTransfer,
  reversals.createReversal,
  reversals.listReversals,
  reversals.retrieveReversal,
  reversals.updateReversal,
  balance.retrieveBalance,
  balance.listBalanceTransactions,
  balance.retrieveBalanceTransaction,
  topups.createTopup,
  topups.listTopups,
  topups.retrieveTopup,
  topups.updateTopup,
  accounts.listAccounts,
  accounts.retrieveAccount,
  accounts.retrieveOwnAccount,
  accounts.createAccount,
  accounts.updateAccount,
  accounts.deleteAccount,
  accountsV2.createAccountV2,
  accountsV2.retrieveAccountV2,
  accountsV2.updateAccountV2,
  accountsV2.listAccountsV2,
  accountsV2.closeAccountV2,
  events.listEvents,
  events.retrieveEvent,
  webhooks.createWebhookEndpoint,
  webhooks.updateWebhookEndpoint,
  webhooks.retrieveWebhookEndpoint,
  webhooks.listWebhookEndpoints,
  webhooks.deleteWebhookEndpoint,
];
