import { Text } from "@mantine/core";
import { itemReasonWords } from "@payrun/catalogue/browser";
import { Section, useViewer } from "@payrun/ui";
import { useTranslation } from "react-i18next";
import { ReasonButton } from "../../decisions/reason-button.tsx";
import type { PayoutDetail } from "../payout-data.ts";
import { usePayoutDay } from "../use-payout-day.ts";

/** Why a payout is not on its way, with its one action; nothing where it is. */
export function ReasonSection({ payout }: { payout: PayoutDetail }) {
  const { t, i18n } = useTranslation("payouts");
  const viewer = useViewer();
  const payoutDay = usePayoutDay();
  const { reason, replacedByPeriodKey } = payout;
  if (replacedByPeriodKey !== null)
    return (
      <Section title={t("reasonTitle")}>{t("replacedBy", { day: payoutDay(replacedByPeriodKey) })}</Section>
    );
  if (reason === null) return null;
  const { title, explanation, action } = itemReasonWords(i18n, reason, viewer);
  return (
    <Section title={title}>
      <Text>{explanation}</Text>
      <Text mt="xs" mb="md">
        {action.text}
      </Text>
      <div>
        <ReasonButton reason={reason} payoutItemId={null} periodKey={payout.periodKey} />
      </div>
    </Section>
  );
}
