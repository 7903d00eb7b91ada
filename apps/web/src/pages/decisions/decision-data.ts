import type { ApiClient } from "../../app/trpc.ts";

export type Decision = Awaited<ReturnType<ApiClient["decisions"]["list"]["query"]>>["rows"][number];
export type DecisionReason = Decision["reasons"][number];
