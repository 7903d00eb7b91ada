import { Button, Divider, Stack, Text } from "@mantine/core";
import { PageTitle } from "@payrun/ui";
import { IconFingerprint } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { AuthFailure, callAuth } from "../../app/auth/auth-client.ts";
import { hasPasskeys, signInWithPasskey } from "../../app/auth/passkeys.ts";
import { RealLink } from "../../app/real-link.tsx";
import { useEnter } from "../../app/session/use-enter.ts";
import { AuthAlert } from "./parts/auth-alert.tsx";
import { EmailField, PasswordField, useComplaints, useFields } from "./parts/auth-fields.tsx";
import { AuthForm } from "./parts/auth-form.tsx";
import { ResendLink } from "./parts/resend-link.tsx";
import { usePasskeyOffer } from "./parts/use-passkey-offer.ts";
import classes from "./parts/auth.module.css";

export function SignInPage() {
  const { t } = useTranslation("session");
  const search = useSearch({ from: "/session/signed-out/sign-in" });
  const navigate = useNavigate();
  const enter = useEnter();
  const complaints = useComplaints();
  const { field, values, check } = useFields({ email: search.email ?? "", password: "" }, (given) => ({
    email: complaints.email(given.email),
    password: complaints.password(given.password),
  }));
  const next = search.next === undefined ? {} : { next: search.next };
  const signIn = useMutation({
    mutationFn: () => callAuth("sign-in/email", { ...values, email: values.email.trim() }),
    onSuccess: ({ twoFactorRedirect }) =>
      twoFactorRedirect ? navigate({ to: "/two-factor", search: next }) : enter(search.next),
  });
  const isUnverified = signIn.error instanceof AuthFailure && signIn.error.code === "email_not_verified";
  return (
    <>
      <PageTitle title={t("signIn.title")} />
      <AuthForm
        action={t("signIn.action")}
        isWorking={signIn.isPending}
        error={isUnverified ? null : signIn.error}
        onSubmit={() => check() && signIn.mutate()}
      >
        <EmailField field={field("email")} label={t("fields.email")} autoComplete="username webauthn" />
        <Stack gap={6}>
          <PasswordField field={field("password")} label={t("fields.password")} />
          <RealLink to="/forgot-password" search={{ email: values.email.trim() }} size="sm">
            {t("signIn.forgot")}
          </RealLink>
        </Stack>
        {isUnverified ? (
          <div role="alert">
            <Text mb="xs">{t("signIn.unverified")}</Text>
            <ResendLink email={values.email.trim()} />
          </div>
        ) : null}
      </AuthForm>
      {hasPasskeys() ? <PasskeyButton onSignedIn={() => enter(search.next)} /> : null}
      <p className={classes["aside"]}>
        {t("signIn.noAccount")}{" "}
        <RealLink to="/sign-up" search={next} inherit>
          {t("signIn.create")}
        </RealLink>
      </p>
    </>
  );
}

function PasskeyButton({ onSignedIn }: { onSignedIn: () => Promise<void> }) {
  const { t } = useTranslation("session");
  const passkey = useMutation({ mutationFn: () => signInWithPasskey(), onSuccess: onSignedIn });
  usePasskeyOffer(onSignedIn, !passkey.isPending);
  return (
    <Stack mt="md">
      <Divider label={t("signIn.or")} />
      <Button
        variant="default"
        fullWidth
        leftSection={<IconFingerprint size={18} aria-hidden />}
        aria-disabled={passkey.isPending}
        onClick={() => passkey.isPending || passkey.mutate()}
      >
        {t("signIn.passkey")}
      </Button>
      <AuthAlert error={passkey.isPending ? null : passkey.error} />
    </Stack>
  );
}
