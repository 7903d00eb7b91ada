import type { Endpoint } from "../protocol/endpoint.ts";
import * as reversals from "./reversal-endpoints.ts";
import { createTransfer } from "./create-transfer.ts";
import { listTransfers, retrieveTransfer } from "./read-transfers.ts";
import { updateTransfer } from "./update-transfer.ts";

export const transferEndpoints: readonly Endpoint[] = [
  createTransfer,
  listTransfers,
  retrieveTransfer,
  updateTransfer,
  reversals.createReversal,
  reversals.listReversals,
  reversals.retrieveReversal,
  reversals.updateReversal,
];
