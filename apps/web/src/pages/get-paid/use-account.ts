import type { QueryLike } from "@payrun/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";
import { useTRPC } from "../../app/trpc.ts";
import type { AccountStatus } from "./to-stripe/use-stripe-page.ts";

export type Account = {
  /** From Payrun's mirror. */
  readonly status: QueryLike<AccountStatus>;
  /** Has Stripe asked; twice within ten seconds is once. */
  readonly ask: () => void;
  readonly isAsking: boolean;
  /** Whether an answer has come since the page was opened, good or bad. */
  readonly hasAsked: boolean;
  readonly askError: unknown;
};

/** Where she stands, and a way to have Stripe asked. */
export function useAccount(): Account {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const status = useQuery(trpc.getPaid.status.queryOptions());
  const { mutate, isPending, isSuccess, error } = useMutation(
    trpc.getPaid.refresh.mutationOptions({
      onSuccess: (fresh) => queryClient.setQueryData(trpc.getPaid.status.queryKey(), fresh),
    }),
  );
  const ask = useCallback(() => mutate({}), [mutate]);
  return { status, ask, isAsking: isPending, hasAsked: isSuccess || error !== null, askError: error };
}

/** Has something done once, when it is time; not again when the page is drawn again. */
export function useOnce(isTime: boolean, act: () => void): void {
  const done = useRef(false);
  useEffect(() => {
    if (!isTime || done.current) return;
    done.current = true;
    act();
  }, [isTime, act]);
}
