import { Text } from "@mantine/core";
import { formatCount } from "@payrun/catalogue/browser";
import { Amount, ResponsiveTable, useViewer, type Column } from "@payrun/ui";
import { useTranslation } from "react-i18next";
import { usePayoutDay } from "../../payouts/use-payout-day.ts";
import type { ByDay } from "./by-day-data.ts";
import { Refunded, TakenOff } from "./taken-off.tsx";

type Row = ByDay["days"][number];

/** The figures of the chart as they are: each day and source, the newest first. */
export function DayTable({ data, currency }: { data: ByDay; currency: string }) {
  const { t } = useTranslation("home");
  const columns = useColumns();
  const dayText = usePayoutDay();
  return (
    <ResponsiveTable
      caption={t("byDay.tableCaption", { currency, from: dayText(data.from), to: dayText(data.to) })}
      columns={columns}
      rows={data.days.filter((row) => row.currency === currency).toReversed()}
      rowKey={({ day, sourceType }) => `${day} ${sourceType}`}
    />
  );
}

function useColumns(): readonly Column<Row>[] {
  const { t } = useTranslation("home");
  const { locale } = useViewer();
  const dayText = usePayoutDay();
  return [
    {
      key: "day",
      header: t("byDay.day"),
      names: "row",
      cell: ({ day, sourceType, count }) => (
        <>
          {dayText(day)}
          <Text component="span" display="block" size="sm" c="dimmed">
            {t(`byDay.${sourceType}`)} · {formatCount(locale, count)}
          </Text>
        </>
      ),
    },
    {
      key: "gross",
      header: t("byDay.gross"),
      align: "end",
      cell: ({ grossMinor, currency }) => <Amount amountMinor={grossMinor} currency={currency} />,
    },
    {
      key: "fee",
      header: t("byDay.fee"),
      align: "end",
      cell: ({ feeMinor, currency }) => <TakenOff amountMinor={feeMinor} currency={currency} />,
    },
    { key: "refunded", header: t("byDay.refunded"), align: "end", cell: (row) => <Refunded {...row} /> },
    {
      key: "net",
      header: t("byDay.net"),
      align: "end",
      cell: ({ netMinor, currency }) => (
        <strong>
          <Amount amountMinor={netMinor} currency={currency} />
        </strong>
      ),
    },
  ];
}
