import { Button, Group, Stack, Text } from "@mantine/core";
import { Instant, PageTitle, QueryView, RefusalAlert } from "@payrun/ui";
import { IconRefresh } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { AccountChecklist } from "./account/account-checklist.tsx";
import { AccountFacts, HowItWorks, PlatformGates } from "./account/account-facts.tsx";
import { AccountHero } from "./account/account-hero.tsx";
import { BankSection } from "./bank/bank-section.tsx";
import { CoolDownNotice } from "./bank/cool-down-notice.tsx";
import { useAccount, useOnce, type Account } from "./use-account.ts";

/** A creator's way to her money: where she stands, what is missing, which bank, and what a change of it costs. */
export function GetPaidPage() {
  const { t } = useTranslation("getPaid");
  const account = useAccount();
  useOnce(account.status.data?.isOld === true, account.ask);
  return (
    <>
      <PageTitle title={t("title")} description={t("description")} />
      <QueryView query={account.status}>
        {(status) => (
          <Stack gap="lg">
            {status.coolDown === null ? null : <CoolDownNotice coolDown={status.coolDown} />}
            <AccountHero status={status} />
            <AccountChecklist status={status} />
            <BankSection status={status} />
            <AccountFacts status={status} />
            <PlatformGates status={status} />
            {status.stripeAccountId === null ? null : <LastAsked asOf={status.asOf} account={account} />}
            <HowItWorks />
          </Stack>
        )}
      </QueryView>
    </>
  );
}

function LastAsked({ asOf, account }: { asOf: Date | null; account: Account }) {
  const { t } = useTranslation("getPaid");
  return (
    <>
      <Group justify="space-between" gap="sm">
        <Text size="sm" c="dimmed" role="status">
          {asOf === null ? (
            t("asked.never")
          ) : (
            <>
              {t("asked.at")} <Instant at={asOf} />
            </>
          )}
        </Text>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconRefresh size={14} aria-hidden />}
          aria-disabled={account.isAsking}
          onClick={() => account.isAsking || account.ask()}
        >
          {t("asked.again")}
        </Button>
      </Group>
      <RefusalAlert error={account.askError} />
    </>
  );
}
