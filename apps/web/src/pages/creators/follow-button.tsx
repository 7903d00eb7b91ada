import { Button } from "@mantine/core";
import { RefusalAlert } from "@payrun/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useTRPC, useTRPCClient } from "../../app/trpc.ts";

export type FollowButtonProps = {
  readonly handle: string;
  readonly displayName: string;
  /** As it was when the page was loaded. */
  readonly isFollowed: boolean;
};

/** Follows and unfollows. Shows the wish at once and takes it back when it is refused. */
export function FollowButton({ handle, displayName, isFollowed }: FollowButtonProps) {
  const { t } = useTranslation("profiles");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const follow = useMutation({
    mutationFn: (wanted: boolean) =>
      wanted ? client.follows.follow.mutate({ handle }) : client.follows.unfollow.mutate({ handle }),
    onSuccess: (state) => {
      queryClient.setQueryData(
        trpc.profiles.creator.queryKey({ handle }),
        (old) => old && { ...old, ...state },
      );
      // Lists are read anew when they are opened: nothing moves away under the pointer.
      void queryClient.invalidateQueries({ ...trpc.follows.pathFilter(), refetchType: "none" });
      void queryClient.invalidateQueries({ ...trpc.profiles.creators.pathFilter(), refetchType: "none" });
    },
  });
  const isShown = follow.isPending ? follow.variables : (follow.data?.isFollowedByMe ?? isFollowed);
  const action = isShown ? "unfollow" : "follow";
  return (
    <>
      <Button
        variant={isShown ? "default" : "filled"}
        aria-label={t(`follow.${action}Name`, { name: displayName })}
        aria-disabled={follow.isPending}
        onClick={() => void (follow.isPending || follow.mutate(!isShown))}
      >
        {t(`follow.${action}`)}
      </Button>
      <RefusalAlert error={follow.error} />
    </>
  );
}
