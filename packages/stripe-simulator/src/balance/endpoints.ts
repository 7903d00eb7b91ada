import type { Endpoint } from "../protocol/endpoint.ts";
import * as balance from "./balance-endpoints.ts";
import * as topups from "./topups/topup-endpoints.ts";

export const balanceEndpoints: readonly Endpoint[] = [
  balance.retrieveBalance,
  balance.listBalanceTransactions,
  balance.retrieveBalanceTransaction,
  balance.listBalanceHistory,
  balance.retrieveBalanceHistory,
  topups.createTopup,
  topups.listTopups,
  topups.retrieveTopup,
  topups.updateTopup,
  topups.cancelTopup,
];
