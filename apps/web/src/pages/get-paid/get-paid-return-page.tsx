import { Group, Stack, Text } from "@mantine/core";
import { LoadingState, PageTitle, QueryView, RefusalAlert, Section } from "@payrun/ui";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "../../app/real-link.tsx";
import { AccountChecklist } from "./account/account-checklist.tsx";
import { AccountHero } from "./account/account-hero.tsx";
import type { AccountStatus } from "./to-stripe/use-stripe-page.ts";
import { useAccount, useOnce } from "./use-account.ts";

/** Where Stripe sends a creator who leaves its pages, finished or not: Stripe is asked which, and nothing else believed. */
export function GetPaidReturnPage() {
  const { t } = useTranslation("getPaid");
  const { status, ask, hasAsked, askError } = useAccount();
  useOnce(true, ask);
  return (
    <>
      <PageTitle title={t("return.title")} />
      {hasAsked ? (
        <QueryView query={status}>
          {(account) => (
            <Stack gap="lg">
              <RefusalAlert error={askError} />
              <AccountHero status={account} />
              {account.standing === "ready" ? null : <AccountChecklist status={account} />}
              <WhatIsNext status={account} />
            </Stack>
          )}
        </QueryView>
      ) : (
        <>
          <Text mb="md">{t("return.reading")}</Text>
          <LoadingState />
        </>
      )}
    </>
  );
}

function WhatIsNext({ status: { standing } }: { status: AccountStatus }) {
  const { t } = useTranslation("getPaid");
  const words =
    standing === "ready"
      ? "return.readyNext"
      : standing === "in_review" || standing === "restricted"
        ? "return.waitNext"
        : "return.missingNext";
  return (
    <Section title={t("return.next")}>
      <Stack align="flex-start">
        <Text>{t(words)}</Text>
        <Group>
          <ButtonLink to="/get-paid" variant="default">
            {t("return.toGetPaid")}
          </ButtonLink>
          <ButtonLink to="/" variant="default">
            {t("return.toHome")}
          </ButtonLink>
        </Group>
      </Stack>
    </Section>
  );
}
