import { Text } from "@mantine/core";
import { Amount, ResponsiveTable, Section, StatusBadge, type Column, type StatusTone } from "@payrun/ui";
import { useTranslation } from "react-i18next";
import { RealLink } from "../../../app/real-link.tsx";
import { usePayoutDay } from "../../payouts/use-payout-day.ts";
import type { BatchUnderWay, PayoutUnderWay } from "../summary-data.ts";

const TONE_OF = {
  planned: "waiting",
  awaiting_funds: "waiting",
  sending: "waiting",
  unknown: "attention",
  paid: "good",
  failed: "bad",
  held: "attention",
  canceled: "neutral",
  reversed: "bad",
} as const satisfies Record<PayoutUnderWay["status"], StatusTone>;

/** Her payouts that are not finished, and the batch that runs now. Nothing where there is neither. */
export function UnderWay({ batch, payouts }: { batch: BatchUnderWay; payouts: readonly PayoutUnderWay[] }) {
  const { t } = useTranslation("home");
  const columns = useColumns();
  const payoutDay = usePayoutDay();
  const isPreparing = batch !== null && !batch.decided;
  if (payouts.length === 0 && !isPreparing) return null;
  return (
    <Section title={t("underWay.title")}>
      {isPreparing ? <Text>{t("underWay.preparing", { day: payoutDay(batch.periodKey) })}</Text> : null}
      {payouts.length === 0 ? null : (
        <ResponsiveTable
          caption={t("underWay.caption")}
          columns={columns}
          rows={payouts}
          rowKey={({ payoutItemId }) => payoutItemId}
        />
      )}
    </Section>
  );
}

function useColumns(): readonly Column<PayoutUnderWay>[] {
  const { t } = useTranslation("home");
  const payoutDay = usePayoutDay();
  return [
    {
      key: "payout",
      header: t("underWay.payout"),
      names: "row",
      cell: ({ payoutItemId, periodKey }) => (
        <RealLink to="/payouts/$payoutItemId" params={{ payoutItemId }}>
          {t("underWay.payoutOf", { day: payoutDay(periodKey) })}
        </RealLink>
      ),
    },
    {
      key: "state",
      header: t("underWay.state"),
      cell: ({ status }) => (
        <StatusBadge tone={TONE_OF[status]}>{t(`underWay.status.${status}`)}</StatusBadge>
      ),
    },
    {
      key: "amount",
      header: t("underWay.amount"),
      align: "end",
      cell: ({ amountMinor, currency }) => <Amount {...{ amountMinor, currency }} />,
    },
  ];
}
