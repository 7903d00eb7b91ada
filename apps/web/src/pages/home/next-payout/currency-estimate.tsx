import { Amount } from "@payrun/ui";
import { useTranslation } from "react-i18next";
import type { Estimate } from "../summary-data.ts";
import { BalanceByThen } from "./balance-by-then.tsx";
import { MoneyReason } from "./money-reason.tsx";
import classes from "./next-payout.module.css";

/** What she would be paid in one currency, with how it comes about; or why it is nothing. */
export function CurrencyEstimate({ estimate }: { estimate: Estimate }) {
  const { t } = useTranslation("home");
  const { currency, amountMinor, reasons } = estimate;
  const isPaid = amountMinor > 0n;
  return (
    <div>
      <p className={classes["estimate"]} data-paid={isPaid}>
        {isPaid ? <Amount {...{ amountMinor, currency }} /> : t("next.nothing")}
      </p>
      <p className={classes["hint"]}>{isPaid ? t("next.estimate") : <MoneyReason reasons={reasons} />}</p>
      <BalanceByThen estimate={estimate} />
    </div>
  );
}
