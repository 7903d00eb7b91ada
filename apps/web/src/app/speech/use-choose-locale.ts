import type { Locale } from "@payrun/catalogue/browser";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Me } from "../session/me.ts";
import { useTRPC } from "../trpc.ts";
import { useSpeech } from "./speech-provider.tsx";

/** Changes the language here at once, and on the account, so that mails and other devices follow. */
export function useChooseLocale(me: Me): (locale: Locale) => void {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { choose } = useSpeech();
  const keep = useMutation(
    trpc.settings.setRegion.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.session.pathFilter()),
    }),
  );
  return (locale) => {
    choose(locale);
    keep.mutate({ locale, timeZone: me.timeZone });
  };
}
