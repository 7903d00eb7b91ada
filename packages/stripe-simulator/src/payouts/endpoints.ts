import type { Endpoint } from "../protocol/endpoint.ts";
import { createPayout } from "./create-payout.ts";
import * as external from "./external-accounts/external-account-endpoints.ts";
import * as payouts from "./payout-endpoints.ts";
import { reversePayout } from "./reverse-payout.ts";
import * as settings from "./schedule/balance-settings-endpoints.ts";

export const payoutEndpoints: readonly Endpoint[] = [
  createPayout,
  payouts.listPayouts,
  payouts.retrievePayout,
  payouts.updatePayout,
  payouts.cancelPayoutEndpoint,
  reversePayout,
  external.createExternalAccount,
  external.listExternalAccounts,
  external.retrieveExternalAccount,
  external.updateExternalAccount,
  external.deleteExternalAccount,
  settings.retrieveBalanceSettings,
  settings.updateBalanceSettings,
];
