import { Text } from "@mantine/core";
import { formatCount } from "@payrun/catalogue/browser";
import { Amount, ResponsiveTable, useViewer, type Column } from "@payrun/ui";
import { useTranslation } from "react-i18next";
import type { AnnualCurrency } from "../payout-data.ts";

type Quarter = AnnualCurrency["quarters"][number];

/** What DAC7 asks for, by quarter. */
export function Quarters({
  year,
  currency,
  quarters,
}: {
  year: number;
  currency: string;
  quarters: readonly Quarter[];
}) {
  const { t } = useTranslation(["payouts", "statement"]);
  const columns = useQuarterColumns(year, currency);
  return (
    <>
      <Text component="h3" fw={600} mt="lg">
        {t("statement:annual.dac7")}
      </Text>
      <Text mb="xs" maw="46rem">
        {t("statement:annual.dac7Text")}
      </Text>
      <ResponsiveTable
        caption={t("annual.quarters", { year: String(year), currency })}
        columns={columns}
        rows={quarters}
        rowKey={({ quarter }) => String(quarter)}
      />
    </>
  );
}

function useQuarterColumns(year: number, currency: string): readonly Column<Quarter>[] {
  const { t } = useTranslation("statement");
  const { locale } = useViewer();
  return [
    {
      key: "quarter",
      header: t("annual.quarter"),
      names: "row",
      cell: ({ quarter }) => t("annual.quarterName", { quarter, year: String(year) }),
    },
    {
      key: "consideration",
      header: t("annual.consideration"),
      align: "end",
      cell: ({ figures }) => <Amount amountMinor={figures.netMinor} currency={currency} />,
    },
    {
      key: "fee",
      header: t("annual.fee"),
      align: "end",
      cell: ({ figures }) => <Amount amountMinor={figures.feeMinor} currency={currency} />,
    },
    {
      key: "activities",
      header: t("annual.activities"),
      align: "end",
      cell: ({ figures }) => formatCount(locale, figures.earningCount),
    },
  ];
}
