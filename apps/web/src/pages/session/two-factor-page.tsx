import { Button, Text } from "@mantine/core";
import { PageTitle } from "@payrun/ui";
import { useMutation } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { callAuth } from "../../app/auth/auth-client.ts";
import { RealLink } from "../../app/real-link.tsx";
import { useEnter } from "../../app/session/use-enter.ts";
import { CodeField, useComplaints, useFields } from "./parts/auth-fields.tsx";
import { AuthForm } from "./parts/auth-form.tsx";
import classes from "./parts/auth.module.css";

/** After the password of an account with a second factor. What it belongs to is in a cookie that no script reads. */
export function TwoFactorPage() {
  const { t } = useTranslation("session");
  const [isBackup, setBackup] = useState(false);
  return (
    <>
      <PageTitle title={t("twoFactor.title")} />
      <CodeForm key={String(isBackup)} isBackup={isBackup} />
      <Button variant="subtle" fullWidth mt="sm" onClick={() => setBackup(!isBackup)}>
        {t(isBackup ? "twoFactor.useApp" : "twoFactor.useBackup")}
      </Button>
      <p className={classes["aside"]}>
        <RealLink to="/sign-in" inherit>
          {t("twoFactor.startOver")}
        </RealLink>
      </p>
    </>
  );
}

function CodeForm({ isBackup }: { isBackup: boolean }) {
  const { t } = useTranslation("session");
  const { next } = useSearch({ from: "/session/two-factor" });
  const enter = useEnter();
  const complaints = useComplaints();
  const { field, values, check } = useFields({ code: "" }, ({ code }) => ({ code: complaints.code(code) }));
  const verify = useMutation({
    mutationFn: () =>
      callAuth(isBackup ? "two-factor/verify-backup-code" : "two-factor/verify-totp", {
        code: values.code.replaceAll(" ", ""),
      }),
    onSuccess: () => enter(next),
  });
  return (
    <AuthForm
      action={t("twoFactor.action")}
      isWorking={verify.isPending}
      error={verify.error}
      onSubmit={() => check() && verify.mutate()}
    >
      <Text>{t(isBackup ? "twoFactor.backup" : "twoFactor.app")}</Text>
      <CodeField
        field={field("code")}
        label={t(isBackup ? "fields.backupCode" : "fields.code")}
        isBackup={isBackup}
      />
    </AuthForm>
  );
}
