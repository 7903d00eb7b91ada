import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useCallback } from "react";
import { useTRPC } from "../trpc.ts";
import { reloadMe } from "./load-me.ts";
import { nextPage } from "./next-page.ts";

/** Goes in, right after somebody has signed in: to the page that she wanted, else to the first one. */
export function useEnter(): (next: unknown) => Promise<void> {
  const api = useTRPC();
  const queryClient = useQueryClient();
  const router = useRouter();
  return useCallback(
    async (next) => {
      await reloadMe({ queryClient, api });
      await router.navigate({ href: nextPage(next), replace: true });
    },
    [api, queryClient, router],
  );
}
