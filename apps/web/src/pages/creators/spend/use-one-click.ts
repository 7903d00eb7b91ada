import { refusalOf } from "@payrun/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "../../../app/trpc.ts";

/**
 * Something that spends tokens, once: a click that was not answered can be repeated under its key, and is still one. The key
 * changes when it was done, and when the API says that it was used for something else, which is then on the page.
 */
export function useOneClick<Wish, Done>(
  spend: (wish: Wish, requestKey: string) => Promise<Done>,
  onDone: () => void,
) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [requestKey, setRequestKey] = useState(() => crypto.randomUUID());
  const click = useMutation({
    mutationFn: (wish: Wish) => spend(wish, requestKey),
    onSuccess: () => {
      setRequestKey(crypto.randomUUID());
      onDone();
    },
    // Also after a refusal: the price, or what there is to spend, is not what the page said.
    onSettled: (_done, error) => {
      if (refusalOf(error)?.code === "request_key_used") setRequestKey(crypto.randomUUID());
      void queryClient.invalidateQueries(trpc.profiles.creator.pathFilter());
      void queryClient.invalidateQueries(trpc.wallet.pathFilter());
      void queryClient.invalidateQueries(trpc.calls.pathFilter());
    },
  });
  return {
    data: click.data,
    error: click.error,
    isPending: click.isPending,
    reset: click.reset,
    spend: (wish: Wish) => void (click.isPending || click.mutate(wish)),
  };
}
