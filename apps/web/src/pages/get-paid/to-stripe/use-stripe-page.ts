import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { type ApiClient, useTRPCClient } from "../../../app/trpc.ts";
import { useConfirmItsYou } from "../../session/confirm-its-you.tsx";

/** Where a creator stands, as the API says it. */
export type AccountStatus = Awaited<ReturnType<ApiClient["getPaid"]["status"]["query"]>>;

/** A page at Stripe. Links work once, so each click asks for one. */
export type StripePage = {
  /** @param country of a creator who has told none; for her first account only. */
  readonly open: (country?: string) => void;
  readonly isOpening: boolean;
  readonly error: unknown;
  /** Asks who signed in too long ago whether it is her; `StripeRefusal` draws it. */
  readonly dialog: ReactNode;
};

/** Where she gives Stripe what it asks for. */
export function useOnboardingPage(): StripePage {
  const client = useTRPCClient();
  return useStripePage((country) =>
    client.getPaid.openOnboarding.mutate(country === undefined ? {} : { country }),
  );
}

/** Where she sees her payouts at Stripe and changes her bank. */
export function useDashboardPage(): StripePage {
  const client = useTRPCClient();
  return useStripePage(() => client.getPaid.openDashboard.mutate({}));
}

function useStripePage(ask: (country?: string) => Promise<{ readonly url: string }>): StripePage {
  const { confirmed, dialog } = useConfirmItsYou();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (country: string | undefined) => confirmed(() => ask(country)),
    onSuccess: go,
  });
  return { open: (country) => isPending || mutate(country), isOpening: isPending, error, dialog };
}

function go({ url }: { readonly url: string }): void {
  location.assign(url);
}
