import { Amount } from "@payrun/ui";
import { useTranslation } from "react-i18next";
import classes from "./by-day.module.css";
import type { ByDay } from "./by-day-data.ts";

/** The sums of the whole period, as they add up: gross, less fee, less refunds, and the fee that came back. */
export function PeriodSums({ data, currency }: { data: ByDay; currency: string }) {
  const { t } = useTranslation("home");
  const sums = data.totals.find((each) => each.currency === currency);
  if (sums === undefined) return null;
  const { grossMinor, feeMinor, refundedMinor, feeReturnedMinor, netMinor } = sums;
  const parts = [
    { sign: "", term: t("byDay.gross"), amountMinor: grossMinor },
    { sign: "−", term: t("byDay.fee"), amountMinor: feeMinor },
    ...(refundedMinor === 0n
      ? []
      : [
          { sign: "−", term: t("byDay.refunded"), amountMinor: refundedMinor },
          { sign: "+", term: t("byDay.feeReturned"), amountMinor: feeReturnedMinor },
        ]),
    { sign: "=", term: t("byDay.net"), amountMinor: netMinor },
  ];
  return (
    <dl className={classes["sums"]}>
      {parts.map(({ sign, term, amountMinor }) => (
        <div key={term} data-result={sign === "="}>
          <dt>{term}</dt>
          <dd>
            <span aria-hidden className={classes["sign"]}>
              {sign}
            </span>
            <Amount {...{ amountMinor, currency }} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
