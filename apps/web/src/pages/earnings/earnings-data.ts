import type { ApiClient } from "../../app/trpc.ts";

export type Earning = Awaited<ReturnType<ApiClient["earnings"]["list"]["query"]>>["rows"][number];
export type EarningSums = Awaited<ReturnType<ApiClient["earnings"]["totals"]["query"]>>["totals"][number];
export type EarningDetail = Awaited<ReturnType<ApiClient["earnings"]["detail"]["query"]>>;
