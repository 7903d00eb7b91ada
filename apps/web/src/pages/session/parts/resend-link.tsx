import { Button } from "@mantine/core";
import { DoneNote } from "@payrun/ui";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { callAuth } from "../../../app/auth/auth-client.ts";
import { AuthAlert } from "./auth-alert.tsx";

/** Has the link sent again with which an address is verified. */
export function ResendLink({ email }: { email: string }) {
  const { t } = useTranslation("session");
  const resend = useMutation({ mutationFn: () => callAuth("send-verification-email", { email }) });
  return (
    <>
      <Button
        variant="default"
        fullWidth
        aria-disabled={resend.isPending}
        onClick={() => resend.isPending || resend.mutate()}
      >
        {t("resend.action")}
      </Button>
      <AuthAlert error={resend.isPending ? null : resend.error} />
      <DoneNote>{resend.isSuccess ? t("resend.done") : null}</DoneNote>
    </>
  );
}
