import { Stack, Text } from "@mantine/core";
import { PageTitle } from "@payrun/ui";
import { useMutation } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { AuthFailure, callAuth } from "../../app/auth/auth-client.ts";
import { ButtonLink } from "../../app/real-link.tsx";
import { useEnter } from "../../app/session/use-enter.ts";
import { EmailField, PasswordField, useComplaints, useFields } from "./parts/auth-fields.tsx";
import { AuthForm } from "./parts/auth-form.tsx";
import { ResendLink } from "./parts/resend-link.tsx";
import { addressesIn } from "./parts/addresses-in.ts";

/** Where links about an address lead: of a new account, or of a change, which is confirmed at both addresses. */
export function VerifyEmailPage() {
  const { token } = useSearch({ from: "/session/verify-email" });
  const addresses = token === undefined ? null : addressesIn(token);
  if (token === undefined || addresses === null) return <DeadLink />;
  if (addresses.updateTo !== null) return <ConfirmChange token={token} newEmail={addresses.updateTo} />;
  return <FinishSignUp token={token} email={addresses.email} />;
}

function FinishSignUp({ token, email }: { token: string; email: string }) {
  const { t } = useTranslation("session");
  const enter = useEnter();
  const navigate = useNavigate();
  const complaints = useComplaints();
  const { field, values, check } = useFields({ password: "" }, ({ password }) => ({
    password: complaints.password(password),
  }));
  const verify = useMutation({
    mutationFn: () => callAuth("verify-email", { token, password: values.password }),
    onSuccess: ({ twoFactorRedirect }) =>
      twoFactorRedirect ? navigate({ to: "/two-factor" }) : enter(undefined),
  });
  if (isDead(verify.error)) return <DeadLink email={email} />;
  return (
    <>
      <PageTitle title={t("verify.title")} description={t("verify.text")} />
      <AuthForm
        action={t("verify.action")}
        isWorking={verify.isPending}
        error={verify.error}
        onSubmit={() => check() && verify.mutate()}
      >
        <Text fw={600}>{email}</Text>
        <PasswordField field={field("password")} label={t("fields.password")} />
      </AuthForm>
    </>
  );
}

function ConfirmChange({ token, newEmail }: { token: string; newEmail: string }) {
  const { t } = useTranslation("session");
  const confirm = useMutation({ mutationFn: () => callAuth("verify-email", { token }) });
  if (confirm.isSuccess) {
    const step = confirm.data.step === "confirmed" ? "confirmed" : "changed";
    return (
      <>
        <PageTitle key={step} title={t(`verify.${step}Title`)} />
        <Stack>
          <Text>{t(`verify.${step}Text`, { email: newEmail })}</Text>
          {step === "changed" ? <ButtonLink to="/">{t("verify.toApp")}</ButtonLink> : null}
        </Stack>
      </>
    );
  }
  return (
    <>
      <PageTitle title={t("verify.changeTitle")} description={t("verify.changeText", { email: newEmail })} />
      <AuthForm
        action={t("verify.changeAction")}
        isWorking={confirm.isPending}
        error={confirm.error}
        onSubmit={() => confirm.mutate()}
      >
        {null}
      </AuthForm>
    </>
  );
}

function DeadLink({ email = "" }: { email?: string }) {
  const { t } = useTranslation("session");
  const { field, values } = useFields({ email }, () => ({ email: null }));
  return (
    <>
      <PageTitle title={t("verify.deadTitle")} description={t("verify.deadText")} />
      <Stack>
        <EmailField field={field("email")} label={t("fields.email")} />
        <ResendLink email={values.email.trim()} />
      </Stack>
    </>
  );
}

function isDead(error: unknown): boolean {
  return error instanceof AuthFailure && error.code === "invalid_token";
}
