import { Amount } from "@payrun/ui";
import { useTranslation } from "react-i18next";
import type { Estimate } from "../summary-data.ts";
import { MoneyReason } from "./money-reason.tsx";
import classes from "./next-payout.module.css";

/** What she would be paid in one currency, with how it comes about; or why it is nothing. */
export function CurrencyEstimate({ estimate }: { estimate: Estimate }) {
  const { t } = useTranslation("home");
  const { currency, amountMinor, availableMinor, maturingMinor, availableByThenMinor, roundedOffMinor } =
    estimate;
  const isPaid = amountMinor > 0n;
  return (
    <div>
      <p className={classes["estimate"]} data-paid={isPaid}>
        {isPaid ? <Amount {...{ amountMinor, currency }} /> : t("next.nothing")}
      </p>
      <p className={classes["hint"]}>
        {isPaid ? t("next.estimate") : <MoneyReason reasons={estimate.reasons} />}
      </p>
      {availableByThenMinor === 0n ? null : (
        <dl className={classes["sum"]}>
          <Line term={t("next.availableNow")} amountMinor={availableMinor} currency={currency} />
          <Line term={t("next.maturing")} amountMinor={maturingMinor} currency={currency} sign="+" />
          <Line term={t("next.byThen")} amountMinor={availableByThenMinor} currency={currency} isSum />
          {roundedOffMinor === 0n ? null : (
            <Line term={t("next.roundedOff")} amountMinor={roundedOffMinor} currency={currency} />
          )}
        </dl>
      )}
    </div>
  );
}

type LineProps = {
  readonly term: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly sign?: "+";
  readonly isSum?: boolean;
};

function Line({ term, amountMinor, currency, sign, isSum = false }: LineProps) {
  return (
    <div data-sum={isSum}>
      <dt>{term}</dt>
      <dd>
        {sign === undefined ? null : <span aria-hidden>{sign} </span>}
        <Amount {...{ amountMinor, currency }} />
      </dd>
    </div>
  );
}
