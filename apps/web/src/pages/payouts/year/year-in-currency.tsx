import { Text } from "@mantine/core";
import { formatAmount, formatCount, formatMonth } from "@payrun/catalogue/browser";
import { Amount, ResponsiveTable, Section, Stat, StatGroup, useViewer, type Column } from "@payrun/ui";
import { useTranslation } from "react-i18next";
import type { AnnualCurrency, AnnualStatement } from "../payout-data.ts";
import classes from "../payouts.module.css";
import { Quarters } from "./quarters.tsx";

type Row = Pick<AnnualCurrency["totals"], (typeof amounts)[number][1]> & {
  readonly name: string;
  readonly earningCount: number;
};

const amounts = [
  ["gross", "grossMinor"],
  ["fee", "feeMinor"],
  ["refunded", "refundedMinor"],
  ["net", "netMinor"],
  ["other", "otherMinor"],
  ["paid", "paidMinor"],
  ["returned", "returnedMinor"],
] as const;

/** Always there; corrections and what came back only where there is something. */
const usual: ReadonlySet<string> = new Set(["gross", "fee", "refunded", "net", "paid"]);

/** A year in one currency: balance before and after, every month, and what tax forms ask for. */
export function YearInCurrency({
  statement: { year, timeZone },
  figures,
}: {
  statement: AnnualStatement;
  figures: AnnualCurrency;
}) {
  const { t } = useTranslation(["payouts", "statement"]);
  const { locale } = useViewer();
  const { currency, months, totals, openingMinor, closingMinor, quarters } = figures;
  const rows: readonly Row[] = [
    ...months
      .filter(happened)
      .map((month) => ({ ...month, name: formatMonth(locale, month.from, timeZone) })),
    { ...totals, name: t("statement:annual.total") },
  ];
  const columns = useMonthColumns(rows, currency);
  return (
    <Section title={t("annual.currencyTitle", { currency })} description={t("statement:annual.balanceMeans")}>
      <StatGroup>
        <Stat label={t("statement:annual.opening")}>
          <Amount amountMinor={openingMinor} currency={currency} />
        </Stat>
        <Stat label={t("statement:annual.net")} hint={t("statement:annual.netMeans")}>
          <Amount amountMinor={totals.netMinor} currency={currency} />
        </Stat>
        <Stat label={t("statement:annual.paid")}>
          <Amount amountMinor={totals.paidMinor} currency={currency} />
        </Stat>
        <Stat label={t("statement:annual.closing")}>
          <Amount amountMinor={closingMinor} currency={currency} />
        </Stat>
      </StatGroup>
      <div className={classes["yearTable"]}>
        <ResponsiveTable
          caption={t("annual.months", { year: String(year), currency })}
          columns={columns}
          rows={rows}
          rowKey={({ name }) => name}
        />
      </div>
      {rows.length > months.length ? null : (
        <Text c="dimmed" size="sm" mt="xs">
          {t("annual.quietMonths")}
        </Text>
      )}
      <Text component="h3" fw={600} mt="lg">
        {t("statement:annual.form1099k")}
      </Text>
      <Text maw="46rem">
        {t("statement:annual.form1099kText", {
          gross: formatAmount(locale, { amountMinor: totals.grossMinor, currency }),
          transactions: formatCount(locale, totals.earningCount),
        })}
      </Text>
      <Quarters year={year} currency={currency} quarters={quarters} />
    </Section>
  );
}

function useMonthColumns(rows: readonly Row[], currency: string): readonly Column<Row>[] {
  const { t } = useTranslation("statement");
  const { locale } = useViewer();
  const shown = amounts.filter(([name, key]) => usual.has(name) || rows.some((row) => row[key] !== 0n));
  return [
    { key: "month", header: t("annual.month"), names: "row", cell: ({ name }) => name },
    {
      key: "count",
      header: t("annual.transactions"),
      align: "end",
      cell: ({ earningCount }) => formatCount(locale, earningCount),
    },
    ...shown.map(([name, key]): Column<Row> => ({
      key,
      header: t(`annual.${name}`),
      align: "end",
      cell: (row) => <Amount amountMinor={row[key]} currency={currency} />,
    })),
  ];
}

function happened(month: AnnualCurrency["months"][number]): boolean {
  return month.earningCount > 0 || month.refundCount > 0 || amounts.some(([, key]) => month[key] !== 0n);
}
