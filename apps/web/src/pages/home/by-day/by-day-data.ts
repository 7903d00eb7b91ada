import type { ApiClient } from "../../../app/trpc.ts";

export type ByDay = Awaited<ReturnType<ApiClient["home"]["earningsByDay"]["query"]>>;
