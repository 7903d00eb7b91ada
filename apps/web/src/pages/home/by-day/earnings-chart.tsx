import "@mantine/charts/styles.css";
import { BarChart } from "@mantine/charts";
import { decimalText } from "@payrun/catalogue/browser";
import { addDays, daysBetween } from "@payrun/payouts-core";
import { Amount, useViewer } from "@payrun/ui";
import { useTranslation } from "react-i18next";
import { usePayoutDay } from "../../payouts/use-payout-day.ts";
import classes from "./by-day.module.css";
import type { ByDay } from "./by-day-data.ts";

type Row = ByDay["days"][number];

/** Heights for the eye. What an amount is, the tooltip and the table say, from the amounts themselves. */
type Bar = { readonly day: string; readonly tip: number; readonly call: number };

/** Bars of what was left of tips and calls, day by day. Fetched when it is looked at: it is larger than the app. */
export default function EarningsChart({ data, currency }: { data: ByDay; currency: string }) {
  const { t } = useTranslation("home");
  const { locale } = useViewer();
  const rows = data.days.filter((row) => row.currency === currency);
  const dayText = usePayoutDay();
  const shortDay = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" });
  return (
    <figure
      className={classes["figure"]}
      role="img"
      aria-label={t("byDay.chartLabel", { currency, from: dayText(data.from), to: dayText(data.to) })}
    >
      <BarChart
        h={280}
        data={barsOf(data, rows)}
        dataKey="day"
        type="stacked"
        series={[
          { name: "tip", label: t("byDay.tip"), color: "var(--chart-tip)" },
          { name: "call", label: t("byDay.call"), color: "var(--chart-call)" },
        ]}
        withLegend
        legendProps={{ itemSorter: null }}
        gridAxis="x"
        tickLine="none"
        maxBarWidth={28}
        xAxisProps={{
          tickFormatter: (day: string) => shortDay.format(new Date(`${day}T00:00:00Z`)),
          minTickGap: 24,
        }}
        yAxisProps={{ width: 72, tickFormatter: (value: number) => axisText(locale, value, currency) }}
        barProps={{ isAnimationActive: false }}
        tooltipProps={{ content: <DayTooltip rows={rows} /> }}
      />
    </figure>
  );
}

/** The library says which day is pointed at. */
function DayTooltip({ rows, label }: { rows: readonly Row[]; label?: unknown }) {
  const { t } = useTranslation("home");
  const dayText = usePayoutDay();
  if (typeof label !== "string") return null;
  return (
    <div className={classes["tooltip"]}>
      <p>
        <strong>{dayText(label)}</strong>
      </p>
      {rows
        .filter(({ day }) => day === label)
        .map(({ sourceType, netMinor, currency }) => (
          <p key={sourceType}>
            {t(`byDay.${sourceType}`)}: <Amount amountMinor={netMinor} currency={currency} />
          </p>
        ))}
    </div>
  );
}

/** Every day of the period, also those on which nothing was earned. */
function barsOf({ from, to }: ByDay, rows: readonly Row[]): Bar[] {
  const heights = new Map(
    rows.map(({ day, sourceType, netMinor, currency }) => [
      `${day} ${sourceType}`,
      Number(decimalText({ amountMinor: netMinor, currency })),
    ]),
  );
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => {
    const day = addDays(from, index);
    return { day, tip: heights.get(`${day} tip`) ?? 0, call: heights.get(`${day} call`) ?? 0 };
  });
}

/** Round numbers without their cents: they are places on an axis, no amounts. */
function axisText(locale: string, value: number, currency: string): string {
  const format = { style: "currency", currency, notation: "compact", maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(locale, format).format(value);
}
