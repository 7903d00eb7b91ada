import type { ApiClient } from "../../../../app/trpc.ts";

/** One of hers, as the API says it. */
export type Passkey = Awaited<ReturnType<ApiClient["session"]["passkeys"]["query"]>>[number];
