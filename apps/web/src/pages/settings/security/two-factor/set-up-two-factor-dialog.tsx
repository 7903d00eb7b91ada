import { Stack, Text, Title } from "@mantine/core";
import { CopyButton } from "@payrun/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { callAuth, type AuthCalls } from "../../../../app/auth/auth-client.ts";
import { useTRPC } from "../../../../app/trpc.ts";
import { CodeField, useComplaints, useFields } from "../../../session/parts/auth-fields.tsx";
import { AuthForm } from "../../../session/parts/auth-form.tsx";
import { AccountDialog } from "../account-dialog.tsx";
import { BackupCodes } from "./backup-codes.tsx";
import { PasswordStep } from "../password-step.tsx";
import { QrCode } from "./qr-code.tsx";
import classes from "../security.module.css";

type Secret = AuthCalls["two-factor/enable"][1];

/** Password, QR code and first code, backup codes: it is on once the first code was right. */
export function SetUpTwoFactorDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation("session");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [secret, setSecret] = useState<Secret | null>(null);
  const [isOn, setOn] = useState(false);
  const close = () => {
    onClose();
    setSecret(null);
    setOn(false);
    // Not earlier: the page would forget this dialog, and with it the codes.
    void queryClient.invalidateQueries(trpc.session.pathFilter());
  };
  return (
    <AccountDialog
      opened={opened}
      onClose={close}
      title={t(isOn ? "security.twoFactor.codes.title" : "security.twoFactor.setUp.title")}
      staysOpen={isOn}
    >
      {secret === null ? (
        <PasswordStep
          text={t("security.twoFactor.setUp.passwordText")}
          action={t("security.twoFactor.setUp.begin")}
          call={(password) => callAuth("two-factor/enable", { password })}
          onDone={setSecret}
        />
      ) : isOn ? (
        <BackupCodes codes={secret.backupCodes} onKept={close} />
      ) : (
        <FirstCode totpURI={secret.totpURI} onRight={() => setOn(true)} />
      )}
    </AccountDialog>
  );
}

function FirstCode({ totpURI, onRight }: { totpURI: string; onRight: () => void }) {
  const { t } = useTranslation("session");
  const complaints = useComplaints();
  const { field, values, check } = useFields({ code: "" }, ({ code }) => ({ code: complaints.code(code) }));
  const verify = useMutation({
    mutationFn: () => callAuth("two-factor/verify-totp", { code: values.code.replaceAll(" ", "") }),
    onSuccess: onRight,
  });
  const key = new URL(totpURI).searchParams.get("secret") ?? "";
  return (
    <Stack>
      <Title order={3} size="h5">
        {t("security.twoFactor.setUp.scanTitle")}
      </Title>
      <QrCode text={totpURI} label={t("security.twoFactor.setUp.scanAlt")} />
      <Stack gap={6} align="flex-start">
        <Text size="sm">{t("security.twoFactor.setUp.secretText")}</Text>
        <span className={classes["secret"]}>{key}</span>
        <CopyButton text={key} what={t("security.twoFactor.setUp.secret")} />
      </Stack>
      <Title order={3} size="h5">
        {t("security.twoFactor.setUp.codeTitle")}
      </Title>
      <AuthForm
        action={t("security.twoFactor.setUp.action")}
        isWorking={verify.isPending}
        error={verify.error}
        onSubmit={() => check() && verify.mutate()}
      >
        <CodeField field={field("code")} label={t("fields.code")} />
      </AuthForm>
    </Stack>
  );
}
