import { Text } from "@mantine/core";
import { PageTitle } from "@payrun/ui";
import { useMutation } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { callAuth } from "../../app/auth/auth-client.ts";
import { RealLink } from "../../app/real-link.tsx";
import { EmailField, useComplaints, useFields } from "./parts/auth-fields.tsx";
import { AuthForm } from "./parts/auth-form.tsx";
import classes from "./parts/auth.module.css";

export function ForgotPasswordPage() {
  const { t } = useTranslation("session");
  const search = useSearch({ from: "/session/forgot-password" });
  const complaints = useComplaints();
  const { field, values, check } = useFields({ email: search.email ?? "" }, ({ email }) => ({
    email: complaints.email(email),
  }));
  const email = values.email.trim();
  const send = useMutation({ mutationFn: () => callAuth("request-password-reset", { email }) });
  return (
    <>
      {send.isSuccess ? (
        <>
          <PageTitle key="sent" title={t("forgot.sentTitle")} />
          <Text>{t("forgot.sentText", { email })}</Text>
        </>
      ) : (
        <>
          <PageTitle key="ask" title={t("forgot.title")} description={t("forgot.text")} />
          <AuthForm
            action={t("forgot.action")}
            isWorking={send.isPending}
            error={send.error}
            onSubmit={() => check() && send.mutate()}
          >
            <EmailField field={field("email")} label={t("fields.email")} />
          </AuthForm>
        </>
      )}
      <p className={classes["aside"]}>
        <RealLink to="/sign-in" inherit>
          {t("forgot.toSignIn")}
        </RealLink>
      </p>
    </>
  );
}
