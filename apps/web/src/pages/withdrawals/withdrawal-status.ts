import type { ApiClient } from "../../app/trpc.ts";

/** What the viewer may ask to be paid early, and what she asked for. */
export type WithdrawalStatus = Awaited<ReturnType<ApiClient["withdrawals"]["status"]["query"]>>;
