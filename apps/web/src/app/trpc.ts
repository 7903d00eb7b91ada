import type { CreatorRouter } from "@payrun/api/creator-router";
import type { QueryClient } from "@tanstack/react-query";
import {
  createTRPCClient,
  httpBatchLink,
  httpSubscriptionLink,
  splitLink,
  type TRPCClient,
  type TRPCLink,
} from "@trpc/client";
import { createTRPCContext, createTRPCOptionsProxy, type TRPCOptionsProxy } from "@trpc/tanstack-react-query";
import superjson from "superjson";
import { fetchOrEarly } from "./boot/fetch-or-early.ts";

type ApiContext = ReturnType<typeof createTRPCContext<CreatorRouter>>;
const context: ApiContext = createTRPCContext<CreatorRouter>();

export const TRPCProvider: ApiContext["TRPCProvider"] = context.TRPCProvider;
/** Every procedure by its name: `useQuery(trpc.home.summary.queryOptions())`. */
export const useTRPC: ApiContext["useTRPC"] = context.useTRPC;
/** Calls a procedure outside of a query. */
export const useTRPCClient: ApiContext["useTRPCClient"] = context.useTRPCClient;

export type ApiClient = TRPCClient<CreatorRouter>;
export type ApiOptions = TRPCOptionsProxy<CreatorRouter>;

const url = "/trpc/creator";

/** Lists go one way only, and inputs are strict: what the library adds about it stays here. */
const withoutDirection: TRPCLink<CreatorRouter> =
  () =>
  ({ op, next }) => {
    if (typeof op.input !== "object" || op.input === null || !("direction" in op.input)) return next(op);
    const { direction: _, ...input } = op.input;
    return next({ ...op, input });
  };

/** Questions of one moment travel together; what changes meanwhile comes as server-sent events. */
export function createApiClient(): ApiClient {
  return createTRPCClient<CreatorRouter>({
    links: [
      withoutDirection,
      splitLink({
        condition: ({ type }) => type === "subscription",
        true: httpSubscriptionLink({ url, transformer: superjson }),
        false: httpBatchLink({
          url,
          transformer: superjson,
          maxItems: 20,
          maxURLLength: 4_000,
          fetch: fetchOrEarly,
        }),
      }),
    ],
  });
}

/** For where no component is: guards of routes. */
export function apiOptions(client: ApiClient, queryClient: QueryClient): ApiOptions {
  return createTRPCOptionsProxy<CreatorRouter>({ client, queryClient });
}
