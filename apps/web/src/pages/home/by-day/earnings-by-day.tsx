import { Skeleton, Stack } from "@mantine/core";
import { EmptyState, QueryView, Section } from "@payrun/ui";
import { IconChartBar } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { RealLink } from "../../../app/real-link.tsx";
import { useTRPC } from "../../../app/trpc.ts";
import type { HomeSearch } from "../home-search.ts";
import { AddsUp } from "./adds-up.tsx";
import type { ByDay } from "./by-day-data.ts";
import { ChartControls } from "./chart-controls.tsx";
import { DayTable } from "./day-table.tsx";

const EarningsChart = lazy(() => import("./earnings-chart.tsx"));

/** What she earned by day and source: a chart, and the table behind it. */
export function EarningsByDay() {
  const { t } = useTranslation("home");
  const trpc = useTRPC();
  const search = useSearch({ from: "/shell/member/creator/" });
  const period = search.days ?? 30;
  const byDay = useQuery({
    ...trpc.home.earningsByDay.queryOptions({ days: period }),
    placeholderData: keepPreviousData,
  });
  const currencies = byDay.data?.totals.map((sums) => sums.currency) ?? [];
  return (
    <Section
      title={t("byDay.title")}
      description={t("byDay.description")}
      actions={<RealLink to="/earnings">{t("byDay.toEarnings")}</RealLink>}
    >
      <Stack gap="md">
        <ChartControls
          search={search}
          period={period}
          currencies={currencies}
          currency={shownCurrency(currencies, search)}
        />
        <QueryView query={byDay} skeleton={<Skeleton height={280} />}>
          {(data) => <Figures data={data} view={search.view} currency={shownCurrency(currencies, search)} />}
        </QueryView>
      </Stack>
    </Section>
  );
}

type FiguresProps = {
  readonly data: ByDay;
  readonly view: HomeSearch["view"];
  /** Undefined: nothing was earned. */
  readonly currency: string | undefined;
};

function Figures({ data, view, currency }: FiguresProps) {
  const { t } = useTranslation("home");
  if (currency === undefined)
    return <EmptyState icon={IconChartBar} title={t("byDay.emptyTitle")} text={t("byDay.emptyText")} />;
  const sums = data.totals.find((each) => each.currency === currency);
  return (
    <>
      {sums === undefined ? null : <AddsUp sums={sums} />}
      {view === "table" ? (
        <DayTable data={data} currency={currency} />
      ) : (
        <Suspense fallback={<Skeleton height={280} />}>
          <EarningsChart data={data} currency={currency} />
        </Suspense>
      )}
    </>
  );
}

/** The one that she chose, if there is something in it; else the first. */
function shownCurrency(currencies: readonly string[], { currency }: HomeSearch): string | undefined {
  return currencies.find((each) => each === currency) ?? currencies[0];
}
