import { Stack, Text } from "@mantine/core";
import { PageTitle } from "@payrun/ui";
import { useMutation } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { callAuth } from "../../app/auth/auth-client.ts";
import { ButtonLink, RealLink } from "../../app/real-link.tsx";
import { PasswordField, useComplaints, useFields } from "./parts/auth-fields.tsx";
import { AuthForm } from "./parts/auth-form.tsx";
import classes from "./parts/auth.module.css";

export function ResetPasswordPage() {
  const { t } = useTranslation("session");
  const { token = "" } = useSearch({ from: "/session/reset-password" });
  const complaints = useComplaints();
  const { field, values, check } = useFields({ newPassword: "" }, ({ newPassword }) => ({
    newPassword: complaints.newPassword(newPassword),
  }));
  const reset = useMutation({
    mutationFn: () => callAuth("reset-password", { token, newPassword: values.newPassword }),
  });
  if (reset.isSuccess) return <PasswordChanged />;
  return (
    <>
      <PageTitle title={t("reset.title")} description={t("reset.text")} />
      <AuthForm
        action={t("reset.action")}
        isWorking={reset.isPending}
        error={reset.error}
        onSubmit={() => check() && reset.mutate()}
      >
        <PasswordField field={field("newPassword")} label={t("fields.newPassword")} isNew />
      </AuthForm>
      <p className={classes["aside"]}>
        <RealLink to="/forgot-password" inherit>
          {t("reset.again")}
        </RealLink>
      </p>
    </>
  );
}

function PasswordChanged() {
  const { t } = useTranslation("session");
  return (
    <>
      <PageTitle title={t("reset.doneTitle")} />
      <Stack>
        <Text>{t("reset.doneText")}</Text>
        <ButtonLink to="/sign-in">{t("signIn.action")}</ButtonLink>
      </Stack>
    </>
  );
}
