import { Stack } from "@mantine/core";
import { EmptyState, PageTitle, QueryView, refusalOf, Section } from "@payrun/ui";
import { IconHourglass } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "../../app/real-link.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { WithdrawalForm } from "./withdrawal-form.tsx";
import { WithdrawalList } from "./withdrawal-list.tsx";

/** Where the operator allows it: a creator asks to be paid before the next date. The finance team decides. */
export function WithdrawalsPage() {
  const { t } = useTranslation("withdrawals");
  const trpc = useTRPC();
  const status = useQuery(trpc.withdrawals.status.queryOptions());
  // The operator may offer it, or no longer, at any time: the API's answer counts.
  if (refusalOf(status.error)?.code === "withdrawals_off") return <NotOffered />;
  return (
    <>
      <PageTitle title={t("title")} description={t("description")} />
      <QueryView query={status}>
        {({ balances, requests }) => (
          <Stack gap="lg">
            <Section title={t("balancesTitle")}>
              {balances.length === 0 ? (
                <EmptyState icon={IconHourglass} title={t("noBalanceTitle")} text={t("noBalanceText")} />
              ) : (
                <Stack gap="xl">
                  {balances.map((balance) => (
                    <WithdrawalForm key={balance.currency} balance={balance} />
                  ))}
                </Stack>
              )}
            </Section>
            <Section title={t("requestsTitle")}>
              <WithdrawalList requests={requests} />
            </Section>
          </Stack>
        )}
      </QueryView>
    </>
  );
}

function NotOffered() {
  const { t } = useTranslation("withdrawals");
  return (
    <>
      <PageTitle title={t("title")} />
      <EmptyState
        icon={IconHourglass}
        title={t("offTitle")}
        text={t("offText")}
        action={<ButtonLink to="/">{t("offAction")}</ButtonLink>}
      />
    </>
  );
}
