import { useQuery } from "@tanstack/react-query";
import { type ApiClient, useTRPC } from "../trpc.ts";

/** Who is signed in, as the API says it. */
export type Me = NonNullable<Awaited<ReturnType<ApiClient["session"]["me"]["query"]>>>;

/** Null while nobody is signed in, or it is not known yet. */
export function useMaybeMe(): Me | null {
  const trpc = useTRPC();
  return useQuery(trpc.session.me.queryOptions()).data ?? null;
}

/** For pages behind the sign-in: whoever draws them is signed in. */
export function useMe(): Me {
  const me = useMaybeMe();
  if (me === null) throw new Error("nobody is signed in on a page that needs it");
  return me;
}
