import { SegmentedControl, Select } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { isPeriod, periods, withPeriod, withView, type HomeSearch, type Period } from "../home-search.ts";
import classes from "./by-day.module.css";

type ChartControlsProps = {
  readonly search: HomeSearch;
  readonly period: Period;
  readonly currencies: readonly string[];
  readonly currency: string | undefined;
};

/** Period, currency and form of what is shown; they stand in the address. */
export function ChartControls({ search, period, currencies, currency }: ChartControlsProps) {
  const { t } = useTranslation("home");
  const navigate = useNavigate({ from: "/" });
  const go = (to: HomeSearch) => void navigate({ search: to, replace: true, resetScroll: false });
  return (
    <div className={classes["controls"]}>
      <SegmentedControl
        aria-label={t("byDay.period")}
        value={String(period)}
        onChange={(value) => {
          const days = Number(value);
          if (isPeriod(days)) go(withPeriod(search, days));
        }}
        data={periods.map((days) => ({
          value: String(days),
          label: days === 365 ? t("byDay.year") : t("byDay.days", { count: days }),
        }))}
      />
      {currencies.length < 2 ? null : (
        <Select
          aria-label={t("byDay.currency")}
          value={currency ?? null}
          onChange={(chosen) => {
            if (chosen !== null) go({ ...search, currency: chosen });
          }}
          data={[...currencies]}
          allowDeselect={false}
          className={classes["currency"]}
        />
      )}
      <SegmentedControl
        aria-label={t("byDay.view")}
        value={search.view ?? "chart"}
        onChange={(view) => go(withView(search, view === "table" ? "table" : "chart"))}
        data={[
          { value: "chart", label: t("byDay.chart") },
          { value: "table", label: t("byDay.table") },
        ]}
      />
    </div>
  );
}
