import { useMutation } from "@tanstack/react-query";
import { signOut } from "./sign-out.ts";

/** Signs out and goes to the sign-in as a new document: nothing that was read for this person stays, whatever held it. */
export function useSignOut() {
  return useMutation({
    mutationFn: signOut,
    onSuccess: () => location.assign("/sign-in"),
  });
}
