import type { ApiClient } from "../../app/trpc.ts";

type Payouts = ApiClient["payouts"];

export type PayoutRow = Awaited<ReturnType<Payouts["list"]["query"]>>["rows"][number];
export type PaidTotal = Awaited<ReturnType<Payouts["totals"]["query"]>>["totals"][number];
export type PayoutDetail = Awaited<ReturnType<Payouts["detail"]["query"]>>;
export type PayoutStatement = Awaited<ReturnType<Payouts["lines"]["query"]>>["statement"];
export type PayoutLine = Awaited<ReturnType<Payouts["lines"]["query"]>>["rows"][number];
export type AnnualStatement = Awaited<ReturnType<Payouts["annual"]["query"]>>;
export type AnnualCurrency = AnnualStatement["currencies"][number];
