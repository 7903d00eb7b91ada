import { formatAmount, formatCount } from "@payrun/catalogue/browser";
import { useViewer } from "@payrun/ui";
import { useTranslation } from "react-i18next";

/** Tokens and money as words, for sentences that hold both. */
export type TokenWords = {
  /** `1,234 tokens`. */
  readonly tokens: (count: bigint) => string;
  /** `$12.50`. */
  readonly money: (amountMinor: bigint, currency: string) => string;
};

export function useTokenWords(): TokenWords {
  const { t } = useTranslation("units");
  const { locale } = useViewer();
  return {
    tokens: (count) => t("tokens", { count: Number(count), tokens: formatCount(locale, count) }),
    money: (amountMinor, currency) => formatAmount(locale, { amountMinor, currency }),
  };
}
