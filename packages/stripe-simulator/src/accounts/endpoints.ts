import type { Endpoint } from "../protocol/endpoint.ts";
import * as accounts from "./v1/account-endpoints.ts";
import * as capabilities from "./capabilities/capability-endpoints.ts";
import * as persons from "./persons/person-endpoints.ts";
import * as rejection from "./platform/reject-endpoints.ts";
import * as accountsV2 from "./v2/account-v2-endpoints.ts";
import * as personsV2 from "./v2/persons/person-v2-endpoints.ts";

export const accountEndpoints: readonly Endpoint[] = [
  accounts.listAccounts,
  accounts.retrieveAccount,
  accounts.retrieveOwnAccount,
  accounts.createAccount,
  accounts.updateAccount,
  accounts.deleteAccount,
  rejection.rejectAccount,
  rejection.unrejectAccount,
  ...Object.values(capabilities),
  ...Object.values(persons),
  ...Object.values(accountsV2),
  ...Object.values(personsV2),
];
