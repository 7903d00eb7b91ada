import { Amount } from "@payrun/ui";
import { formatCount } from "@payrun/catalogue/browser";
import { useViewer } from "@payrun/ui";
import { useTranslation } from "react-i18next";
import type { PayoutStatement } from "../payout-data.ts";
import classes from "../payouts.module.css";

/** Carried in, plus the lines by kind, less what stays: the payout. All of it comes from the API, nothing is added here. */
export function AddsUp({ statement }: { statement: PayoutStatement }) {
  const { t } = useTranslation(["payouts", "statement"]);
  const { locale } = useViewer();
  const { currency, carriedInMinor, kinds, staysMinor, roundedOffMinor, reservedMinor } = statement;
  return (
    <dl className={classes["sum"]} aria-label={t("sumTitle")}>
      <SumLine sign="" term={t("statement:carriedIn")} amountMinor={carriedInMinor} currency={currency} />
      {kinds.map(({ kind, count, amountMinor }) => (
        <SumLine
          key={kind}
          sign="+"
          term={t("sumOf", { kind: t(`statement:kinds.${kind}`), lines: formatCount(locale, count) })}
          amountMinor={amountMinor}
          currency={currency}
        />
      ))}
      <SumLine
        sign="−"
        term={t(roundedOffMinor > 0n ? "statement:roundedOff" : "statement:stays")}
        amountMinor={staysMinor}
        currency={currency}
      />
      <SumLine sign="=" term={t("takenOut")} amountMinor={reservedMinor} currency={currency} />
    </dl>
  );
}

type SumLineProps = {
  /** How it joins what stands above it. */
  readonly sign: "" | "+" | "−" | "=";
  readonly term: string;
  readonly amountMinor: bigint;
  readonly currency: string;
};

function SumLine({ sign, term, amountMinor, currency }: SumLineProps) {
  return (
    <div className={classes["sumLine"]} data-total={sign === "="}>
      <dt>
        {sign === "" ? null : `${sign} `}
        {term}
      </dt>
      <dd>
        <Amount amountMinor={amountMinor} currency={currency} />
      </dd>
    </div>
  );
}
