import type { SessionReader } from "../session/load-me.ts";
import { isAskedEarly } from "./fetch-or-early.ts";

/** Longer than that nobody waits for figures: the page then says itself that they are on their way. */
const waitMs = 1_000;

/** Keeps what the document asked for the start page where its parts look for it. Never fails: they meet the failure. */
export async function readStartPage({ queryClient, api }: SessionReader): Promise<void> {
  if (!isAskedEarly("home.summary")) return;
  const read = Promise.all([
    queryClient.prefetchQuery(api.home.summary.queryOptions()),
    queryClient.prefetchQuery(api.home.attention.queryOptions()),
    queryClient.prefetchQuery(api.home.releases.queryOptions()),
    queryClient.prefetchQuery(api.notifications.unreadCount.queryOptions()),
  ]);
  await Promise.race([read, new Promise((resolve) => setTimeout(resolve, waitMs))]);
}
