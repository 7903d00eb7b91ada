import type { QueryClient } from "@tanstack/react-query";
import type { ApiOptions } from "../trpc.ts";

export type SessionReader = { readonly queryClient: QueryClient; readonly api: ApiOptions };

/**
 * Who is signed in, from memory where that is known; null: nobody.
 *
 * @throws when the API does not answer.
 */
export function loadMe({ queryClient, api }: SessionReader) {
  // Not kept waiting for the network: a guard that cannot ask has to say so.
  return queryClient.ensureQueryData({ ...api.session.me.queryOptions(), networkMode: "always" });
}

/** Asks anew, after somebody has signed in; what was read for whoever was here before is forgotten. */
export async function reloadMe({ queryClient, api }: SessionReader) {
  queryClient.clear();
  return loadMe({ queryClient, api });
}
