import { SegmentedControl, Select, Skeleton, Stack } from "@mantine/core";
import { EmptyState, QueryView, Section } from "@payrun/ui";
import { IconChartBar } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { RealLink } from "../../../app/real-link.tsx";
import { useTRPC } from "../../../app/trpc.ts";
import { periods, type HomeSearch, type Period } from "../home-search.ts";
import classes from "./by-day.module.css";
import type { ByDay } from "./by-day-data.ts";
import { DayTable } from "./day-table.tsx";
import { PeriodSums } from "./period-sums.tsx";

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
  return (
    <Section
      title={t("byDay.title")}
      description={t("byDay.description")}
      actions={<RealLink to="/earnings">{t("byDay.toEarnings")}</RealLink>}
    >
      <Stack gap="md">
        <Controls
          search={search}
          period={period}
          currencies={byDay.data?.totals.map(({ currency }) => currency) ?? []}
        />
        <QueryView query={byDay} skeleton={<Skeleton height={280} />}>
          {(data) => <Figures data={data} search={search} />}
        </QueryView>
      </Stack>
    </Section>
  );
}

function Figures({ data, search }: { data: ByDay; search: HomeSearch }) {
  const { t } = useTranslation("home");
  const currency = shownCurrency(
    data.totals.map((sums) => sums.currency),
    search,
  );
  if (currency === undefined)
    return <EmptyState icon={IconChartBar} title={t("byDay.emptyTitle")} text={t("byDay.emptyText")} />;
  return (
    <>
      <PeriodSums data={data} currency={currency} />
      {search.view === "table" ? (
        <DayTable data={data} currency={currency} />
      ) : (
        <Suspense fallback={<Skeleton height={280} />}>
          <EarningsChart data={data} currency={currency} />
        </Suspense>
      )}
    </>
  );
}

function Controls({
  search,
  period,
  currencies,
}: {
  search: HomeSearch;
  period: Period;
  currencies: readonly string[];
}) {
  const { t } = useTranslation("home");
  const navigate = useNavigate({ from: "/" });
  const change = (changed: (old: HomeSearch) => HomeSearch) =>
    void navigate({ search: changed, replace: true, resetScroll: false });
  return (
    <div className={classes["controls"]}>
      <SegmentedControl
        aria-label={t("byDay.period")}
        value={String(period)}
        onChange={(days) =>
          change(({ days: _, ...rest }) => (days === "30" ? rest : { ...rest, days: Number(days) as 7 }))
        }
        data={periods.map((days) => ({
          value: String(days),
          label: days === 365 ? t("byDay.year") : t("byDay.days", { count: days }),
        }))}
      />
      {currencies.length < 2 ? null : (
        <Select
          aria-label={t("byDay.currency")}
          value={shownCurrency(currencies, search) ?? null}
          onChange={(currency) => currency !== null && change((old) => ({ ...old, currency }))}
          data={[...currencies]}
          allowDeselect={false}
          className={classes["currency"]}
        />
      )}
      <SegmentedControl
        aria-label={t("byDay.view")}
        value={search.view ?? "chart"}
        onChange={(view) =>
          change(({ view: _, ...rest }) => (view === "table" ? { ...rest, view: "table" } : rest))
        }
        data={[
          { value: "chart", label: t("byDay.chart") },
          { value: "table", label: t("byDay.table") },
        ]}
      />
    </div>
  );
}

/** The one that she chose, if there is something in it; else the first. */
function shownCurrency(currencies: readonly string[], { currency }: HomeSearch): string | undefined {
  return currencies.find((each) => each === currency) ?? currencies[0];
}
