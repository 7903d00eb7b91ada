import type { Endpoint } from "../protocol/endpoint.ts";
import * as accounts from "./account-endpoints.ts";
import * as accountsV2 from "./account-v2-endpoints.ts";

export const accountEndpoints: readonly Endpoint[] = [
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
];
