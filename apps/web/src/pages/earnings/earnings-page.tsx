import { Stack } from "@mantine/core";
import { PageTitle } from "@payrun/ui";
import { useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { DownloadLink } from "./download-link.tsx";
import { EarningDrawer } from "./detail/earning-drawer.tsx";
import { EarningFilters } from "./list/earning-filters.tsx";
import { EarningList } from "./list/earning-list.tsx";
import { EarningTotals } from "./list/earning-totals.tsx";

/** Every tip and call, one by one, with the sums of what is listed. */
export function EarningsPage() {
  const { t } = useTranslation("earnings");
  const { earning: earningId, before, ...filter } = useSearch({ from: "/shell/member/creator/earnings" });
  return (
    <>
      <PageTitle title={t("title")} description={t("description")}>
        <DownloadLink filter={filter} />
      </PageTitle>
      <Stack gap="lg">
        <EarningFilters filter={filter} />
        <EarningTotals filter={filter} />
        <EarningList filter={filter} before={before} />
      </Stack>
      <EarningDrawer earningId={earningId} />
    </>
  );
}
