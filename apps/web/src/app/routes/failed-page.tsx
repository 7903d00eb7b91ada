import { Button, Stack, Text } from "@mantine/core";
import { isUnreachable, PageTitle, RefusalAlert } from "@payrun/ui";
import { useRouter, type ErrorComponentProps } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

/** For a page that broke, or could not be fetched. */
export function FailedPage({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <Stack align="flex-start" p="md">
      <PageTitle
        title={t(isUnreachable(error) ? "page.unreachableTitle" : "page.failedTitle")}
        description={<Text span>{t("page.failedText")}</Text>}
      />
      <RefusalAlert error={error} />
      <Button onClick={retry}>{t("page.retry")}</Button>
    </Stack>
  );
}
