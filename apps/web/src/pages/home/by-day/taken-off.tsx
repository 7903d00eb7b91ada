import { Text } from "@mantine/core";
import { Amount } from "@payrun/ui";
import { useTranslation } from "react-i18next";
import classes from "./by-day.module.css";

/** What goes off the gross: with its sign, and dim where it is nothing. */
export function TakenOff({ amountMinor, currency }: { amountMinor: bigint; currency: string }) {
  const amount = <Amount amountMinor={amountMinor} currency={currency} />;
  if (amountMinor === 0n) return <span className={classes["nothing"]}>{amount}</span>;
  return (
    <span className={classes["takenOff"]}>
      <span aria-hidden>− </span>
      {amount}
    </span>
  );
}

type RefundedProps = {
  readonly refundedMinor: bigint;
  readonly feeReturnedMinor: bigint;
  readonly currency: string;
};

/** What fans got back, and what the platform gave back of its fee for that. */
export function Refunded({ refundedMinor, feeReturnedMinor, currency }: RefundedProps) {
  const { t } = useTranslation("home");
  return (
    <>
      <TakenOff amountMinor={refundedMinor} currency={currency} />
      {feeReturnedMinor === 0n ? null : (
        <Text component="span" display="block" size="sm" c="dimmed">
          + <Amount amountMinor={feeReturnedMinor} currency={currency} /> {t("byDay.ofFee")}
        </Text>
      )}
    </>
  );
}
