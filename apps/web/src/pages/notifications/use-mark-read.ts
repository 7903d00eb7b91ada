import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC, type ApiClient } from "../../app/trpc.ts";

export type MarkRead = {
  readonly mutate: (which: Parameters<ApiClient["notifications"]["markRead"]["mutate"]>[0]) => void;
  readonly isPending: boolean;
  readonly isSuccess: boolean;
  readonly error: unknown;
};

/** Marks notifications as read; the count in the header follows at once. */
export function useMarkRead(): MarkRead {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return useMutation(
    trpc.notifications.markRead.mutationOptions({
      onSuccess: (count) => queryClient.setQueryData(trpc.notifications.unreadCount.queryKey(), count),
      onSettled: () => queryClient.invalidateQueries(trpc.notifications.pathFilter()),
    }),
  );
}
