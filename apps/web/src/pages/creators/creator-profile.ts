import type { ApiClient } from "../../app/trpc.ts";

/** What everybody sees of a creator, and which of the viewer's tokens can pay her. */
export type CreatorProfile = Awaited<ReturnType<ApiClient["profiles"]["creator"]["query"]>>;
