import { formatCount, formatDay } from "@payrun/catalogue/browser";
import { Amount, ResponsiveTable, useViewer, type Column } from "@payrun/ui";
import { useTranslation } from "react-i18next";
import type { ByDay } from "./by-day-data.ts";

type Row = ByDay["days"][number];

/** The figures of the chart as they are: each day and source, the newest first. */
export function DayTable({ data, currency }: { data: ByDay; currency: string }) {
  const { t } = useTranslation("home");
  const { locale } = useViewer();
  const dayText = (day: string) => formatDay(locale, new Date(`${day}T00:00:00Z`), "UTC");
  const amountColumn = (
    key: "gross" | "fee" | "refunded" | "feeReturned" | "net",
    of: (row: Row) => bigint,
  ): Column<Row> => ({
    key,
    header: t(`byDay.${key}`),
    align: "end",
    cell: (row) => <Amount amountMinor={of(row)} currency={currency} />,
  });
  return (
    <ResponsiveTable
      caption={t("byDay.tableCaption", { currency, from: dayText(data.from), to: dayText(data.to) })}
      rows={data.days.filter((row) => row.currency === currency).toReversed()}
      rowKey={({ day, sourceType }) => `${day} ${sourceType}`}
      columns={[
        { key: "day", header: t("byDay.day"), names: "row", cell: ({ day }) => dayText(day) },
        { key: "source", header: t("byDay.source"), cell: ({ sourceType }) => t(`byDay.${sourceType}`) },
        {
          key: "count",
          header: t("byDay.count"),
          align: "end",
          cell: ({ count }) => formatCount(locale, count),
        },
        amountColumn("gross", ({ grossMinor }) => grossMinor),
        amountColumn("fee", ({ feeMinor }) => feeMinor),
        amountColumn("refunded", ({ refundedMinor }) => refundedMinor),
        amountColumn("feeReturned", ({ feeReturnedMinor }) => feeReturnedMinor),
        amountColumn("net", ({ netMinor }) => netMinor),
      ]}
    />
  );
}
