import { Alert } from "@mantine/core";
import { refusalOf, RefusalAlert } from "@payrun/ui";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { AuthFailure } from "../../../app/auth/auth-client.ts";
import classes from "./auth.module.css";

/** Why signing in, or something about the account, was refused; told at once to screen readers. Nothing without an error. */
export function AuthAlert({ error }: { error: unknown }) {
  const sentence = useAuthSentence(error);
  if (error instanceof Error && !(error instanceof AuthFailure) && refusalOf(error) !== null) {
    return <RefusalAlert error={error} />;
  }
  if (sentence === null) return null;
  return (
    <Alert
      className={classes["alert"] ?? ""}
      variant="transparent"
      role="alert"
      icon={<IconAlertTriangle size={18} aria-hidden />}
    >
      {sentence}
    </Alert>
  );
}

function useAuthSentence(error: unknown): string | null {
  const { t, i18n } = useTranslation("session");
  if (error === null || error === undefined) return null;
  if (!(error instanceof AuthFailure)) return t("failures.unexpected");
  const { code, retryAfterSeconds } = error;
  if (code === "too_many_tries" || code === "too_many_attempts_request_new_code") {
    return t("failures.too_many_tries", { count: Math.ceil((retryAfterSeconds ?? 300) / 60) });
  }
  // Some of the codes are better-auth's own, and there may be more of them one day.
  return i18n.exists(`session:failures.${code}`)
    ? t(`failures.${code as "unexpected"}`)
    : t("failures.unexpected");
}
