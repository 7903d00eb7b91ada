import type { PayoutState } from "@payrun/payouts-core";
import { StatusBadge, type StatusTone } from "@payrun/ui";
import { useTranslation } from "react-i18next";

const tones = {
  planned: "waiting",
  waiting_for_funds: "attention",
  sending: "waiting",
  confirming: "waiting",
  at_stripe: "waiting",
  to_bank: "waiting",
  in_bank: "good",
  returned_by_bank: "bad",
  reversed: "neutral",
  held: "attention",
  failed: "bad",
  canceled: "neutral",
  replaced: "neutral",
} as const satisfies Record<PayoutState, StatusTone>;

/** Where a payout is, in a word. */
export function PayoutStateBadge({ state }: { state: PayoutState }) {
  const { t } = useTranslation("payouts");
  return <StatusBadge tone={tones[state]}>{t(`states.${state}`)}</StatusBadge>;
}
