import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useTRPC } from "../trpc.ts";
import { signOut } from "./sign-out.ts";

/** Signs out and forgets everything that was read for this person. */
export function useSignOut() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const router = useRouter();
  return useMutation({
    mutationFn: signOut,
    onSuccess: async () => {
      await router.navigate({ to: "/sign-in", ignoreBlocker: true });
      queryClient.clear();
      queryClient.setQueryData(trpc.session.me.queryKey(), null);
    },
  });
}
