import { Stack, Text } from "@mantine/core";
import { PageTitle } from "@payrun/ui";
import { useMutation } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { callAuth } from "../../app/auth/auth-client.ts";
import { RealLink } from "../../app/real-link.tsx";
import { useSpeech } from "../../app/speech/speech-provider.tsx";
import { EmailField, NameField, PasswordField, useComplaints, useFields } from "./parts/auth-fields.tsx";
import { AuthForm } from "./parts/auth-form.tsx";
import { ResendLink } from "./parts/resend-link.tsx";
import classes from "./parts/auth.module.css";

export function SignUpPage() {
  const { t } = useTranslation("session");
  const search = useSearch({ from: "/session/signed-out/sign-up" });
  const { locale } = useSpeech();
  const complaints = useComplaints();
  const first = { name: "", email: search.email ?? "", password: "" };
  const { field, values, check } = useFields(first, ({ name, email, password }) => ({
    name: complaints.name(name),
    email: complaints.email(email),
    password: complaints.newPassword(password),
  }));
  const email = values.email.trim();
  const signUp = useMutation({
    mutationFn: () => {
      const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
      return callAuth("sign-up/email", { ...values, email, locale, timeZone });
    },
  });
  if (signUp.isSuccess) return <LinkSent email={email} />;
  return (
    <>
      <PageTitle title={t("signUp.title")} description={t("signUp.text")} />
      <AuthForm
        action={t("signUp.action")}
        isWorking={signUp.isPending}
        error={signUp.error}
        onSubmit={() => check() && signUp.mutate()}
      >
        <NameField field={field("name")} label={t("fields.name")} />
        <EmailField field={field("email")} label={t("fields.email")} />
        <PasswordField field={field("password")} label={t("fields.password")} isNew />
      </AuthForm>
      <p className={classes["aside"]}>
        {t("signUp.haveAccount")}{" "}
        <RealLink to="/sign-in" search={search} inherit>
          {t("signIn.action")}
        </RealLink>
      </p>
    </>
  );
}

/** The same for an address that is new and for one that is taken: only its owner learns which. */
function LinkSent({ email }: { email: string }) {
  const { t } = useTranslation("session");
  return (
    <>
      <PageTitle title={t("signUp.sentTitle")} />
      <Stack>
        <Text>{t("signUp.sentText", { email })}</Text>
        <Text c="dimmed" size="sm">
          {t("signUp.sentHint")}
        </Text>
        <ResendLink email={email} />
      </Stack>
    </>
  );
}
