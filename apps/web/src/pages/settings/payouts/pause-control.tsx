import { Button, Group, Text, Title } from "@mantine/core";
import { formatDay } from "@payrun/catalogue/browser";
import { ConfirmDialog, Instant, RefusalAlert, useViewer } from "@payrun/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useTRPC } from "../../../app/trpc.ts";
import { useSettled, type PayoutSettingsData } from "./use-settled.ts";

/** Stops and resumes her payouts. Stopping says before what it costs. */
export function PauseControl({
  settings: { pausedAt, cadence, nextDates },
}: {
  settings: PayoutSettingsData;
}) {
  const { t } = useTranslation("settings");
  const { locale } = useViewer();
  const trpc = useTRPC();
  const settled = useSettled();
  const pause = useMutation(
    trpc.settings.pause.mutationOptions({
      onSuccess: async () => {
        await settled();
        setAsking(false);
      },
    }),
  );
  const resume = useMutation(trpc.settings.resume.mutationOptions({ onSuccess: settled }));
  const [isAsking, setAsking] = useState(false);
  return (
    <div>
      <Title order={3} mb={4}>
        {t("payouts.pauseTitle")}
      </Title>
      <Group justify="space-between" gap="sm">
        <Text role="status">
          {pausedAt === null ? (
            t("payouts.running")
          ) : (
            <>
              {t("payouts.paused")} <Instant at={pausedAt} />. {t("payouts.pausedText")}
            </>
          )}
        </Text>
        {pausedAt === null ? (
          <Button variant="default" onClick={() => setAsking(true)}>
            {t("payouts.pause")}
          </Button>
        ) : (
          <Button aria-disabled={resume.isPending} onClick={() => resume.isPending || resume.mutate({})}>
            {t("payouts.resume")}
          </Button>
        )}
      </Group>
      <RefusalAlert error={resume.error} />
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={t("payouts.pauseQuestion")}
        confirmLabel={t("payouts.pause")}
        isWorking={pause.isPending}
        error={pause.error}
        onConfirm={() => pause.isPending || pause.mutate({})}
      >
        <Text>
          {t("payouts.pauseWhat", { day: formatDay(locale, nextDates[cadence].scheduledFor, "UTC") })}
        </Text>
      </ConfirmDialog>
    </div>
  );
}
