import { useMutation } from "@tanstack/react-query";
import { type ApiClient, useTRPC } from "../../../app/trpc.ts";

/** Where a creator stands, as the API says it. */
export type AccountStatus = Awaited<ReturnType<ApiClient["getPaid"]["status"]["query"]>>;

/** A page at Stripe. Links work once, so each click asks for one. */
export type StripePage = {
  /** @param country of a creator who has told none; for her first account only. */
  readonly open: (country?: string) => void;
  readonly isOpening: boolean;
  readonly error: unknown;
};

/** Where she gives Stripe what it asks for. */
export function useOnboardingPage(): StripePage {
  const trpc = useTRPC();
  const { mutate, isPending, error } = useMutation(
    trpc.getPaid.openOnboarding.mutationOptions({ onSuccess: go }),
  );
  return {
    open: (country) => isPending || mutate(country === undefined ? {} : { country }),
    isOpening: isPending,
    error,
  };
}

/** Where she sees her payouts at Stripe and changes her bank. */
export function useDashboardPage(): StripePage {
  const trpc = useTRPC();
  const { mutate, isPending, error } = useMutation(
    trpc.getPaid.openDashboard.mutationOptions({ onSuccess: go }),
  );
  return { open: () => isPending || mutate({}), isOpening: isPending, error };
}

function go({ url }: { readonly url: string }): void {
  location.assign(url);
}
