import { Button, Stack } from "@mantine/core";
import { isUnreachable, PageTitle, RefusalAlert } from "@payrun/ui";
import { useRouter, type ErrorComponentProps } from "@tanstack/react-router";
import { useCallback, useEffect } from "react";
import { useTranslation } from "react-i18next";
import classes from "../shell/app-shell.module.css";

const askAgainMs = 4_000;

/** For a page that broke, or could not be fetched. Where nothing answers it tries again by itself. */
export function FailedPage({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();
  const unreachable = isUnreachable(error);
  const retry = useCallback(() => {
    reset();
    void router.invalidate();
  }, [reset, router]);
  useEffect(() => {
    if (!unreachable) return undefined;
    const timer = setInterval(retry, askAgainMs);
    return () => clearInterval(timer);
  }, [unreachable, retry]);
  return (
    <>
      <PageTitle
        title={t(unreachable ? "page.unreachableTitle" : "page.failedTitle")}
        description={t(unreachable ? "page.unreachableText" : "page.failedText")}
      />
      <Stack align="flex-start">
        {unreachable ? null : <RefusalAlert error={error} />}
        <Button onClick={retry}>{t("page.retry")}</Button>
      </Stack>
    </>
  );
}

/** The same where not even the frame could be drawn, because nobody knows who is signed in. */
export function FailedApp(props: ErrorComponentProps) {
  return (
    <main className={classes["content"]}>
      <FailedPage {...props} />
    </main>
  );
}
