import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { type ApiClient, useTRPC } from "../../../app/trpc.ts";

/** How a creator is paid, as the API says it. */
export type PayoutSettingsData = Awaited<ReturnType<ApiClient["settings"]["get"]["query"]>>;

/** For after a change: all that depends on it (the next date, its estimate) is asked for again. */
export function useSettled(): () => Promise<unknown> {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return useCallback(
    () =>
      Promise.all(
        [trpc.settings, trpc.home, trpc.getPaid].map((area) =>
          queryClient.invalidateQueries(area.pathFilter()),
        ),
      ),
    [trpc, queryClient],
  );
}
