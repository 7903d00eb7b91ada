import {
  createAccount,
  deleteAccount,
  listAccounts,
  retrieveAccount,
  retrieveOwnAccount,
  updateAccount,
} from "./accounts/account-endpoints.ts";
import { retrieveBalance } from "./balance/balance-endpoints.ts";
import type { Endpoint } from "./protocol/endpoint.ts";
import { createTransfer } from "./transfers/create-transfer.ts";
import { listTransfers, retrieveTransfer } from "./transfers/read-transfers.ts";

/** Every URL of Stripe's API that is simulated; the busiest first. */
export const endpoints: readonly Endpoint[] = [
  createTransfer,
  listTransfers,
  retrieveTransfer,
  retrieveBalance,
  listAccounts,
  retrieveAccount,
  retrieveOwnAccount,
  createAccount,
  updateAccount,
  deleteAccount,
];
