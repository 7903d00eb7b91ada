import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { callAuth } from "../../../../app/auth/auth-client.ts";
import { useTRPC } from "../../../../app/trpc.ts";
import { useConfirmItsYou } from "../../../session/confirm-its-you.tsx";
import { AccountDialog } from "../account-dialog.tsx";
import { PasswordStep } from "../password-step.tsx";

export function TurnOffTwoFactorDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation("session");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { confirmed, dialog } = useConfirmItsYou();
  const done = async () => {
    await queryClient.invalidateQueries(trpc.session.pathFilter());
    onClose();
  };
  return (
    <>
      <AccountDialog opened={opened} onClose={onClose} title={t("security.twoFactor.turnOffQuestion")}>
        <PasswordStep
          text={t("security.twoFactor.turnOffText")}
          action={t("security.twoFactor.turnOff")}
          call={(password) => confirmed(() => callAuth("two-factor/disable", { password }))}
          onDone={() => void done()}
        />
      </AccountDialog>
      {dialog}
    </>
  );
}
