export { acceptCreators } from "./creators/accept-creators.ts";
export { creatorRow } from "./creators/creator-row.ts";
export { acceptEarnings } from "./earnings/accept-earnings.ts";
export { earningRow } from "./earnings/earning-row.ts";
export {
  type IntakeResult,
  type RowError,
  type RowErrorCode,
  rowErrorCodes,
  type RowResult,
} from "./rows/row-result.ts";
export { acceptTokenPurchases } from "./token-purchases/accept-token-purchases.ts";
export { tokenPurchaseRow } from "./token-purchases/token-purchase-row.ts";
export { acceptReversals } from "./reversals/accept-reversals.ts";
export { reversalRow } from "./reversals/reversal-row.ts";
export { completeCall } from "./in-app/complete-call.ts";
export { decideCall } from "./in-app/decide-call.ts";
export { expireCalls } from "./in-app/expire-calls.ts";
export { requestCall } from "./in-app/request-call.ts";
export { sendTip, type TipResult } from "./in-app/send-tip.ts";
export type { SpendingRefusal } from "./in-app/spending-refusal.ts";
