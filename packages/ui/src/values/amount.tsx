import { decimalText, formatAmount } from "@payrun/catalogue/browser";
import { useViewer } from "../viewer.tsx";
import classes from "./values.module.css";

export type AmountProps = {
  /** In the currency's minor unit; may be below zero. */
  readonly amountMinor: bigint;
  /** ISO 4217. */
  readonly currency: string;
};

/** An amount as the viewer's language writes it; never broken over two lines. */
export function Amount({ amountMinor, currency }: AmountProps) {
  const { locale } = useViewer();
  const amount = { amountMinor, currency };
  return (
    <data className={classes["amount"]} value={`${decimalText(amount)} ${currency}`}>
      {formatAmount(locale, amount)}
    </data>
  );
}
