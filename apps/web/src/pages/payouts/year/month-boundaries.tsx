import { formatInstant, formatMonth } from "@payrun/catalogue/browser";
import { useViewer } from "@payrun/ui";
import { useTranslation } from "react-i18next";
import type { AnnualStatement } from "../payout-data.ts";
import classes from "../payouts.module.css";

/** When each month begins and ends in UTC: a tip at midnight belongs to one month here and perhaps to another elsewhere. */
export function MonthBoundaries({ statement }: { statement: AnnualStatement }) {
  const { t } = useTranslation(["payouts", "statement"]);
  const { locale } = useViewer();
  const { timeZone, from, until, currencies } = statement;
  const utc = (at: Date) => formatInstant(locale, at, "UTC");
  const months = currencies[0]?.months ?? [];
  return (
    <details className={classes["boundaries"]}>
      <summary>{t("annual.boundaries")}</summary>
      <p>{t("statement:annual.monthsIn", { zone: timeZone, from: utc(from), until: utc(until) })}</p>
      <ul>
        {months.map((month) => (
          <li key={month.month}>
            {formatMonth(locale, month.from, timeZone)}:{" "}
            {t("statement:fromTo", { from: utc(month.from), to: utc(month.until) })}
          </li>
        ))}
      </ul>
    </details>
  );
}
