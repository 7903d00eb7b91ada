import { useState } from "react";
import { useTranslation } from "react-i18next";
import { callAuth } from "../../../../app/auth/auth-client.ts";
import { useConfirmItsYou } from "../../../session/confirm-its-you.tsx";
import { AccountDialog } from "../account-dialog.tsx";
import { BackupCodes } from "./backup-codes.tsx";
import { PasswordStep } from "../password-step.tsx";

export function NewCodesDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation("session");
  const { confirmed, dialog } = useConfirmItsYou();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const close = () => {
    setCodes(null);
    onClose();
  };
  return (
    <>
      <AccountDialog
        opened={opened}
        onClose={close}
        title={t(codes === null ? "security.twoFactor.newCodes" : "security.twoFactor.codes.title")}
        staysOpen={codes !== null}
      >
        {codes === null ? (
          <PasswordStep
            text={t("security.twoFactor.newCodesText")}
            action={t("security.twoFactor.newCodesAction")}
            call={(password) => confirmed(() => callAuth("two-factor/generate-backup-codes", { password }))}
            onDone={({ backupCodes }) => setCodes(backupCodes)}
          />
        ) : (
          <BackupCodes codes={codes} onKept={close} />
        )}
      </AccountDialog>
      {dialog}
    </>
  );
}
