import { Stack, Text } from "@mantine/core";
import { formatDay, formatDuration, formatList } from "@payrun/catalogue/browser";
import { ConfirmDialog, Instant, useViewer } from "@payrun/ui";
import { useTranslation } from "react-i18next";
import { useDashboardPage, useOnboardingPage, type AccountStatus } from "../to-stripe/use-stripe-page.ts";

type CoolDown = NonNullable<AccountStatus["coolDown"]>;

export type ChangeDestinationDialogProps = {
  readonly status: AccountStatus;
  /** Which of Stripe's pages she changes it on. */
  readonly leadsTo: "dashboard" | "onboarding";
  readonly opened: boolean;
  readonly onClose: () => void;
};

/** Tells what a change of bank or account costs, with its dates, before she goes where it is changed. */
export function ChangeDestinationDialog({ status, leadsTo, opened, onClose }: ChangeDestinationDialogProps) {
  const { t } = useTranslation("getPaid");
  const dashboard = useDashboardPage();
  const onboarding = useOnboardingPage();
  const page = leadsTo === "dashboard" ? dashboard : onboarding;
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={t("change.title")}
      confirmLabel={t("change.confirm")}
      isWorking={page.isOpening}
      error={page.error}
      onConfirm={() => page.open()}
    >
      <Stack gap="sm">
        <WhatItCosts status={status} />
        {page.dialog}
      </Stack>
    </ConfirmDialog>
  );
}

function WhatItCosts({ status: { ifChangedNow } }: { status: AccountStatus }) {
  const { t } = useTranslation("getPaid");
  const { locale } = useViewer();
  if (ifChangedNow === null) return <Text>{t("change.noCoolDown")}</Text>;
  const duration = formatDuration(locale, ifChangedNow.coolDownHours, "hour");
  return (
    <>
      <Text>{t("change.why", { duration })}</Text>
      <Text>
        {t("change.until")} <Instant at={ifChangedNow.payableFrom} />.
      </Text>
      <Text fw={600}>
        <SkippedDates coolDown={ifChangedNow} />
      </Text>
      <Text>{t("change.told")}</Text>
    </>
  );
}

/** Which of her payout dates a cool-down costs, and on which one she is paid. */
export function SkippedDates({ coolDown: { skipped, firstPaid } }: { coolDown: CoolDown }) {
  const { t } = useTranslation("getPaid");
  const { locale } = useViewer();
  const day = (at: Date) => formatDay(locale, at, "UTC");
  const values = { firstPaid: day(firstPaid.scheduledFor) };
  if (skipped.length === 0) return t("change.noneSkipped", values);
  const days = formatList(
    locale,
    skipped.map(({ scheduledFor }) => day(scheduledFor)),
  );
  return t("change.skipped", { ...values, days, count: skipped.length });
}
