import { Amount } from "@payrun/ui";
import { useTranslation } from "react-i18next";
import type { Estimate } from "../summary-data.ts";
import classes from "./next-payout.module.css";

/** What she will have by the cutoff, as a sum. Nothing where that is nothing. */
export function BalanceByThen({ estimate }: { estimate: Estimate }) {
  const { t } = useTranslation("home");
  const { currency, availableMinor, maturingMinor, availableByThenMinor, roundedOffMinor } = estimate;
  if (availableByThenMinor === 0n) return null;
  return (
    <dl className={classes["sum"]}>
      <Line term={t("next.availableNow")} amountMinor={availableMinor} currency={currency} />
      <Line term={t("next.maturing")} amountMinor={maturingMinor} currency={currency} sign="+" />
      <Line term={t("next.byThen")} amountMinor={availableByThenMinor} currency={currency} sign="=" />
      {roundedOffMinor === 0n ? null : (
        <Line term={t("next.roundedOff")} amountMinor={roundedOffMinor} currency={currency} />
      )}
    </dl>
  );
}

type LineProps = {
  readonly term: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  /** How it joins what stands above it. */
  readonly sign?: "+" | "=";
};

function Line({ term, amountMinor, currency, sign }: LineProps) {
  return (
    <div data-sum={sign === "="}>
      <dt>{term}</dt>
      <dd>
        {sign === undefined ? null : <span aria-hidden>{sign} </span>}
        <Amount {...{ amountMinor, currency }} />
      </dd>
    </div>
  );
}
