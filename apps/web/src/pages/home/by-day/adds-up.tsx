import { Amount } from "@payrun/ui";
import { useTranslation } from "react-i18next";
import classes from "./by-day.module.css";

/** Amounts of one earning or of many, in one currency. */
export type EarningAmounts = {
  readonly currency: string;
  readonly grossMinor: bigint;
  readonly feeMinor: bigint;
  readonly refundedMinor: bigint;
  readonly feeReturnedMinor: bigint;
  readonly netMinor: bigint;
};

/** How the net comes about: gross, less fee, less refunds, and the fee that came back. */
export function AddsUp({ sums }: { sums: EarningAmounts }) {
  const { t } = useTranslation("home");
  const { currency, grossMinor, feeMinor, refundedMinor, feeReturnedMinor, netMinor } = sums;
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
