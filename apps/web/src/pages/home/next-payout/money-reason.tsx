import { formatAmount, reasonWords } from "@payrun/catalogue/browser";
import type { PayoutReason } from "@payrun/payouts-core";
import { useViewer } from "@payrun/ui";
import { useTranslation } from "react-i18next";
import { ActionLink } from "../attention/action-link.tsx";

/** Why the money itself would not be paid, of the balance by then: below a minimum, a debt, nothing there. */
export function MoneyReason({ reasons }: { reasons: readonly PayoutReason[] }) {
  const { i18n } = useTranslation("home");
  const viewer = useViewer();
  const sentence = useMoneySentence();
  const reason = reasons.find((each) => sentence(each) !== null);
  if (reason === undefined) return null;
  const { action } = reasonWords(i18n, reason, viewer);
  return (
    <>
      {sentence(reason)} {action.code === "none" ? null : <ActionLink action={action} />}
    </>
  );
}

/** Null: the reason is not about the money. */
function useMoneySentence(): (reason: PayoutReason) => string | null {
  const { t } = useTranslation("home");
  const { locale } = useViewer();
  const amount = (amountMinor: string, currency: string) =>
    formatAmount(locale, { amountMinor: BigInt(amountMinor), currency });
  return (reason) => {
    if (reason.code === "below_minimum") {
      return t(`next.below_minimum_${reason.minimumSetBy}`, {
        available: amount(reason.availableMinor, reason.currency),
        minimum: amount(reason.minimumMinor, reason.currency),
        missing: amount(reason.missingMinor, reason.currency),
      });
    }
    if (reason.code === "in_debt")
      return t("next.in_debt", { debt: amount(reason.debtMinor, reason.currency) });
    if (reason.code !== "nothing_available") return null;
    return BigInt(reason.heldMinor) === 0n
      ? t("next.nothing_available")
      : t("next.nothing_available_held", { held: amount(reason.heldMinor, reason.currency) });
  };
}
