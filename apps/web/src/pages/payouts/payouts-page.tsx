import { Stack } from "@mantine/core";
import { PageTitle } from "@payrun/ui";
import { useTranslation } from "react-i18next";
import { PaidTotals } from "./list/paid-totals.tsx";
import { PayoutList } from "./list/payout-list.tsx";

export function PayoutsPage() {
  const { t } = useTranslation("payouts");
  return (
    <>
      <PageTitle title={t("title")} description={t("lead")} />
      <Stack gap="lg">
        <PaidTotals />
        <PayoutList />
      </Stack>
    </>
  );
}
