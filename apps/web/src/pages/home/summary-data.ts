import type { ApiClient } from "../../app/trpc.ts";

type Summary = Awaited<ReturnType<ApiClient["home"]["summary"]["query"]>>;

export type Balance = Summary["balances"][number];
export type NextPayoutData = Summary["next"];
export type Estimate = NextPayoutData["estimates"][number];
export type PayoutUnderWay = Summary["underWay"][number];
export type BatchUnderWay = Summary["batch"];
