import { isUnreachable, refusalOf } from "@payrun/ui";
import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import type { ConnectionStore } from "./connection.ts";

/** A weak connection loses a request now and then; a refusal is final. */
const retriesMax = 2;
const freshMs = 30_000;

export type Watchers = {
  readonly connection: ConnectionStore;
  /** The session ended elsewhere: by time, by revocation, in another tab. */
  readonly onSignedOut: () => void;
};

/** The app's questions and their answers. Every answer and every failure also tells how the connection is. */
export function createQueryClient({ connection, onSignedOut }: Watchers): QueryClient {
  const onSuccess = () => connection.note(true);
  const onError = (error: unknown) => {
    connection.note(!isUnreachable(error));
    if (refusalOf(error)?.code === "not_signed_in") onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onSuccess, onError }),
    mutationCache: new MutationCache({ onSuccess, onError }),
    defaultOptions: {
      queries: {
        staleTime: freshMs,
        retry: (failures, error) => isUnreachable(error) && failures < retriesMax,
      },
      mutations: { retry: false },
    },
  });
}
