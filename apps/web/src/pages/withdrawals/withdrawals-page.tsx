import { Stack } from "@mantine/core";
import { EmptyState, PageTitle, QueryView, Section } from "@payrun/ui";
import { IconHourglass } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useTRPC } from "../../app/trpc.ts";
import { WithdrawalForm } from "./withdrawal-form.tsx";
import { WithdrawalList } from "./withdrawal-list.tsx";

/** Where the operator allows it: a creator asks to be paid before the next date. The finance team decides. */
export function WithdrawalsPage() {
  const { t } = useTranslation("withdrawals");
  const trpc = useTRPC();
  const status = useQuery(trpc.withdrawals.status.queryOptions());
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
