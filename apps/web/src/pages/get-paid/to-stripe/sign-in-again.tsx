import { Button, Group, Text } from "@mantine/core";
import { RefusalAlert, refusalOf } from "@payrun/ui";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { signOut } from "../../../app/session/sign-out.ts";

/** Why Stripe's pages did not open; for who signed in too long ago, the way to prove who she is and come back. */
export function StripeRefusal({ error }: { error: unknown }) {
  if (refusalOf(error)?.code === "session_not_fresh") return <SignInAgain />;
  return <RefusalAlert error={error} />;
}

function SignInAgain() {
  const { t } = useTranslation("getPaid");
  const again = useMutation({
    mutationFn: signOut,
    // A whole new page: nothing of the old session stays in memory.
    onSuccess: () => location.assign(`/sign-in?next=${encodeURIComponent(location.pathname)}`),
  });
  return (
    <div role="alert">
      <Group gap="md">
        <Text maw="34rem">{t("confirmIdentity.text")}</Text>
        <Button
          variant="default"
          aria-disabled={again.isPending}
          onClick={() => again.isPending || again.mutate()}
        >
          {t("confirmIdentity.action")}
        </Button>
      </Group>
      <RefusalAlert error={again.error} />
    </div>
  );
}
