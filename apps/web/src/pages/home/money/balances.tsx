import { Text } from "@mantine/core";
import { Amount, Section } from "@payrun/ui";
import { useTranslation } from "react-i18next";
import { usePayoutDay } from "../../payouts/use-payout-day.ts";
import type { Balance } from "../summary-data.ts";
import classes from "./money.module.css";

/** What she has, as sums that add up on screen: available, held and in transit are hers now; with what was paid, hers in all. */
export function Balances({ balances }: { balances: readonly Balance[] }) {
  const { t } = useTranslation("home");
  return (
    <Section title={t("balance.title")}>
      <div className={classes["currencies"]}>
        {balances.map((balance) => (
          <CurrencyBalance key={balance.currency} balance={balance} isOneOfMany={balances.length > 1} />
        ))}
      </div>
    </Section>
  );
}

type CurrencyBalanceProps = {
  readonly balance: Balance;
  readonly isOneOfMany: boolean;
};

function CurrencyBalance({ balance, isOneOfMany }: CurrencyBalanceProps) {
  const { t } = useTranslation("home");
  const payoutDay = usePayoutDay();
  const { currency, availableMinor, heldMinor, inTransitMinor, totalMinor, debtMinor } = balance;
  const { paidSoFarMinor, everMinor, payoutCount, lastPaidPeriodKey } = balance;
  const paidHint =
    lastPaidPeriodKey === null
      ? t("balance.neverPaid")
      : t("balance.paidHint", { count: payoutCount, day: payoutDay(lastPaidPeriodKey) });
  return (
    <div>
      {isOneOfMany ? <h3 className={classes["currency"]}>{currency}</h3> : null}
      <dl className={classes["account"]} aria-label={t("balance.inCurrency", { currency })}>
        <Line
          term={t("balance.available")}
          hint={t(debtMinor > 0n ? "balance.debtHint" : "balance.availableHint")}
          amountMinor={availableMinor}
          currency={currency}
        />
        <Line
          term={t("balance.held")}
          hint={t("balance.heldHint")}
          amountMinor={heldMinor}
          currency={currency}
          sign="+"
        />
        <Line
          term={t("balance.inTransit")}
          hint={t("balance.inTransitHint")}
          amountMinor={inTransitMinor}
          currency={currency}
          sign="+"
        />
        <Line term={t("balance.total")} amountMinor={totalMinor} currency={currency} sign="=" />
        <Line
          term={t("balance.paidSoFar")}
          hint={paidHint}
          amountMinor={paidSoFarMinor}
          currency={currency}
          sign="+"
        />
        <Line
          term={t("balance.ever")}
          hint={t("balance.everHint")}
          amountMinor={everMinor}
          currency={currency}
          sign="="
          isLast
        />
      </dl>
    </div>
  );
}

type LineProps = {
  readonly term: string;
  readonly hint?: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  /** How it joins what stands above it. */
  readonly sign?: "+" | "=";
  /** The sum of all of it, which is said more quietly than what is hers now. */
  readonly isLast?: boolean;
};

function Line({ term, hint, amountMinor, currency, sign, isLast = false }: LineProps) {
  return (
    <div className={classes["line"]} data-sum={sign === "="} data-last={isLast}>
      <dt>
        {term}
        {hint === undefined ? null : (
          <Text span size="sm" c="dimmed" className={classes["hint"]}>
            {hint}
          </Text>
        )}
      </dt>
      <dd>
        <span aria-hidden className={classes["sign"]}>
          {sign}
        </span>
        <Amount {...{ amountMinor, currency }} />
      </dd>
    </div>
  );
}
